// Azure's SDK for JavaScript: signs in at the endpoint of its first argument and makes, reads, changes
// and deletes a gateway before the member at the port of its second one. Stops for a line of input
// where a test looks at what serves.
import { createInterface } from "node:readline";
import { NetworkManagementClient } from "@azure/arm-network";
import { ClientSecretCredential } from "@azure/identity";

const [endpoint, memberPort] = process.argv.slice(2);
const subscription = "00000000-0000-0000-0000-000000000000";
const credential = new ClientSecretCredential("22222222-2222-2222-2222-222222222222", "any", "any", {
  authorityHost: endpoint,
  disableInstanceDiscovery: true,
});
const gateways = new NetworkManagementClient(credential, subscription, { endpoint }).applicationGateways;
const id = `/subscriptions/${subscription}/resourceGroups/poort/providers/Microsoft.Network/applicationGateways/js`;
const part = (kind, name) => ({ id: `${id}/${kind}/${name}` });

const made = await gateways.beginCreateOrUpdateAndWait("poort", "js", {
  location: "westeurope",
  sku: { name: "Standard_v2", tier: "Standard_v2", capacity: 1 },
  frontendIPConfigurations: [{ name: "fe" }],
  frontendPorts: [{ name: "p80", port: 80 }],
  backendAddressPools: [{ name: "pool", backendAddresses: [{ ipAddress: "127.0.0.1" }] }],
  backendHttpSettingsCollection: [
    { name: "http", port: Number(memberPort), protocol: "Http", requestTimeout: 20 },
  ],
  httpListeners: [
    {
      name: "site",
      frontendIPConfiguration: part("frontendIPConfigurations", "fe"),
      frontendPort: part("frontendPorts", "p80"),
      protocol: "Http",
    },
  ],
  requestRoutingRules: [
    {
      name: "all",
      priority: 10,
      ruleType: "Basic",
      httpListener: part("httpListeners", "site"),
      backendAddressPool: part("backendAddressPools", "pool"),
      backendHttpSettings: part("backendHttpSettingsCollection", "http"),
    },
  ],
});
console.log(`made ${made.provisioningState}`);

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
await lines.next();
const read = await gateways.get("poort", "js");
read.backendHttpSettingsCollection[0].requestTimeout = 40;
const changed = await gateways.beginCreateOrUpdateAndWait("poort", "js", read);
console.log(`changed ${changed.backendHttpSettingsCollection[0].requestTimeout}`);

const health = await gateways.beginBackendHealthAndWait("poort", "js");
console.log(
  `health ${health.backendAddressPools[0].backendHttpSettingsCollection[0].servers[0].health}`,
);

await lines.next();
await gateways.beginDeleteAndWait("poort", "js");
try {
  await gateways.get("poort", "js");
} catch (error) {
  console.log(`gone ${error.statusCode} ${error.code}`);
}
lines.return?.();
process.exit(0);
