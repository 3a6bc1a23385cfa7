"""The figures of a run as a page with tables, and as a chart."""

from __future__ import annotations

import json
from collections.abc import Iterator

from figures import STAGES, Figures
from results_many import lines, many, search, table

_METHOD = """\
## Method

`make bench` writes plans with `benchmarks/generator.py` (the shapes and the mix of the real plan,
shared bodies, one seed), then builds them by `plan-graph build` with all processors, catalogue
and store included, timed by the clock from start to exit; all sizes but the largest once before it
and once after, of which the mean is given. The plain way is `benchmarks/plain.py`:
one script with rdflib, owlrl and pyshacl, one graph for all plans, each library called as its
manual does; it is given our reading of the documents, as no library does that. Where it does not
end within five minutes, it is extrapolated in proportion from the largest size that did: that
favours it, as its cost a plan grows. Extrapolated figures are marked with ~. Stages are timed in
one process, one after the other. Memory is the peak of the proportional set size (PSS) of all
processes of a command, looked at five times a second. Named queries are those without a required
value, on the store of one plan, the best of five; rdflib's engine is asked once, and given up
after five seconds. morph-kgc maps the same rows from CSV in one process, without its start; it
says less of each row. Start-up is the best of 15. Run it on a machine that does nothing else.
"""


def report(figures: Figures, when: str, where: str) -> str:
    """Return the page."""
    parts = [
        "# Results\n",
        f"{when}, on {where}. Written by `make bench`; the method is at the end.\n",
        *_acceptance(figures),
        "## Whole builds\n",
        *_builds(figures),
        "![Seconds by number of plans](results.svg)\n",
        "## Stage by stage, seconds\n",
        *_stages(figures),
        "## Named queries\n",
        *_questions(figures),
        *search(figures),
        *many(figures),
        "## Rows to triples\n",
        *_rows(figures),
        "## Start-up\n",
        *_starts(figures),
        _METHOD,
    ]
    return "\n".join(parts)


def plain_seconds(figures: Figures, number: int) -> tuple[float, bool]:
    """Return the seconds of the plain way, and whether they are extrapolated."""
    if number in figures.plain:
        return figures.plain[number][0], False
    largest = max(figures.plain)
    return figures.plain[largest][0] / largest * number, True


def _acceptance(figures: Figures) -> Iterator[str]:
    yield "## What was asked for\n"
    rows = [
        (what, wanted, f"{found:,.4g}{unit}", "yes" if good else "**no**")
        for what, wanted, found, unit, good in _lines(figures)
    ]
    yield from table(("", "wanted", "found", "reached"), rows)


def _lines(figures: Figures) -> Iterator[tuple[str, str, float, str, bool]]:
    ours, found = figures.ours, figures.found
    for number, least in ((1, 8.0), (100, 100.0)):
        if number in ours:
            seconds, guessed = plain_seconds(figures, number)
            times = seconds / ours[number].seconds
            mark = " (~)" if guessed else ""
            yield f"times faster, {number} plans{mark}", f"≥ {least:g}", times, "", times >= least
    largest = max(ours)
    if {10, 100, 1000} <= ours.keys():
        growth = ours[1000].seconds / 1000 / (ours[100].seconds / 100)
        yield "cost a plan, 1,000 / 100 plans", "≤ 1.3", growth, "", growth <= 1.3
        memory = ours[1000].memory / ours[10].memory
        yield "memory, 1,000 / 10 plans", "≤ 1.5", memory, "", memory <= 1.5
    for name, most in (("unchanged", 3.0), ("one changed", 5.0)):
        share = found[name] / ours[largest].seconds * 100
        yield f"rebuild of {largest:,} plans, {name}", f"< {most:g} %", share, " %", share < most
    asked = found["questions"]
    if asked:
        over, under = asked["over_direct"], asked["under_rdflib"]
        yield "named query / pyoxigraph, median", "≤ 1.3", over, "", over <= 1.3
        yield "rdflib / named query, median", "≥ 20", under, "", under >= 20
    yield from lines(figures)
    starts = found["starts"]
    for name in ("plan-graph --help", "plan-graph query"):
        times = starts[name] / starts["python -c pass"]
        yield f"start of `{name}` / `python -c pass`", "≤ 8", times, "", times <= 8
    same = found["same bytes"]
    yield "same bytes with one worker and two", "1", float(same), "", same


def _builds(figures: Figures) -> Iterator[str]:
    rows = []
    for number, run in figures.ours.items():
        seconds, guessed = plain_seconds(figures, number)
        mark = "~" if guessed else ""
        memory = "" if guessed else f"{figures.plain[number][2]:,.0f}"
        rows.append(
            (
                f"{number:,}",
                f"{run.seconds:,.2f}",
                f"{run.seconds / number:.3f}",
                f"{run.memory:,.0f}",
                f"{mark}{seconds:,.1f}",
                memory,
                f"{mark}{seconds / run.seconds:,.0f}",
            )
        )
    head = ("plans", "ours, s", "s a plan", "MB", "plain way, s", "MB", "times faster")
    yield from table(head, rows)
    found, largest = figures.found, max(figures.ours)
    yield f"Rebuild of {largest:,} plans: no change {found['unchanged']:.2f} s, one plan changed "
    yield f"{found['one changed']:.2f} s. The store of {largest:,} plans has "
    yield f"{found['store bytes']:,} bytes. Both ways state the same triples of the first plan: "
    yield f"{_yes(found['same plan.nt'])}; and infer the same: {_yes(found['same inferred.nt'])}.\n"


def _yes(value: bool) -> str:
    return "yes" if value else "**no**"


def _stages(figures: Figures) -> Iterator[str]:
    ours = figures.found["stages"]
    head = ["stage"]
    head += [f"ours, {number}" for number in ours] + [f"plain, {n}" for n in figures.plain]
    rows = []
    for stage in STAGES:
        cells = [f"{found['seconds'][stage]:,.2f}" for found in ours.values()]
        cells += [f"{seconds[stage]:,.2f}" for _, seconds, _ in figures.plain.values()]
        rows.append([stage, *cells])
    yield from table(head, rows)
    largest = max(ours)
    count, load = ours[largest]["triples"], ours[largest]["seconds"]["load"]
    yield f"{count / largest:,.0f} triples a plan; loaded at {count / load:,.0f} triples a second."
    yield "The plain way validates the whole graph at once.\n"


def _questions(figures: Figures) -> Iterator[str]:
    asked = figures.found["questions"]
    if not asked:
        return
    rows = [
        ("our API", f"{asked['ours'] * 1000:.2f}"),
        ("pyoxigraph directly", f"{asked['direct'] * 1000:.2f}"),
        ("rdflib's engine", f"{asked['rdflib'] * 1000:.1f}"),
    ]
    yield from table(("median", "ms"), rows)
    yield f"{asked['queries']} queries; {asked['cut']} of them were given up by rdflib. Our API "
    yield f"takes {asked['all_over_direct']:.2f} times pyoxigraph over all of them.\n"


def _rows(figures: Figures) -> Iterator[str]:
    found = figures.found["rows"]
    if not found:
        return
    rows = [
        (name, f"{found['rows']:,}", f"{count:,}", f"{seconds:.2f}",
         f"{found['rows'] / seconds:,.0f}", f"{count / seconds:,.0f}")
        for name, count, seconds in (
            ("ours", found["our_triples"], found["ours"]),
            ("morph-kgc", found["morph_triples"], found["morph"]),
        )
    ]  # fmt: skip
    head = ("", "rows", "triples", "s", "rows a second", "triples a second")
    yield from table(head, rows)


def _starts(figures: Figures) -> Iterator[str]:
    starts = figures.found["starts"]
    bare = starts["python -c pass"]
    rows = [
        (f"`{name}`", f"{seconds * 1000:.0f}", f"{seconds / bare:.1f}")
        for name, seconds in starts.items()
    ]
    yield from table(("command", "ms", "x bare Python"), rows)


def chart(figures: Figures) -> str:
    """Draw seconds by number of plans, both on logarithmic scales."""
    import vl_convert  # noqa: PLC0415

    values = []
    for number, run in figures.ours.items():
        seconds, guessed = plain_seconds(figures, number)
        way = "plain way, extrapolated" if guessed else "plain way"
        values.append({"plans": number, "seconds": run.seconds, "way": "plan-graph"})
        values.append({"plans": number, "seconds": seconds, "way": way})
    values += [
        {"plans": number, "seconds": seconds, "way": "plain way"}
        for number, (seconds, _, _) in figures.plain.items()
        if number not in figures.ours
    ]
    scale = {"type": "log"}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 520,
        "height": 320,
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "plans", "type": "quantitative", "scale": scale},
            "y": {"field": "seconds", "type": "quantitative", "scale": scale},
            "color": {"field": "way", "type": "nominal", "title": None},
        },
    }
    return str(vl_convert.vegalite_to_svg(json.dumps(spec)))
