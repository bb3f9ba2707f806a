// A member that echoes: prints its port, speaks the subprotocols that a test asks for by the path.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const server = createServer((request, response) => response.end("well"));
const sockets = new WebSocketServer({
  server,
  perMessageDeflate: { threshold: 0 },
  maxPayload: 64 << 20,
  handleProtocols: (offered) => (offered.has("chat.v2") ? "chat.v2" : false),
});

sockets.on("connection", (socket, request) => {
  socket.on("message", (data, isBinary) => {
    const text = isBinary ? "" : data.toString();
    if (text === "how compressed?") socket.send(`[${socket.extensions}]`);
    else if (text === "who am I?") socket.send(JSON.stringify(request.headers));
    else if (text === "ping me") socket.ping("from the member");
    else if (text === "close me") socket.close(4321, "as you wish");
    else socket.send(data, { binary: isBinary });
  });
  socket.on("pong", (data) => socket.send(`pong: ${data}`));
  socket.on("close", (code, reason) => console.log(`closed ${code} ${reason}`));
});

server.listen(0, "127.0.0.1", () => console.log(`port ${server.address().port}`));
