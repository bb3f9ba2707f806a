"""The origin and the proxies before it: how each is configured, started, found and ended."""

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from .machine import BENCH, ROOT, TARGET, Unfit, first_line, process_tree

CONFIG = BENCH / "config"


class Server:
    """A started process that answers on a port."""

    name = "server"
    title = "Server"
    patience = 10  # seconds from the start to the first answer

    def __init__(self, port, address="127.0.0.1"):
        self.port = port
        self.address = address
        self.process = None

    def command(self):
        raise NotImplementedError

    def environment(self):
        return None

    def log(self):
        """Where the process's output goes."""
        return TARGET / f"{self.name}-{self.port}.log"

    def start(self):
        """Starts the process and returns the seconds until it gave its first 200."""
        command = self.command()
        with open(self.log(), "a") as log:
            began = time.monotonic()
            try:
                self.process = subprocess.Popen(
                    command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=ROOT,
                    env=self.environment())
            except FileNotFoundError:
                raise Unfit(self.missing(command[0])) from None
        while not self.answers():
            if self.process.poll() is not None:
                raise Unfit(f"{self.title} ended with {self.process.returncode}: see {self.log()}")
            if time.monotonic() - began > self.patience:
                self.stop()
                raise Unfit(f"{self.title} gave no 200 in {self.patience} s: see {self.log()}")
            time.sleep(0.002)
        return time.monotonic() - began

    def answers(self):
        """Whether GET /128 gets a 200 now."""
        try:
            with socket.create_connection((self.address, self.port), timeout=5) as connection:
                connection.sendall(
                    b"GET /128 HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
                return connection.recv(64).split(b" ")[1:2] == [b"200"]
        except OSError:
            return False

    def pids(self):
        """All processes of the server; they must stay the same while it is measured."""
        return process_tree(self.process.pid)

    def live_kib(self):
        """Memory of live Java objects, after a full collection; 0 in a process without any."""
        return 0

    def stop(self, kill=False):
        """Ends the process: gently at first, so that nothing is left behind."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def missing(self, program):
        return f"{program} is missing: apt-get install {self.name}"

    def version(self):
        return ""


class Origin(Server):
    """The C program that answers behind the proxies."""

    name = "origin"
    title = "Origin"

    def __init__(self, port, address="127.0.0.1", label="origin"):
        super().__init__(port, address)
        self.label = label

    def command(self):
        return [str(TARGET / "origin"), self.address, str(self.port), self.label]


class Proxy(Server):
    """A proxy before one origin."""

    def __init__(self, port, origin_port):
        super().__init__(port)
        self.origin_port = origin_port

    def fill_in(self, template, **more):
        """Writes a configuration with this proxy's ports and returns its path."""
        text = (CONFIG / template).read_text()
        values = {"PORT": self.port, "ORIGIN": f"127.0.0.1:{self.origin_port}", "TARGET": TARGET}
        for key, value in {**values, **more}.items():
            text = text.replace(f"@{key}@", str(value))
        made = TARGET / f"{self.port}-{template}"
        made.write_text(text)
        return str(made)


class Nginx(Proxy):
    name = "nginx"
    title = "nginx"

    def command(self):
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        return [program, "-e", "stderr", "-c", self.fill_in("nginx.conf")]

    def version(self):
        return first_line(shutil.which("nginx") or "/usr/sbin/nginx", "-v")


class Haproxy(Proxy):
    name = "haproxy"
    title = "HAProxy"

    def command(self):
        program = shutil.which("haproxy") or "/usr/sbin/haproxy"
        return [program, "-f", self.fill_in("haproxy.cfg")]

    def version(self):
        return first_line(shutil.which("haproxy") or "/usr/sbin/haproxy", "-v")


class Poort(Proxy):
    """Poort of this checkout, or what the variable POORT names in its place."""

    name = "poort"
    title = "Poort"
    patience = 30
    transport = "auto"

    @staticmethod
    def program():
        return shlex.split(os.environ.get("POORT", "./poort"))

    @classmethod
    def prepare(cls):
        """Lets the launcher build what it lacks, so that no start is measured with a build."""
        try:
            done = subprocess.run([*cls.program(), "version"], cwd=ROOT, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, timeout=900)
        except FileNotFoundError:
            raise Unfit(f"{cls.program()[0]} is missing; without it: --proxies nginx,haproxy"
                        ) from None
        if done.returncode != 0:
            raise Unfit(f"{shlex.join(cls.program())} version ended with {done.returncode}")

    def command(self):
        return [*self.program(), "run", str(self.write_gateway(self.gateway())),
                "--settings", str(self.write_settings())]

    def gateway(self):
        """The ARM resource, as data."""
        gateway = json.loads((CONFIG / "gateway.json").read_text())
        settings = gateway["properties"]["backendHttpSettingsCollection"][0]["properties"]
        settings["port"] = self.origin_port
        return gateway

    def write_gateway(self, gateway):
        return write_json(TARGET / f"{self.port}-gateway.json", gateway)

    def settings(self):
        """What stands in poort.json, as data. Nobody is to be asked for at the default address."""
        return {
            "accessLog": "off",
            "management": "off",
            "transport": self.transport,
            "bindings": {"frontends": {"local": "127.0.0.1"}, "ports": {"80": self.port}},
        }

    def write_settings(self):
        return write_json(TARGET / f"{self.port}-poort.json", self.settings())

    def version(self):
        return first_line(*self.program(), "version")

    def java(self):
        """The folder of the JDK's programs that runs this process."""
        return Path(os.readlink(f"/proc/{self.process.pid}/exe")).parent

    def live_kib(self):
        """The class histogram of live objects: making it collects all garbage first.

        Fillers are no objects of anyone: the collector covers gaps with them.
        """
        done = subprocess.run(
            [str(self.java() / "jcmd"), str(self.process.pid), "GC.class_histogram"],
            stdout=subprocess.PIPE, text=True, timeout=60, check=True)
        rows = [line.split() for line in done.stdout.splitlines()]
        counted = [row for row in rows if len(row) > 3 and row[0].endswith(":")
                   and "jdk.internal.vm.Filler" not in row[3]]
        return sum(int(row[2]) for row in counted) >> 10

    def options(self):
        """The JVM and its options, without the paths of this machine."""
        words = Path(f"/proc/{self.process.pid}/cmdline").read_text().split("\0")
        flags = [word for word in words[1:] if word.startswith("-X") or word.startswith("-D")]
        shown = [flag if "/" not in flag else flag.split("=")[0] + "=..." for flag in flags]
        return " ".join([first_line(str(self.java() / "java"), "-version"), *shown])


def write_json(path, data):
    """Writes a file at once: a reader sees the old one or the new one."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(data, indent=2) + "\n")
    fresh.rename(path)
    return path


PROXIES = {kind.name: kind for kind in (Nginx, Haproxy, Poort)}
