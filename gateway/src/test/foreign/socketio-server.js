// A Socket.IO member with a name; prints its port, then how each client came.
import { createServer } from "node:http";
import { Server } from "socket.io";

const [name] = process.argv.slice(2);
const http = createServer((request, response) => response.end("well"));
const io = new Server(http);

io.on("connection", (socket) => {
  console.log(`connected by ${socket.conn.transport.name}`);
  socket.conn.once("upgrade", () => console.log("upgraded"));
  socket.on("who", (answer) => answer(name));
  socket.on("echo", (value, answer) => answer(value));
  socket.on("news please", () => socket.emit("news", { from: name, octets: Buffer.from([1, 2]) }));
});
http.listen(0, "127.0.0.1", () => console.log(`port ${http.address().port}`));
