// A small server of SignalR's JSON hub protocol, written for these tests: there is no .NET here.
// Prints its port, then what it is told by clients that expect no answer.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const END = "\x1e"; // ends every record of the protocol

const http = createServer((request, response) => {
  if (request.method !== "POST" || !request.url.startsWith("/hub/negotiate")) {
    response.end("well");
    return;
  }
  const id = Math.random().toString(36).slice(2);
  response.setHeader("Content-Type", "application/json");
  response.end(
    JSON.stringify({
      negotiateVersion: 1,
      connectionId: id,
      connectionToken: id,
      availableTransports: [{ transport: "WebSockets", transferFormats: ["Text", "Binary"] }],
    }),
  );
});

function answer(send, { type, invocationId, target, arguments: values }) {
  if (type === 1 && target === "echo") send({ type: 3, invocationId, result: values[0] });
  else if (type === 1 && target === "fail") send({ type: 3, invocationId, error: "as you wish" });
  else if (type === 1 && !invocationId) {
    console.log(`told ${values[0]}`);
    send({ type: 1, target: "news", arguments: [`heard ${values[0]}`] });
  } else if (type === 4) {
    for (let i = 1; i <= values[0]; i++) send({ type: 2, invocationId, item: i });
    send({ type: 3, invocationId });
  } else if (type === 6) send({ type: 6 });
}

new WebSocketServer({ server: http, path: "/hub" }).on("connection", (socket) => {
  const send = (record) => socket.send(JSON.stringify(record) + END);
  let agreed = false;
  socket.on("message", (data) => {
    for (const text of data.toString().split(END).filter(Boolean)) {
      const record = JSON.parse(text);
      if (agreed) answer(send, record);
      else if (record.protocol === "json" && record.version <= 2) send({});
      agreed = true;
    }
  });
});
http.listen(0, "127.0.0.1", () => console.log(`port ${http.address().port}`));
