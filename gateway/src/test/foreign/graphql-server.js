// A GraphQL member over WebSocket by graphql-ws; prints its port.
import { createServer } from "node:http";
import { buildSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";

const schema = buildSchema(`
  type Query { greet(name: String!): String! }
  type Subscription { count(to: Int!): Int! }
`);

async function* count({ to }) {
  for (let i = 1; i <= to; i++) yield { count: i };
}

const roots = { query: { greet: ({ name }) => `hello ${name}` }, subscription: { count } };
const http = createServer((request, response) => response.end("well"));
useServer({ schema, roots }, new WebSocketServer({ server: http, path: "/graphql" }));
http.listen(0, "127.0.0.1", () => console.log(`port ${http.address().port}`));
