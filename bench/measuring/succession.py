"""Poort as a row of processes: each takes over from the one before, as a new version does."""

import http.client
import json
import subprocess
import time
import urllib.request

from .machine import TARGET, Unfit
from .watched import WatchedPoort

TAKES = 60  # seconds that a new process may take until it serves
ENDS = 15  # seconds that an old one may need beyond its drain time


class Succession(WatchedPoort):
    """Poort with an access log, a management address, and heirs."""

    def __init__(self, port, origin_port, management):
        super().__init__(port, origin_port)
        self.management = management
        self.access_log = TARGET / "chaos-access.log"
        self.number = 0
        self.leaving = []  # old processes, and until when they may run
        self.codes = []  # how old processes ended
        self.longest = 0.0  # seconds that a take-over took
        for old in (self.access_log, *TARGET.glob("chaos-poort-*.log")):
            old.unlink(missing_ok=True)

    def log(self):
        return TARGET / f"chaos-poort-{self.number}.log"

    def logs(self):
        """What all processes printed, as lines."""
        return [line for number in range(self.number + 1)
                for line in (TARGET / f"chaos-poort-{number}.log").read_text(
                    errors="replace").splitlines()]

    def settings(self):
        return {
            **super().settings(),
            "accessLog": str(self.access_log),
            "management": f"127.0.0.1:{self.management}",
            "backendHttpSettings": {"plain": {
                "balancing": "leastConnections", "rebalancePerSecond": 20,
                "keepAlive": {"clientSeconds": 5, "memberSeconds": 5, "timeoutSeconds": 20}}},
        }

    def ask(self, path, body):
        """POSTs to the management address."""
        connection = http.client.HTTPConnection("127.0.0.1", self.management, timeout=10)
        try:
            connection.request("POST", path, json.dumps(body),
                               {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            connection.close()
        if answer.status != 202:
            raise Unfit(f"{path}: {answer.status} {text}")

    def empties(self, seconds):
        """Whether the process has no session any more within so many seconds."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            address = f"http://127.0.0.1:{self.management}/sessions?limit=0"
            with urllib.request.urlopen(address, timeout=10) as answer:
                if json.load(answer)["matching"] == 0:
                    return True
            time.sleep(0.1)
        return False

    def may_be_taken_over(self):
        """Whether there is not more than one old process around."""
        self.reap()
        return len(self.leaving) < 2

    def take_over(self, seconds):
        """Starts the next process and returns once it serves."""
        self.number += 1
        files = [str(TARGET / f"{self.port}-{name}.json") for name in ("gateway", "poort")]
        with open(self.log(), "w") as log:
            heir = subprocess.Popen(
                [*self.program(), "run", files[0], "--settings", files[1], "--take-over",
                 "--drain-seconds", str(seconds)],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=self.environment())
        old, self.process = self.process, heir
        self.leaving.append((old, time.monotonic() + TAKES + seconds + ENDS))
        limit = time.monotonic() + TAKES
        while "management on" not in self.log().read_text(errors="replace"):
            if heir.poll() is not None:
                raise Unfit(f"the take-over ended with {heir.returncode}: see {self.log()}")
            if time.monotonic() > limit:
                raise Unfit(f"no take-over in {TAKES} s: see {self.log()}")
            time.sleep(0.02)
        self.longest = max(self.longest, time.monotonic() - limit + TAKES)
        self.leaving[-1] = (old, time.monotonic() + seconds + ENDS)

    def reap(self):
        """Takes note of old processes that have ended; ends those that should have."""
        for entry in list(self.leaving):
            process, limit = entry
            if process.poll() is None and time.monotonic() > limit:
                process.kill()
                process.wait()
            if process.poll() is not None:
                self.codes.append(process.returncode)
                self.leaving.remove(entry)

    def stop(self, kill=False):
        super().stop(kill)
        limit = time.monotonic() + ENDS
        while self.leaving and time.monotonic() < limit:
            self.reap()
            time.sleep(0.1)
        for process, _ in self.leaving:
            process.kill()
            process.wait()
            self.codes.append(process.returncode)
        self.leaving.clear()
