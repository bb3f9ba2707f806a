"""What the soak forgives, and nothing else.

A failure is a moment or a span; chaos keeps a diary of what it did to the members. Forgiven is:

- *a killed member*: within KILL_WINDOW seconds after a member was killed, its own WebSocket
  sessions may end in any way, and any request under way in that time (handshakes included) may get
  a 502 or be cut. Requests that begin later must succeed, although the member is still down.
- *a removed member*: a session of a member that the configuration no longer names may end with
  Close 1012, from the removal until the drain time has passed.

Never forgiven, whatever chaos does: a message changed, lost, repeated or out of order on a session
that lives, an answer with the wrong bytes, any status but 200, 101 and the 502 above, a refused
connection to the gateway, an answer that takes longer than PATIENCE.
"""

import threading
from dataclasses import dataclass

KILL_WINDOW = 2.0
DRAIN = 30.0
DRAIN_SLACK = 5.0
PATIENCE = 15


@dataclass(frozen=True)
class Failure:
    """Something that did not go as it does on a quiet day."""

    what: str  # "http" a request, "refused" a handshake, "end" a session, "wrong" a breach
    why: str
    began: float  # seconds of the wall clock
    ended: float
    origin: str = ""  # the member's label, where known

    def __str__(self):
        return f"{self.what} {self.why} (member {self.origin or '?'})"


class Diary:
    """When members were killed and removed. Written by chaos, read when a failure is judged."""

    def __init__(self):
        self.lock = threading.Lock()
        self.kills = []
        self.removals = []

    def killed(self, origin, moment):
        with self.lock:
            self.kills.append((origin, moment))

    def removed(self, origin, moment):
        with self.lock:
            self.removals.append((origin, moment))

    def excuse(self, failure):
        """Why the failure is forgiven: "killed", "removed", or None when it is not."""
        with self.lock:
            kills, removals = list(self.kills), list(self.removals)
        if failure.what == "end":
            if any(origin == failure.origin and within(moment, failure, KILL_WINDOW)
                   for origin, moment in kills):
                return "killed"
            if failure.why.startswith("close 1012") and any(
                    origin == failure.origin and within(moment, failure, DRAIN + DRAIN_SLACK)
                    for origin, moment in removals):
                return "removed"
            return None
        may_be_cut = failure.what == "http" and failure.why.startswith(("status 502", "cut"))
        may_be_502 = failure.what == "refused" and failure.why.startswith("status 502")
        if (may_be_cut or may_be_502) and any(
                within(moment, failure, KILL_WINDOW) for _, moment in kills):
            return "killed"
        return None


def within(moment, failure, window):
    """Whether the failure's span touches the window that begins at a moment."""
    return failure.began <= moment + window and failure.ended >= moment
