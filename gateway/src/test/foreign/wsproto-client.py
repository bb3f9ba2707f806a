# Talks to the echo on a port of 127.0.0.1 with Debian's python3-wsproto, which leaves the socket to
# its user: every event is seen one by one. Prints done.
import socket
import sys

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Ping,
    Pong,
    Request,
    TextMessage,
)
from wsproto.extensions import PerMessageDeflate

tcp = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10)
connection = WSConnection(ConnectionType.CLIENT)
waiting = []


def send(event):
    tcp.sendall(connection.send(event))


def receive():
    while not waiting:
        octets = tcp.recv(65536)
        connection.receive_data(octets or None)
        waiting.extend(connection.events())
    return waiting.pop(0)


def receive_message(kind):
    parts = []
    while True:
        event = receive()
        assert isinstance(event, kind), event
        parts.append(event.data)
        if event.message_finished:
            return parts[0][:0].join(parts)


send(Request(host="site.test", target="/", subprotocols=["chat.v2"], extensions=[PerMessageDeflate()]))
accepted = receive()
assert isinstance(accepted, AcceptConnection), accepted
assert accepted.subprotocol == "chat.v2"
assert [extension.name for extension in accepted.extensions] == ["permessage-deflate"]

send(TextMessage("one ", message_finished=False))
send(Ping(b"in between"))
pong = receive()
assert isinstance(pong, Pong) and pong.payload == b"in between", pong
send(TextMessage("two"))
assert receive_message(TextMessage) == "one two"

octets = bytes(range(256)) * 1024
send(BytesMessage(octets))
assert receive_message(BytesMessage) == octets

send(CloseConnection(4567, "enough"))
closed = receive()
assert isinstance(closed, CloseConnection) and closed.code == 4567, closed
assert tcp.recv(1) == b""  # the server ends TCP first
print("done")
