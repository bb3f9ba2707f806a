// A strict member that echoes messages, with the compression that the query of the URL names, and
// prints how each session ended. Prints its port first.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const servers = new Map();

function serverFor(query) {
  if (!servers.has(query)) servers.set(query, strict(new URLSearchParams(query)));
  return servers.get(query);
}

function strict(query) {
  const bits = Number(query.get("bits"));
  const noTakeover = query.get("noTakeover") === "true";
  const perMessageDeflate = query.has("bits") && {
    threshold: 0,
    ...(bits && { serverMaxWindowBits: bits, clientMaxWindowBits: bits }),
    ...(noTakeover && { serverNoContextTakeover: true, clientNoContextTakeover: true }),
  };
  const maxFragments = 1 << 17; // case 9.3.1 has 65536
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate, maxFragments });
  sockets.on("connection", (socket) => {
    socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.on("error", () => {}); // the close event tells how it ended
    socket.on("close", (code, reason) => console.log(`closed ${code} ${reason.toString("hex")}`));
  });
  return sockets;
}

const http = createServer((request, response) => response.end("well"));
http.on("upgrade", (request, socket, head) => {
  const sockets = serverFor(new URL(request.url, "http://member").search);
  sockets.handleUpgrade(request, socket, head, (end) => sockets.emit("connection", end, request));
});
http.listen(0, "127.0.0.1", () => console.log(`port ${http.address().port}`));
