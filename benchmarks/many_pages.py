"""The pages of a build of many plans beside those of a build of one, in processor time and size.

Each page is made by turns for each build, so that all see the same machine; the best time counts.
The first time is told apart: what a worker keeps is made then.

Run with: .venv/bin/python benchmarks/many_pages.py BUILD_OF_ONE BUILD…
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from plan_graph.asking.store import open_store
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.publishing.void import base_of

ROUNDS = 7


def site_of(build: Path) -> Site:
    """Open a build as the server does."""
    return Site(open_store(build), base_of(build), root="/", build=build)


def paths_of(site: Site) -> list[tuple[str, dict[str, str]]]:
    """Return the pages that are compared: those of the first plan of a build, and lists."""
    index = site.index
    if index is None:
        raise SystemExit("the build has no index; build it again")
    plan = index.plans[0].identifier
    action = next(each.iri for each in index.entries() if each.kind == "action")
    bodies = index.actions_of_bodies()
    busiest = max(bodies, key=lambda body: (bodies[body], body))
    return [
        ("index", {}),
        (f"plan/{plan}", {}),
        (action.removeprefix(f"{site.base}id/"), {}),
        (busiest.removeprefix(f"{site.base}id/"), {}),
        ("search", {"q": "ministry of justice"}),
        ("bodies", {}),
        ("data", {}),
        ("validation", {}),
        ("pictures", {}),
        ("question/actions-list", {"plan": plan}),
    ]


def measure(site: Site, path: str, values: dict[str, str]) -> tuple[float, float, int]:
    """Return the first time and the best in milliseconds, and the size in kB."""
    taken, made = [], ""
    for _ in range(ROUNDS):
        start = time.process_time()
        made = page(Visit(site, "en", path, values))
        taken.append((time.process_time() - start) * 1000)
    return taken[0], min(taken), len(made.encode()) // 1000


def main() -> None:
    """Print first and best milliseconds and kB of each page in each build as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("builds", type=Path, nargs="+", help="that of one plan first")
    builds = parser.parse_args().builds
    sites = {str(build): site_of(build) for build in builds}
    report: dict[str, dict[str, list[float]]] = {}
    for path, values in paths_of(sites[str(builds[0])]):
        for build, site in sites.items():
            first, best, size = measure(site, path, values)
            shown = report.setdefault(path.partition("/")[0] if "/" in path else path, {})
            shown[build] = [round(first, 1), round(best, 1), size]
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
