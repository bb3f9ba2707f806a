"""What soak and chaos do to the members and to the configuration file while traffic flows."""

import copy
import json
import random
import signal
import threading
import time
from collections import Counter

from .proxies import Origin, write_json

SETTLED = 5.0  # seconds that a member must have been up and configured to be relied upon
IDS = ("/subscriptions/bench/resourceGroups/bench/providers/Microsoft.Network"
       "/applicationGateways/bench")

# What chaos can do, and how often by comparison.
ACTS = {"kill": 4, "remove": 3, "freeze": 2, "break_file": 2, "change_timeout": 1,
        "change_probe": 1, "write_again": 1, "ask_reload": 1}

# What needs a process that can be asked and followed by another: bench/chaos alone.
ACTS_ON_PROCESS = {"drain": 3, "take_over": 2}


class Member:
    """An origin process, and since when the gateway can have known it as healthy."""

    def __init__(self, label, address, port):
        self.origin = Origin(port, address, label)
        self.label = label
        self.address = address
        self.configured = True
        self.running = False
        self.drained = False
        self.since = 0.0

    def start(self):
        self.origin.start()
        self.running = True
        self.since = time.time()

    def reliable(self):
        return (self.running and self.configured and not self.drained
                and time.time() - self.since > SETTLED)


class Chaos(threading.Thread):
    """Acts every few seconds, and never takes the last reliable member away."""

    def __init__(self, poort, members, seed, acts, diary, stop, say, pace=(1, 4)):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        self.acts = [getattr(self, act) for act in acts
                     for _ in range({**ACTS, **ACTS_ON_PROCESS}[act])]
        self.poort = poort
        self.members = members
        self.diary = diary
        self.stop = stop
        self.say = say
        self.pace = pace
        self.done = Counter()
        self.later = []  # pairs of moment and what to do then
        self.problem = None
        self.gateway = poort.gateway()
        self.properties = self.gateway["properties"]
        self.file = poort.write_gateway(self.gateway)

    def run(self):
        try:
            next_act = time.time() + SETTLED
            while not self.stop.wait(0.05):
                self.catch_up()
                if time.time() >= next_act:
                    self.act()
                    next_act = time.time() + self.random.uniform(*self.pace)
            self.make_good()
        except Exception as problem:  # the main thread reports it and fails the run
            self.problem = problem

    def catch_up(self):
        for entry in [entry for entry in self.later if entry[0] <= time.time()]:
            self.later.remove(entry)
            entry[1]()

    def act(self):
        act = self.random.choice(self.acts)
        done = act()
        if done:
            self.done[act.__name__] += 1
            self.say(f"{act.__name__}: {done}")

    def make_good(self):
        """Ends the chaos: every member runs and is configured, and the file is right."""
        for _, act in sorted(self.later, key=lambda entry: entry[0]):
            act()
        self.later.clear()
        self.write()

    def after(self, least, most, act):
        self.later.append((time.time() + self.random.uniform(least, most), act))

    def spare(self):
        """A reliable member that may go because another reliable one stays; or None."""
        reliable = [member for member in self.members if member.reliable()]
        return self.random.choice(reliable) if len(reliable) > 1 else None

    def kill(self):
        member = self.spare()
        if member is None:
            return None
        member.running = False
        self.diary.killed(member.label, time.time())
        member.origin.stop(kill=True)
        self.after(1, 8, member.start)
        return member.label

    def freeze(self):
        """A member stops for a moment: probes fail, requests and messages wait, none is lost."""
        member = self.spare()
        if member is None:
            return None
        member.running = False
        member.origin.process.send_signal(signal.SIGSTOP)

        def thaw():
            member.origin.process.send_signal(signal.SIGCONT)
            member.running = True
            member.since = time.time()

        # By a timer of its own: an act that takes long, such as a take-over, must not prolong it.
        threading.Timer(self.random.uniform(0.2, 3), thaw).start()
        return member.label

    def remove(self):
        member = self.spare()
        if member is None:
            return None
        member.configured = False
        self.diary.removed(member.label, time.time())
        self.write()

        def add():
            member.configured = True
            member.since = time.time()
            self.write()

        self.after(3, 45, add)
        return member.label

    def drain(self):
        """A member is drained over the management address, and undrained after a while."""
        member = self.spare()
        if member is None:
            return None
        seconds = self.random.randrange(3, 20)
        member.drained = True
        self.diary.drained(member.label, time.time(), seconds)
        name = f"{member.address}:{member.origin.port}"
        self.poort.ask(f"/members/{name}/drain", {"seconds": seconds})

        def undrain():
            # It has left the pool or there is a new process: it serves again already.
            if member.drained and member.configured:
                self.poort.ask(f"/members/{name}/undrain", {})
            member.drained = False
            member.since = time.time()

        self.after(2, 30, undrain)
        return f"{member.label} in {seconds} s"

    def take_over(self):
        """A new process takes the sockets; it knows of no member that was drained."""
        if not self.poort.may_be_taken_over():
            return None
        self.write()
        seconds = self.random.randrange(5, 20)
        began = time.time()
        self.poort.take_over(seconds)
        for member in self.members:
            member.drained = False
        # It hands over somewhere in between.
        self.diary.taken_over(began, time.time() - began + seconds)
        return f"process {self.poort.process.pid}, in {seconds} s"

    def change_timeout(self):
        settings = self.properties["backendHttpSettingsCollection"][0]["properties"]
        settings["requestTimeout"] = self.random.randrange(20, 200)
        self.write()
        return settings["requestTimeout"]

    def change_probe(self):
        probe = self.properties["probes"][0]["properties"]
        probe["unhealthyThreshold"] = self.random.randrange(1, 4)
        self.write()
        return probe["unhealthyThreshold"]

    def break_file(self):
        broken = copy.deepcopy(self.gateway)
        kind = self.random.choice(["half a file", "a dangling reference", "a bad value", "nothing"])
        if kind == "a dangling reference":
            rule = broken["properties"]["requestRoutingRules"][0]["properties"]
            rule["backendAddressPool"]["id"] = f"{IDS}/backendAddressPools/nowhere"
        elif kind == "a bad value":
            broken["properties"]["frontendPorts"][0]["properties"]["port"] = 123456
        text = json.dumps(broken, indent=2)
        if kind in ("half a file", "nothing"):
            text = text[:len(text) // 2] if kind == "half a file" else ""
        self.file.write_text(text)
        self.after(0.5, 4, self.write)
        return kind

    def write_again(self):
        self.write()
        return "unchanged"

    def ask_reload(self):
        self.poort.process.send_signal(signal.SIGHUP)
        return "SIGHUP"

    def write(self):
        """Writes the configuration as it should be now: at once, or as an editor does, in place."""
        self.properties["backendAddressPools"][0]["properties"]["backendAddresses"] = [
            {"ipAddress": member.address} for member in self.members if member.configured]
        if self.random.random() < 0.5:
            write_json(self.file, self.gateway)
        else:
            self.file.write_text(json.dumps(self.gateway, indent=2) + "\n")
