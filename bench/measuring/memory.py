"""Whether a JVM's memory stays flat: what it holds after a full collection, PSS, files, threads."""

import os
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from .machine import pss_kib


@dataclass(frozen=True)
class Sample:
    """One reading."""

    second: float  # since the start
    live_kib: int  # objects alive after a full collection
    pss_kib: int
    files: int
    threads: int


# For each figure: the share and the amount by which it may grow and still be called flat.
FLAT = {"live_kib": (0.10, 4 << 10), "pss_kib": (0.10, 24 << 10),
        "files": (0.10, 40), "threads": (0, 2)}


class Memory:
    """Samples of one process."""

    def __init__(self, poort):
        self.poort = poort
        self.began = time.monotonic()
        self.samples = []

    def sample(self):
        pid = self.poort.process.pid
        live = self.poort.live_kib()
        self.samples.append(Sample(
            time.monotonic() - self.began, live, pss_kib([pid]),
            len(os.listdir(f"/proc/{pid}/fd")), len(list(Path(f"/proc/{pid}/task").iterdir()))))
        return self.samples[-1]

    def growth(self):
        """Figures that are not flat, as sentences: the last quarter against the second."""
        quarter = len(self.samples) // 4
        if quarter < 1:
            return [f"only {len(self.samples)} samples of memory: too few to judge"]
        early = self.samples[quarter:2 * quarter]
        late = self.samples[-quarter:]
        grown = []
        for figure, (share, amount) in FLAT.items():
            before = statistics.median(getattr(sample, figure) for sample in early)
            after = statistics.median(getattr(sample, figure) for sample in late)
            if after > before * (1 + share) + amount:
                grown.append(f"{figure} grew from {before:,.0f} to {after:,.0f}")
        return grown
