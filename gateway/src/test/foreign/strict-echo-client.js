// A strict client that opens one session after another at a URL and echoes messages in each.
import { WebSocket } from "ws";

const [url] = process.argv.slice(2);

function open() {
  const socket = new WebSocket(url, {
    perMessageDeflate: { threshold: 0 },
    maxFragments: 1 << 17, // case 9.3.1 has 65536
  });
  let opened = false;
  socket.on("open", () => (opened = true));
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
  socket.on("error", () => {}); // the close event tells how it ended
  socket.on("close", (code, reason) => {
    console.log(`closed ${code} ${reason.toString("hex")}`);
    if (opened) open();
  });
}

open();
