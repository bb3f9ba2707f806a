"""Finds a JDK 25 or newer where the launcher ./poort finds it, but one that has a compiler."""

import glob
import os
import re
import shutil
from pathlib import Path

from .machine import Unfit

OLDEST = 25
USUAL = ("/usr/lib/jvm/* /usr/java/* /usr/local/openjdk-* /opt/* /opt/java/*"
         " /opt/homebrew/opt/openjdk* ~/.sdkman/candidates/java/* ~/.jdks/*"
         " /Library/Java/JavaVirtualMachines/*/Contents/Home")


def version_of(home):
    """The major version of a JDK's home, 0 when it is none."""
    try:
        found = re.search(r'^JAVA_VERSION="(\d+)', (Path(home) / "release").read_text(), re.M)
    except OSError:
        return 0
    return int(found.group(1)) if found and (Path(home) / "bin/javac").exists() else 0


def candidates():
    if os.environ.get("JAVA_HOME"):
        yield os.environ["JAVA_HOME"]
    on_path = shutil.which("java")
    if on_path:
        yield str(Path(on_path).resolve().parents[1])
    for pattern in (os.environ.get("POORT_JDKS") or USUAL).split():
        yield from sorted(glob.glob(os.path.expanduser(pattern)))


def find():
    """The home of a JDK: JAVA_HOME, that of the path, then the usual folders (POORT_JDKS)."""
    for home in candidates():
        if version_of(home) >= OLDEST:
            return home
    raise Unfit(f"needs a JDK {OLDEST} or newer with javac, and found none at JAVA_HOME, on the"
                " path or in the usual folders: set JAVA_HOME to one")
