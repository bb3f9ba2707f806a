# Talks to the echo of its first argument with Debian's python3-websockets; prints done.
import asyncio
import os
import sys

import websockets


async def texts(socket):
    for text in ["", "hello", "ümläut ☃ 𝄞", "x" * 70_000]:
        await socket.send(text)
        assert await socket.recv() == text


async def octets(socket):
    for size in [0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20]:
        sent = os.urandom(size)
        await socket.send(sent)
        assert await socket.recv() == sent


async def fragments(socket):
    await socket.send(["one ", "two ", "three"])
    assert await socket.recv() == "one two three"
    await socket.send("fragments")
    assert await socket.recv() == "one two three"


async def pings(socket):
    await (await socket.ping(b"from the client"))
    await socket.send("ping me")
    assert await socket.recv() == "ponged"


async def compressed(socket):
    names = [extension.name for extension in socket.extensions]
    assert names == ["permessage-deflate"], names
    sent = "again and again " * 100_000
    await socket.send(sent)
    assert await socket.recv() == sent


async def closed_by_member(socket):
    await socket.send("close me")
    try:
        await socket.recv()
        raise AssertionError("the session goes on")
    except websockets.ConnectionClosed:
        assert (socket.close_code, socket.close_reason) == (4321, "as you wish")


async def closed_by_client(socket):
    await socket.close(4567, "enough")


async def main(url, scene):
    async with websockets.connect(url, subprotocols=["chat.v1", "chat.v2"], max_size=64 << 20) as socket:
        assert socket.subprotocol == "chat.v2"
        await globals()[scene](socket)
    print("done")


asyncio.run(main(*sys.argv[1:]))
