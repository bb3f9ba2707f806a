// Sends a large text that compresses well to an echo and prints what was agreed upon, the text's
// length, and the octets that its socket wrote and read.
import { WebSocket } from "ws";

const [url] = process.argv.slice(2);
const text = JSON.stringify(Array.from({ length: 40_000 }, (_, id) => ({ id, name: "a member" })));
const socket = new WebSocket(url, { perMessageDeflate: { threshold: 0 } });
socket.on("open", () => socket.send(text));
socket.on("message", (data) => {
  const { bytesWritten, bytesRead } = socket._socket;
  if (data.toString() !== text) console.log("changed");
  console.log(`extensions ${socket.extensions}`);
  console.log(`length ${text.length}`);
  console.log(`written ${bytesWritten}`);
  console.log(`read ${bytesRead}`);
  socket.close(1000);
});
