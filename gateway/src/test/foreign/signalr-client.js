// SignalR's JavaScript client: invocations, a stream, calls in both directions. Prints done.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const [url] = process.argv.slice(2);
const connection = new HubConnectionBuilder()
  .withUrl(`${url}/hub`, { transport: HttpTransportType.WebSockets })
  .configureLogging(LogLevel.Warning)
  .build();

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`${actual} where ${expected} was expected`);
}

const news = new Promise((resolve) => connection.on("news", resolve));
const closed = new Promise((resolve) => connection.onclose(resolve));
await connection.start();
equal(await connection.invoke("echo", "hello"), "hello");
const long = "ü".repeat(100_000);
equal(await connection.invoke("echo", long), long);
await connection.invoke("fail").then(
  () => equal("an answer", "a failure"),
  (error) => equal(error.message.includes("as you wish"), true),
);
const items = [];
await new Promise((complete, error) =>
  connection.stream("count", 100).subscribe({ next: (item) => items.push(item), complete, error }),
);
equal(items.length, 100);
await connection.send("tell", "something");
equal(await news, "heard something");
await connection.stop();
equal(await closed, undefined);
console.log("done");
