"""The machine: limits, ports, processes, memory, and the facts that belong above a table."""

import os
import platform
import resource
import socket
import subprocess
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
TARGET = BENCH / "target"
PROGRAMS = BENCH / "programs"

SHARED_SOURCES = ["frame.c", "head.c", "net.c", "pattern.c"]
SOURCES = {"origin": ["origin.c", "connection.c"], "load": ["load.c", "session.c", "message.c"]}


class Unfit(Exception):
    """The machine or the checkout lacks something; the message says what to do."""


def compile_programs():
    """Compiles origin and load into bench/target when a source is newer than they are."""
    TARGET.mkdir(exist_ok=True)
    newest = max(file.stat().st_mtime for file in PROGRAMS.iterdir())
    for program, sources in SOURCES.items():
        made = TARGET / program
        if made.exists() and made.stat().st_mtime > newest:
            continue
        files = [str(PROGRAMS / source) for source in sources + SHARED_SOURCES]
        try:
            subprocess.run(
                ["gcc", "-std=c11", "-O3", "-Wall", "-Wextra", "-o", str(made), *files], check=True)
        except FileNotFoundError:
            raise Unfit("gcc is missing: apt-get install gcc libc6-dev") from None


def raise_file_limit():
    """Lets this process and its children open as many files as the machine allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


class Ports:
    """Hands out free TCP ports from a first one on, below the kernel's ephemeral range."""

    def __init__(self, first):
        self.next = first

    def take(self, addresses=("127.0.0.1",)):
        """A port that is free on all the addresses."""
        while True:
            port, self.next = self.next, self.next + 1
            if all(is_free(address, port) for address in addresses):
                return port


def is_free(address, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
            return True
        except OSError:
            return False


def process_tree(pid):
    """The process and all that descend from it."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            pids += process_tree(int(child))
    return pids


def pss_kib(pids):
    """Proportional set size of the processes together, in KiB."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total


def first_line(*command):
    """The first line that a command prints, on either stream."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError:
        return f"no {Path(command[0]).name}"
    return (done.stdout.splitlines() or ["?"])[0].strip()


def facts():
    """Pairs of name and value that a reader needs to judge the figures."""
    model = "unknown"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
    return {
        "processor": f"{model}, {os.cpu_count()} cores seen",
        "kernel": f"{platform.system()} {platform.release()}",
        "compiler": first_line("gcc", "--version"),
        "load average at the start": "%.2f %.2f %.2f" % os.getloadavg(),
    }
