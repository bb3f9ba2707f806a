// Clients of MQTT over WebSocket: a subscriber, a publisher, and one whose will is heard when its
// connection breaks. Prints done.
import { randomBytes } from "node:crypto";
import mqtt from "mqtt";

const [url, length] = process.argv.slice(2);
const open = (clientId, more = {}) =>
  mqtt.connectAsync(`${url}/mqtt`, { clientId, reconnectPeriod: 0, ...more });

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`${actual} where ${expected} was expected`);
}

const subscriber = await open("subscriber");
const heard = [];
let wanted = () => {};
subscriber.on("message", (topic, payload, packet) => {
  heard.push({ topic, payload, qos: packet.qos });
  wanted();
});
const awaitHeard = (count) =>
  new Promise((resolve) => {
    wanted = () => heard.length >= count && resolve();
    wanted();
  });
await subscriber.subscribeAsync("poort/#", { qos: 2 });

const publisher = await open("publisher", { protocolVersion: 5 });
const octets = randomBytes(Number(length));
await publisher.publishAsync("poort/text", "hello", { qos: 1 });
await publisher.publishAsync("poort/octets", octets, { qos: 2 });
await awaitHeard(2);
equal(heard[0].payload.toString(), "hello");
equal(heard[0].qos, 1);
equal(Buffer.compare(heard[1].payload, octets), 0);
equal(heard[1].qos, 2);

const doomed = await open("doomed", { will: { topic: "poort/will", payload: "gone", qos: 1 } });
doomed.stream.destroy();
await awaitHeard(3);
equal(`${heard[2].topic} ${heard[2].payload}`, "poort/will gone");

await publisher.endAsync();
await subscriber.endAsync();
console.log("done");
