// Talks to the URL of its first argument as the second one says and prints what it hears as lines.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { WebSocket } from "ws";

const [url, scene, ca] = process.argv.slice(2);
const options = ca ? { ca: readFileSync(ca), servername: "site.test" } : {};

const scenes = {
  async text(socket) {
    for (const text of ["", "hello", "ümläut ☃ 𝄞", "x".repeat(70_000)]) {
      socket.send(text);
      equal((await heard(socket)).toString(), text);
    }
  },
  async binary(socket) {
    for (const size of [0, 1, 125, 126, 65_535, 65_536, 1 << 20]) {
      const sent = randomBytes(size);
      socket.send(sent);
      equal(Buffer.compare(await heard(socket), sent), 0);
    }
  },
  async fragments(socket) {
    for (const piece of ["one ", "two ", "three"]) {
      socket.send(piece, { fin: piece === "three" });
      socket.ping();
    }
    equal((await heard(socket)).toString(), "one two three");
  },
  async compressed(socket) {
    equal(socket.extensions.startsWith("permessage-deflate"), true);
    socket.send("how compressed?");
    equal((await heard(socket)).toString(), "[permessage-deflate]");
    const sent = "again and again ".repeat(100_000);
    socket.send(sent);
    equal((await heard(socket)).toString(), sent);
  },
  async subprotocol(socket) {
    equal(socket.protocol, "chat.v2");
  },
  async pings(socket) {
    const pong = new Promise((resolve) => socket.once("pong", resolve));
    socket.ping("from the client");
    equal((await pong).toString(), "from the client");
    const ping = new Promise((resolve) => socket.once("ping", resolve));
    socket.send("ping me");
    equal((await ping).toString(), "from the member");
    equal((await heard(socket)).toString(), "pong: from the member");
  },
  async closedByMember(socket) {
    const closed = new Promise((resolve) => socket.once("close", (...how) => resolve(how)));
    socket.send("close me");
    const [code, reason] = await closed;
    equal(`${code} ${reason}`, "4321 as you wish");
  },
  async closedByClient(socket) {
    socket.close(4567, "enough");
  },
  async idle(socket) {
    const [code, reason] = await new Promise((resolve) =>
      socket.once("close", (...how) => resolve(how)),
    );
    console.log(`close ${code} ${reason}`);
  },
};

function heard(socket) {
  return new Promise((resolve) => socket.once("message", resolve));
}

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`${actual} where ${expected} was expected`);
}

const socket = new WebSocket(url, ["chat.v1", "chat.v2"], options);
socket.on("error", (error) => {
  console.log(`error ${error.message}`);
  process.exit(1);
});
socket.on("open", async () => {
  try {
    await scenes[scene](socket);
    console.log("done");
    if (socket.readyState === WebSocket.OPEN) socket.close(1000);
  } catch (error) {
    console.log(`error ${error.message}`);
    process.exit(1);
  }
});
