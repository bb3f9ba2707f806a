"""Whether every end of a session is explained: client, access log and docs/closes.md must agree."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from .machine import ROOT

NEAR = 20.0  # seconds by which the clocks of an end's two witnesses may differ
CUT = ", cut inside a frame"
LOST = ("connection-closed", "connection-reset")


@dataclass(frozen=True)
class Record:
    """A session in the access log."""

    ended: float  # seconds of the wall clock
    by: str
    code: int
    reason: str


def documented():
    """From docs/closes.md: what a client hears, by the log's closeReason and who closed."""
    hears = {}
    for line in (ROOT / "docs" / "closes.md").read_text().splitlines():
        row = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if len(row) == 6 and re.fullmatch(r"\d{4}", row[1]):
            by = "member" if row[0] == "member-lost" else "gateway"
            for reason in LOST if row[0] == "member-lost" else (row[4],):
                hears[reason, by] = f"close {row[1]} {row[3]}"
    return hears


class Log:
    """The sessions of an access log, by their clients."""

    def __init__(self, path):
        self.by_client = defaultdict(list)
        self.broken = 0
        self.count = 0
        for line in path.read_text(errors="replace").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                self.broken += 1
                continue
            properties = entry["properties"]
            if "closeReason" in properties:
                self.add(entry["timeStamp"], properties)

    def add(self, began, properties):
        ended = (datetime.fromisoformat(began).timestamp() + properties["webSocketDuration"])
        client = f"{properties['clientIP']}:{properties['clientPort']}"
        self.by_client[client].append(Record(
            ended, properties["closedBy"].lower(), properties["closeCode"],
            properties["closeReason"]))
        self.count += 1

    def take(self, client, moment):
        """The record of the session that ended near a moment; it is not given again."""
        records = self.by_client.get(client, [])
        near = [record for record in records if abs(record.ended - moment) < NEAR]
        if not near:
            return None
        found = min(near, key=lambda record: abs(record.ended - moment))
        records.remove(found)
        return found

    def left(self):
        """Sessions whose end no client told of."""
        return [record for records in self.by_client.values() for record in records]


def unlike(why, record, hears):
    """What is wrong between what a client saw and what the log says, or None."""
    if record is None:
        return "the access log does not have it"
    if record.reason.endswith(CUT):
        return None if why.startswith(("end of stream", "reset", "send:")) else \
            f"the log says '{record.reason}'"
    expected = hears.get((record.reason, record.by))
    if why == expected:
        return None
    return f"the log says {record.reason} by {record.by}, so expected: {expected}"


def judge(path, ends):
    """Sentences for all that is not explained, and how often each reason was."""
    log = Log(path)
    hears = documented()
    wrong = [f"{log.broken} broken lines in the access log"] if log.broken else []
    reasons = Counter()
    for end in ends:
        record = log.take(end.client, end.ended)
        trouble = unlike(end.why, record, hears)
        if trouble:
            wrong.append(f"{end}, client {end.client}: {trouble}")
        else:
            reasons[f"{record.reason} by {record.by}"] += 1
    for record in log.left():
        if record.by == "client":
            reasons[f"{record.reason} by client"] += 1
        else:
            wrong.append(f"no client told of an end by {record.by}: {record.reason}")
    return wrong, reasons
