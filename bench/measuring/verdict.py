"""What the soak forgives, and nothing else.

A failure is a moment or a span; chaos keeps a diary of what it did to the members. Forgiven is:

- *a killed member*: within KILL_WINDOW seconds after a member was killed, its own WebSocket
  sessions may end in any way, and any request under way in that time (handshakes included) may get
  a 502 or be cut. Requests that begin later must succeed, although the member is still down.
- *what drains*: a session of a member that was removed from the configuration or drained, and any
  session after a take-over, may end with Close 1012, from then until the drain time has passed.
- *rebalancing*, where it is on: a session may be asked to come back with Close 1012 at any time.

Never forgiven, whatever chaos does: a message changed, lost, repeated or out of order on a session
that lives, an answer with the wrong bytes, any status but 200, 101 and the 502 above, a refused
connection to the gateway, an answer that takes longer than PATIENCE.
"""

import threading
import time
from dataclasses import dataclass

KILL_WINDOW = 2.0
DRAIN = 30.0
DRAIN_SLACK = 5.0
ALL = "every member"
PATIENCE = 15


@dataclass(frozen=True)
class Failure:
    """Something that did not go as it does on a quiet day."""

    what: str  # "http" a request, "refused" a handshake, "end" a session, "wrong" a breach
    why: str
    began: float  # seconds of the wall clock
    ended: float
    origin: str = ""  # the member's label, where known
    client: str = ""  # ADDRESS:PORT of a session's client

    def __str__(self):
        at = time.strftime("%H:%M:%S", time.localtime(self.ended))
        return f"{self.what} {self.why} (member {self.origin or '?'}, {at})"


@dataclass(frozen=True)
class Leave:
    """Sessions were told to leave one by one."""

    name: str
    close: str  # what their clients hear
    origin: str  # the member whose sessions they are, or ALL
    moment: float
    seconds: float  # how long until the last has left

    def excuses(self, failure, slack):
        return (failure.why == f"close 1012 {self.close}"
                and self.origin in (failure.origin, ALL)
                and within(self.moment, failure, self.seconds + slack))


class Diary:
    """What was done to the members. Written by chaos, read when a failure is judged.

    The windows are wider where thousands of sessions end at once on a busy machine.
    """

    def __init__(self, rebalances=False, kill_window=KILL_WINDOW, slack=DRAIN_SLACK):
        self.lock = threading.Lock()
        self.kill_window = kill_window
        self.slack = slack
        self.kills = []
        self.leaves = []
        self.rebalances = rebalances

    def killed(self, origin, moment):
        with self.lock:
            self.kills.append((origin, moment))

    def removed(self, origin, moment):
        self.leave(Leave("removed", "the member was removed", origin, moment, DRAIN))

    def drained(self, origin, moment, seconds):
        self.leave(Leave("drained", "the member was drained", origin, moment, seconds))

    def taken_over(self, moment, seconds):
        self.leave(Leave("handed over", "the gateway was handed over", ALL, moment, seconds))

    def leave(self, leave):
        with self.lock:
            self.leaves.append(leave)

    def excuse(self, failure):
        """Why the failure is forgiven, such as "killed"; None when it is not."""
        with self.lock:
            kills, leaves = list(self.kills), list(self.leaves)
        if failure.what == "end":
            if any(origin == failure.origin and within(moment, failure, self.kill_window)
                   for origin, moment in kills):
                return "killed"
            for leave in leaves:
                if leave.excuses(failure, self.slack):
                    return leave.name
            rebalanced = self.rebalances and failure.why == "close 1012 rebalanced"
            return "rebalanced" if rebalanced else None
        may_be_cut = failure.what == "http" and failure.why.startswith(("status 502", "cut"))
        may_be_502 = failure.what == "refused" and failure.why.startswith("status 502")
        if (may_be_cut or may_be_502) and any(
                within(moment, failure, self.kill_window) for _, moment in kills):
            return "killed"
        return None


def within(moment, failure, window):
    """Whether the failure's span touches the window that begins at a moment."""
    return failure.began <= moment + window and failure.ended >= moment
