"""The clients that the tests ask with, as the README lists them: what it promises is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAN = "https://w3id.org/plan-graph/id/plan/ro-thb-2021-2022"
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
QUERIES = {
    "SELECT": "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 3",
    "ASK": "ASK { ?s a ?o }",
    "CONSTRUCT": "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3",
    "DESCRIBE": f"DESCRIBE <{PLAN}>",
}
_ROW = re.compile(
    r"(?m)^\| (?P<name>[\w@/. -]+) \| (?P<version>\d[\d.]*) \| (?P<ways>[^|]+)"
    + "".join(rf" \| (?P<{form}>yes|–)" for form in FORMS)
    + r" \|$"
)
_HEADER = f"| Client | Version | Ways | {' | '.join(FORMS)} |"


@dataclass(frozen=True)
class Client:
    """A row of the table."""

    name: str
    version: str
    ways: tuple[str, ...]
    forms: tuple[str, ...]
    """The forms of queries that it has a way to ask."""


def clients() -> dict[str, Client]:
    """Return the rows of the table by name."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition(_HEADER)[2].partition("\n\n")[0]
    rows = {row["name"]: row for row in _ROW.finditer(table)}
    assert len(rows) == table.count("\n") - 1
    return {
        name: Client(
            name,
            row["version"],
            tuple(row["ways"].split(", ")),
            tuple(form for form in FORMS if row[form] == "yes"),
        )
        for name, row in rows.items()
    }


def cells(names: tuple[str, ...], described: int) -> set[tuple[str, str, str, int]]:
    """Return what clients must get: client, way, form, and how many rows or triples."""
    sizes = {"SELECT": 3, "ASK": 1, "CONSTRUCT": 3, "DESCRIBE": described}
    listed = clients()
    return {
        (name, way, form, sizes[form])
        for name in names
        for way in listed[name].ways
        for form in listed[name].forms
    }
