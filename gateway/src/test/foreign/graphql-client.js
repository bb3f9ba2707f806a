// A query, a mistake and a subscription by graphql-ws over one WebSocket. Prints done.
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

const [url] = process.argv.slice(2);
const client = createClient({ url: `${url}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false });

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`${actual} where ${expected} was expected`);
}

async function results(query) {
  const all = [];
  for await (const result of client.iterate({ query })) all.push(result);
  return all;
}

const [greeting] = await results('{ greet(name: "Poort") }');
equal(greeting.data.greet, "hello Poort");
const [mistake] = await results("{ nothing }").catch((errors) => [{ errors }]);
equal(mistake.errors[0].message.includes("nothing"), true);
const counted = await results("subscription { count(to: 500) }");
equal(counted.map((result) => result.data.count).join(), Array.from({ length: 500 }, (_, i) => i + 1).join());
const closed = new Promise((resolve) => client.on("closed", resolve));
client.dispose();
equal((await closed).code, 1000);
console.log("done");
