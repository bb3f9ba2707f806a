// Clients of Socket.IO, one after another: each says which member it met, by which transports.
import { io } from "socket.io-client";

const [url, count, ...transports] = process.argv.slice(2);

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`${actual} where ${expected} was expected`);
}

async function visit() {
  // With credentials a client that is no browser keeps cookies, too.
  const socket = io(url, { transports, withCredentials: true, forceNew: true, reconnection: false });
  const failed = new Promise((_, reject) => socket.on("connect_error", reject));
  const within = (promise) => Promise.race([promise, failed]);
  let first;
  let upgraded;
  socket.io.on("open", () => {
    first = socket.io.engine.transport.name;
    upgraded = new Promise((resolve) => socket.io.engine.once("upgrade", resolve));
  });
  await within(new Promise((resolve) => socket.on("connect", resolve)));
  if (first === "polling") await within(upgraded);
  const member = await within(socket.emitWithAck("who"));
  for (const value of ["text", "x".repeat(200_000), { nested: [1, 2, 3] }]) {
    equal(JSON.stringify(await within(socket.emitWithAck("echo", value))), JSON.stringify(value));
  }
  const octets = Buffer.alloc(100_000, 7);
  equal(Buffer.compare(await within(socket.emitWithAck("echo", octets)), octets), 0);
  const news = new Promise((resolve) => socket.once("news", resolve));
  socket.emit("news please");
  equal((await within(news)).octets.length, 2);
  equal((await news).from, member);
  console.log(`met ${member} by ${first}, then ${socket.io.engine.transport.name}`);
  socket.disconnect();
}

for (let i = 0; i < Number(count); i++) await visit();
console.log("done");
