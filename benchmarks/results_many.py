"""What a run says of many plans: searches, questions about one of them and about all, pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from figures import Figures

_LISTS = ("index", "bodies", "data", "validation", "pictures", "question")
"""Pages that list what there is of all plans; the others are about one thing."""
_MOST_KB = 150
_MOST_MISSED = 2


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    yield "| " + " | ".join(head) + " |"
    yield "| --- " + "| ---: " * (len(head) - 1) + "|"
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
    yield ""


def lines(figures: Figures) -> Iterator[tuple[str, str, float, str, bool]]:
    """Tell what holds of many plans beside one, and of our store beside Virtuoso."""
    for build, each in figures.found["one plan"].items():
        if isinstance(each, dict):
            number, times = build.rpartition("-")[2], each["times"]
            yield f"question about one plan of {number}", "≤ 1.5", times, "", times <= 1.5
            above = float(len(each["over 5"]))
            yield f"such questions above 5 times, of {number}", "0", above, "", not above
    for page, builds in figures.found["pages"].items():
        (_, alone, _), *_, (_, best, size) = builds.values()
        most, times = (3.0 if page in _LISTS else 1.5), best / alone
        yield f"page {page}, most plans / one", f"≤ {most:g}", times, "", times <= most
        yield f"page {page}, kB", f"< {_MOST_KB}", size, "", size < _MOST_KB
    over = figures.found["over all"]
    slowest = max(each[0] for each in over["queries"].values())
    yield "slowest query over all plans, s", "≤ 5", slowest, "", slowest <= 5
    if "times" in over:
        times, above = over["times"], float(len(over["over 5 times"]))
        yield "query over all plans / Virtuoso, median", "≤ 1", times, "", times <= 1
        yield "such queries above 5 times", "0", above, "", not above
        other = float(len(over["answered otherwise"]) + len(over["unanswered by Virtuoso"]))
        yield "such queries that Virtuoso answers otherwise, or not", "0", other, "", not other
    found = figures.found["search"]
    yield "search / the same FTS5 query", "≤ 3", found["times"], "", found["times"] <= 3
    first, least = found["found first"], found["wanted"] - _MOST_MISSED
    yield (
        f"searches of {found['wanted']} with the wanted first",
        f"≥ {least}",
        first,
        "",
        first >= least,
    )


def search(figures: Figures) -> Iterator[str]:
    """Yield what is told of searches."""
    found = figures.found["search"]
    if not found:
        return
    rows = [(words, *(f"{each:.2f}" for each in times)) for words, times in
            found["milliseconds"].items()]  # fmt: skip
    yield from table((f"search over {found['plans']:,} plans", "ms", "bare FTS5, ms"), rows)
    yield f"A search takes {found['times']:.2f} times the same FTS5 query asked bare (median).\n"


def many(figures: Figures) -> Iterator[str]:
    """Yield what is told of questions and pages."""
    yield "## Many plans\n"
    asked = figures.found["one plan"]
    rows = [
        (build.rpartition("-")[2], each["median"], each["times"], len(each["over 5"]))
        for build, each in asked.items()
        if isinstance(each, dict)
    ]
    head = ("question about one plan of", "ms, median", "times that plan alone", "above 5 times")
    yield from table(head, rows)
    pages = [
        (page, build.rpartition("-")[2], *times)
        for page, builds in figures.found["pages"].items()
        for build, times in builds.items()
    ]
    yield from table(("page", "plans", "first, ms", "best, ms", "kB"), pages)
    over = figures.found["over all"]
    queries = [(name, *found) for name, found in over["queries"].items()]
    head = ("query over all plans", "s", "Virtuoso, s", "rows")
    yield from table(head, queries)
    if "Virtuoso" in over:
        loaded = ", ".join(f"{name}: {value:,}" for name, value in over["Virtuoso"].items())
        yield f"Loaded into Virtuoso by its bulk loader: {loaded}. Answered otherwise: "
        yield f"{', '.join(over['answered otherwise']) or 'none'}; not answered: "
        yield f"{', '.join(over['unanswered by Virtuoso']) or 'none'}.\n"
