// Streams octets to the echo behind a TCP bridge, in frames of many sizes, as fast as it goes, and
// compares checksums. Prints done.
import { createHash, randomBytes } from "node:crypto";
import { WebSocket } from "ws";

const [url, mebibytes] = process.argv.slice(2);
const socket = new WebSocket(url, ["binary"]);
const total = Number(mebibytes) << 20;
const sizes = [1, 125, 126, 4096, 65_535, 65_536, 300_000, 1 << 20];
const sent = createHash("sha256");
const received = createHash("sha256");
let left = total;
let missing = total;

function sendNext() {
  if (left === 0) return;
  const frame = randomBytes(Math.min(left, sizes[left % sizes.length]));
  left -= frame.length;
  sent.update(frame);
  socket.send(frame, sendNext);
}

socket.on("open", sendNext);
socket.on("message", (data) => {
  received.update(data);
  missing -= data.length;
  if (missing === 0) socket.close(1000, "enough");
});
socket.on("close", (code) => {
  const same = sent.digest("hex") === received.digest("hex");
  console.log(same && missing === 0 ? "done" : `${missing} missing, close ${code}`);
});
