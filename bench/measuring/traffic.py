"""The soak's traffic: WebSocket sessions, checked requests, and clients without manners."""

import http.client
import json
import random
import socket
import struct
import subprocess
import threading
import time
from collections import Counter

from .machine import TARGET
from .verdict import PATIENCE, Failure


class Sessions:
    """A load program with WebSocket sessions that open again when they end."""

    def __init__(self, name, port, seconds, note, arguments):
        self.name = name
        self.note = note
        self.window = None  # the figures at the end
        mode, *rest = arguments.split()
        self.process = subprocess.Popen(
            [str(TARGET / "load"), mode, f"127.0.0.1:{port}", *rest, "--reconnect", "1",
             "--patience", str(PATIENCE), "--settle", "0", "--window", str(round(seconds * 1000))],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            event = json.loads(line)
            if event["event"] == "window":
                self.window = event
            elif event["event"] != "open":
                self.note(Failure(event["event"], event["why"], event["at"], event["at"],
                                  event["origin"], event["from"]))

    def finish(self, timeout):
        """Waits for the end of the window."""
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.reader.join(10)


class Requests(threading.Thread):
    """One keep-alive client that compares every answer with what the origin itself says."""

    def __init__(self, port, seed, truth, note, stop):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        self.port = port
        self.truth = truth
        self.note = note
        self.stop = stop
        self.done = Counter()
        self.origins = Counter()
        self.connection = None

    def run(self):
        while not self.stop.wait(self.random.uniform(0.002, 0.03)):
            began = time.time()
            method, path, body, expected = self.choose()
            try:
                why = self.ask(method, path, body, expected)
            except TimeoutError:
                why = f"no answer for {PATIENCE} s"
            except ConnectionRefusedError:
                why = "refused by the gateway"
            except (OSError, http.client.HTTPException) as failure:
                why = f"cut: {type(failure).__name__} {failure}"
            self.done[method + " " + path] += 1
            if why:
                self.drop()
                self.note(Failure("http", f"{why}: {method} {path}", began, time.time()))
            elif self.random.random() < 0.02:
                self.drop()

    def choose(self):
        kind = self.random.choices(["128", "16k", "1m", "chunked", "head", "post"],
                                   [30, 25, 3, 12, 10, 20])[0]
        if kind == "head":
            return "HEAD", "/16k", None, b""
        if kind == "post":
            body = self.random.randbytes(self.random.choice([1, 500, 8192, 65536]))
            return "POST", "/echo", body, body
        path, size = {"128": ("/128", 128), "16k": ("/16k", 16384), "1m": ("/1m", 1 << 20),
                      "chunked": ("/chunked/64k", 65536)}[kind]
        return "GET", path, None, self.truth[:size]

    def ask(self, method, path, body, expected):
        """Asks once; returns what is wrong with the answer, or None."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        number = self.random.randbytes(8).hex()
        self.connection.request(method, path, body, {"X-Number": number})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            return f"status {answer.status}"
        if answer.getheader("X-Number") != number:
            return "the answer to another request"
        self.origins[answer.getheader("X-Origin")] += 1
        if content != expected:
            return f"wrong bytes ({len(content)} for {len(expected)})"
        return None

    def drop(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


UPGRADE = (b"GET /ws HTTP/1.1\r\nHost: soak\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
GET_MUCH = b"GET /1m HTTP/1.1\r\nHost: soak\r\n\r\n"
HALF_POST = b"POST /echo HTTP/1.1\r\nHost: soak\r\nContent-Length: 65536\r\n\r\n" + b"x" * 1000
BIG_FRAME = b"\x82\xff" + struct.pack(">Q", 65536) + b"\0\0\0\0" + b"y" * 65536


class Rude(threading.Thread):
    """A client that leaves at the worst moment. Nothing is checked but that nothing leaks."""

    def __init__(self, port, seed, stop):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        self.port = port
        self.stop = stop
        self.done = 0
        self.acts = [self.half_head, self.leaves_the_body, self.half_body, self.half_frame,
                     self.never_reads, self.nonsense, self.leaves_the_handshake]

    def run(self):
        while not self.stop.wait(self.random.uniform(0.02, 0.2)):
            with socket.socket() as client:
                client.settimeout(2)
                if self.random.random() < 0.5:  # a reset in place of an orderly end
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                try:
                    client.connect(("127.0.0.1", self.port))
                    self.random.choice(self.acts)(client)
                except OSError:
                    pass  # to be thrown out is what it deserves
            self.done += 1

    def half_head(self, client):
        client.sendall(GET_MUCH[:self.random.randrange(1, len(GET_MUCH) - 1)])

    def leaves_the_body(self, client):
        client.sendall(GET_MUCH)
        client.recv(10000)

    def half_body(self, client):
        client.sendall(HALF_POST)
        time.sleep(self.random.uniform(0, 0.05))

    def half_frame(self, client):
        client.sendall(UPGRADE)
        client.recv(4096)
        client.sendall(BIG_FRAME[:self.random.randrange(1, 60000)])

    def never_reads(self, client):
        client.sendall(UPGRADE)
        client.recv(4096)
        client.settimeout(0.3)
        for _ in range(100):
            client.sendall(BIG_FRAME)

    def nonsense(self, client):
        client.sendall(self.random.randbytes(self.random.randrange(1, 2000)) + b"\r\n\r\n")
        client.recv(4096)

    def leaves_the_handshake(self, client):
        client.sendall(UPGRADE)
