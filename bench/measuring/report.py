"""The figures as Markdown."""

from .proxies import PROXIES
from .works import GOALS

PEERS = ("nginx", "haproxy")

GOAL_RATIO = 1.1
GOAL_KIB = 8
GOAL_START = 1


def table(head, rows):
    """A Markdown table; the first column is text, the others are figures."""
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def figure(value):
    """Three digits that matter."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def ratio(values):
    """Poort's figure by the better peer's; empty when either is missing."""
    peers = [values[name] for name in PEERS if values.get(name)]
    return f"{values['poort'] / min(peers):.2f}" if peers and values.get("poort") else ""


def compared(results, names, titles, value):
    """Rows of one figure a proxy, and the ratio."""
    rows = []
    for key, title in titles.items():
        values = {name: value(results[key][name]) for name in names if name in results[key]}
        rows.append([title, *(figure(values[name]) if name in values else "" for name in names),
                     ratio(values)])
    return rows


def works_tables(results, works):
    names = [name for name in PROXIES if any(name in found for found in results.values())]
    titles = {key: works[key].title for key in results}
    heads = [PROXIES[name].title for name in names]

    def spread(found):
        cpus = [one["cpu"] for one in found["rounds"]]
        return (max(cpus) - min(cpus)) / found["median"]["cpu"]

    widest = max(spread(found) for by in results.values() for found in by.values())
    yield "CPU time of the proxy, µs a unit (a message there and back, a request), medians of " \
          f"interleaved rounds; the rounds of one proxy lie at most {widest:.0%} apart. The goal " \
          f"is a ratio of at most {GOAL_RATIO:g} for {', '.join(work.name for work in GOALS)}:"
    yield table(["work", *heads, "Poort / better"],
                compared(results, names, titles, lambda found: found["median"]["cpu"]))
    yield "What the client saw: units a second, and µs of latency as median / 99th percentile " \
          "(all parts share the machine's cores, so this says less than CPU time):"
    rows = []
    for key, title in titles.items():
        row = [title]
        for name in names:
            seen = results[key][name]["median"]
            row.append(f"{seen['rate']:,.0f}; {figure(seen['p50'])} / {figure(seen['p99'])}")
        rows.append(row)
    yield table(["work", *heads], rows)
    failed = failures({"works": results})
    yield f"Failed units: {failed or 'none'}."


def idle_table(results):
    yield "Idle WebSocket sessions through one proxy, proportional set size (PSS) of its " \
          f"processes; the goal is at most {GOAL_KIB} KiB a session:"
    rows = []
    for name, found in results.items():
        objects = f"{found['live'] / found['sessions']:.1f}" if found["live"] else ""
        rows.append([PROXIES[name].title, f"{found['sessions']:,}", f"{found['alive']:,}",
                     f"{found['before'] / 1024:.1f}", f"{found['after'] / 1024:.1f}",
                     f"{found['kib_each']:.1f}", objects])
    yield table(["proxy", "sessions", "alive at the end", "MiB before", "MiB with them",
                 "KiB a session", "Java objects alone"], rows)


def start_table(results):
    yield f"Process start to the first HTTP answer from the origin; the goal is {GOAL_START} s:"
    rows = [[PROXIES[name].title, f"{found['median']:.3f}", f"{min(found['all']):.3f}",
             f"{max(found['all']):.3f}", str(len(found["all"]))] for name, found in results.items()]
    yield table(["proxy", "median s", "least", "most", "starts"], rows)


def cold_table(results, works):
    yield "A fresh Poort, CPU µs a unit in its n-th second of load:"
    seconds = [1, 2, 3, 5, 10, 20]
    rows = [[works[name].title, *(figure(cpu[n - 1]) for n in seconds)]
            for name, cpu in results.items()]
    yield table(["work", *(f"{n}." for n in seconds)], rows)


def markdown(facts, results, works):
    """The whole report."""
    parts = ["\n".join(f"- {name}: {value}" for name, value in facts.items() if value)]
    if results["works"]:
        parts += works_tables(results["works"], works)
    if results["cold"]:
        parts += cold_table(results["cold"], works)
    if results["start"]:
        parts += start_table(results["start"])
    if results["idle"]:
        parts += idle_table(results["idle"])
    return "\n\n".join(parts)


def failures(results):
    """How many units failed, and sessions that died, in all."""
    failed = sum(found["median"]["failures"]
                 for by_proxy in results["works"].values() for found in by_proxy.values())
    dead = sum(found["sessions"] - found["alive"] for found in results.get("idle", {}).values())
    return failed + dead
