"""What is measured, and how one measurement is taken."""

import json
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass

from .machine import TARGET, Unfit, pss_kib


@dataclass(frozen=True)
class Work:
    """A load and its unit; `arguments` are those of bench/programs/load."""

    name: str
    title: str
    arguments: tuple


def _work(name, title, arguments):
    return Work(name, title, tuple(arguments.split()))


# Those with a goal stand first; the others are run when named, or by `all`.
GOALS = [
    _work("ws-125-64", "WebSocket echo, 125 B, 64 sessions", "ws --size 125 --sessions 64"),
    _work("ws-125-1000", "WebSocket echo, 125 B, 1,000 sessions",
          "ws --size 125 --sessions 1000 --sources 4"),
    _work("ws-16k-64", "WebSocket echo, 16 KiB, 64 sessions", "ws --size 16k --sessions 64"),
    _work("get-128-64", "GET 128 B, 64 connections", "get --size 128 --sessions 64"),
    _work("get-16k-64", "GET 16 KiB, 64 connections", "get --size 16k --sessions 64"),
]
EXTRAS = [
    _work("ws-125-64x16", "WebSocket echo, 125 B, 64 sessions, 16 in flight",
          "ws --size 125 --sessions 64 --flight 16"),
    _work("ws-1m-16", "WebSocket echo, 1 MiB, 16 sessions", "ws --size 1m --sessions 16"),
    _work("ws-handshake", "WebSocket connect, upgrade, close; 64 at once",
          "handshake --sessions 64 --sources 8"),
    _work("get-1m-16", "GET 1 MiB, 16 connections", "get --size 1m --sessions 16"),
]
WORKS = {work.name: work for work in GOALS + EXTRAS}


@dataclass(frozen=True)
class Figures:
    """One window of load through one proxy."""

    cpu: float  # microseconds a unit
    rate: float  # units a second
    p50: float  # microseconds
    p99: float
    failures: int


def load_command(server, arguments):
    """The load program's command line against a server."""
    mode, *rest = arguments
    return [str(TARGET / "load"), mode, f"127.0.0.1:{server.port}", *rest,
            "--cpu-of", ",".join(map(str, server.pids()))]


def apply(server, work, settle_ms, window_ms, windows=1):
    """Puts a work's load on a server and returns the figures of each window."""
    command = load_command(server, work.arguments) + [
        "--settle", str(settle_ms), "--window", str(window_ms), "--windows", str(windows)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
                          timeout=120 + (settle_ms + window_ms * windows) / 1000)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    shown = [event for event in events if event["event"] == "window"]
    if done.returncode == 2 or len(shown) < windows:
        raise Unfit(f"the load on {server.title} stopped: {shown or done.stdout[-2000:]}")
    wrong = [event for event in events if event["event"] in ("wrong", "end", "refused")]
    for event in wrong[:3]:
        print(f"  {server.title}, {work.name}: {event['event']}: {event['why']}", flush=True)
    # What fails outside a window counts as well: the last one carries it.
    missed = max(0, len(wrong) - sum(event["failures"] for event in shown))
    figures = [Figures(event["cpu_us_per_unit"], event["units"] / event["seconds"],
                       event["p50_us"], event["p99_us"], event["failures"]) for event in shown]
    last = figures[-1]
    figures[-1] = Figures(last.cpu, last.rate, last.p50, last.p99, last.failures + missed)
    return figures


def median(figures):
    """The medians of several windows; failures are summed."""
    def middle(field):
        return statistics.median(getattr(one, field) for one in figures)

    return Figures(middle("cpu"), middle("rate"), middle("p50"), middle("p99"),
                   sum(one.failures for one in figures))


@dataclass(frozen=True)
class Idle:
    """What many idle sessions cost one proxy."""

    sessions: int
    alive: int
    before: int  # KiB
    after: int
    live: int  # KiB of Java objects that came with the sessions

    @property
    def kib_each(self):
        return (self.after - self.before) / self.sessions


def read_memory(server):
    """PSS in KiB, and live Java objects in KiB; a JVM collects its garbage first."""
    live = server.live_kib()
    return pss_kib(server.pids()), live


def hold_idle(server, sessions, seconds):
    """Opens sessions, lets them rest, reads the memory, then asks each for an echo.

    The process has served handshakes before the first reading, until its memory grew no more, so
    that what it keeps for any number of sessions (code, an allocator's pools, a JVM's young
    generation) is not counted as theirs. The collection before the second reading moves what
    belongs to sessions to the old generation, into pages that were not touched before: it is
    counted in full.
    """
    last = 0
    for _ in range(10):
        apply(server, WORKS["ws-handshake"], settle_ms=0, window_ms=3000)
        time.sleep(1)
        before, live_before = read_memory(server)
        if before < last * 1.02:
            break
        last = before
    command = load_command(server, ("idle", "--sessions", str(sessions), "--sources", "8"))
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        opened = json.loads(holder.stdout.readline() or "{}")
        while opened.get("event") not in ("open", None):
            opened = json.loads(holder.stdout.readline() or "{}")
        time.sleep(seconds)
        after, live_after = read_memory(server)
        answer, _ = holder.communicate("go\n", timeout=120)
    finally:
        holder.kill()
        holder.wait()
    windows = [json.loads(line) for line in answer.splitlines() if '"window"' in line]
    alive = windows[0]["units"] if windows else 0
    return Idle(sessions, alive, before, after, live_after - live_before)


def in_parallel(function, items):
    """Calls the function for all items at once and returns the results in their order."""
    results = [None] * len(items)

    def call(index):
        try:
            results[index] = function(items[index])
        except Exception as failure:  # handed to the caller below
            results[index] = failure

    threads = [threading.Thread(target=call, args=(index,)) for index in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
