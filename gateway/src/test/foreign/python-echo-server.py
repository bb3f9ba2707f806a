# A member that echoes with Debian's python3-websockets; prints its port, then how sessions ended.
import asyncio
from http import HTTPStatus

import websockets


async def probe(path, headers):
    if "Upgrade" not in headers:
        return HTTPStatus.OK, [], b"well"


async def echo(socket):
    try:
        async for message in socket:
            if message == "ping me":
                await (await socket.ping(b"from the member"))
                await socket.send("ponged")
            elif message == "fragments":
                await socket.send(["one ", "two ", "three"])
            elif message == "close me":
                await socket.close(4321, "as you wish")
            else:
                await socket.send(message)
    except websockets.ConnectionClosedError:
        pass  # the line below tells
    print(f"closed {socket.close_code} {socket.close_reason}", flush=True)


async def main():
    async with websockets.serve(
        echo, "127.0.0.1", 0, process_request=probe, subprotocols=["chat.v2"], max_size=64 << 20
    ) as server:
        print(f"port {server.sockets[0].getsockname()[1]}", flush=True)
        await asyncio.Future()


asyncio.run(main())
