"""How long Poort's event loops waited for a processor: whether the machine was too busy."""

import time
from pathlib import Path

EVERY = 1.0  # seconds
LONG = 0.5  # seconds of waiting within EVERY that are told


class RunQueue:
    """Watches the event loops of a process that may be followed by another."""

    def __init__(self):
        self.next = 0.0
        self.before = {}  # by thread: nanoseconds that it has waited, and when that was read
        self.longest = 0.0
        self.long = 0

    def look(self, pid):
        """Looks once a second; to be called more often."""
        now = time.monotonic()
        if now < self.next:
            return
        self.next = now + EVERY
        found = {}
        for task in Path(f"/proc/{pid}/task").glob("*"):
            try:
                if (task / "comm").read_text().startswith("poort-loop"):
                    found[task.name] = (int((task / "schedstat").read_text().split()[1]), now)
            except OSError:
                pass  # it has ended
        for thread, (waited, _) in found.items():
            if thread in self.before:
                last, at = self.before[thread]
                # Part of each second that the thread could have run and did not.
                share = (waited - last) / 1e9 / (now - at)
                self.longest = max(self.longest, share)
                self.long += share > LONG
        self.before = found

    def __str__(self):
        return (f"an event loop waited for a processor for at most {self.longest:.0%} of a second,"
                f" {self.long} times for more than {LONG:.0%}")
