"""Write realistic plans: documents with the shapes and the mix of the real plan, in any number.

Every generated plan is a text export as the real one is, with its headings, results and list of
abbreviations, and with translations. Its action rows take their cells from the rows of the real
plan, each column drawn by itself, so that kinds of deadlines, roles, indicators and funding come
as often as there; how many actions an objective has is drawn too, and all plans share the bodies
of the register. The same seed gives the same files, and plan 7 of 10 is plan 7 of 1,000.

Run with: .venv/bin/python benchmarks/generator.py 100 FOLDER
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from plan_graph.building.defaults import shipped_plans
from plan_graph.building.opening import read_plan
from plan_graph.plan import Action
from plan_graph.plan.tables import Table
from plan_graph.reading.source import open_source
from plan_graph.resources import folder

SEED = 2021
THEMES = {
    "traficului de persoane": "trafficking in persons",
    "violenței domestice": "domestic violence",
    "abandonului școlar": "early school leaving",
    "sărăciei energetice": "energy poverty",
    "consumului de droguri": "drug use",
    "muncii nedeclarate": "undeclared work",
    "criminalității informatice": "cybercrime",
    "poluării apelor": "water pollution",
}
PLACES = (
    "Alba", "Arad", "Argeș", "Bacău", "Bihor", "Botoșani", "Brașov", "Brăila", "Buzău", "Cluj",
    "Constanța", "Covasna", "Dâmbovița", "Dolj", "Galați", "Giurgiu", "Gorj", "Harghita",
    "Hunedoara", "Ialomița", "Iași", "Ilfov", "Maramureș", "Mehedinți",
)  # fmt: skip
_YEARS = range(2010, 2029)
_REAL_YEAR = 2021

_SETTINGS = """\
identifier = "{name}"
document = "plan.txt"
language = "ro"
register = "ro"
subjects = ["http://metadata.un.org/sdg/16.2"]
spatial = "http://publications.europa.eu/resource/authority/country/ROU"
"""
_CATALOGUED = """
[plans.{name}]
issued = 2026-11-25
modified = 2026-11-25
themes = ["GOVE"]
frequency = "NEVER"
availability = "STABLE"
access = "PUBLIC"
description = {{ en = "A generated plan, for measurements.", ro = "Un plan generat, de probă." }}
keywords = {{ en = ["action plan"], ro = ["plan de acțiune"] }}
rights = {{ en = "Generated for measurements.", ro = "Generat pentru măsurări." }}
"""


@dataclass(frozen=True)
class Material:
    """What the real plan is made of.

    Attributes:
        before: The text before its table.
        blocks: The rows of the table that hold no action, in order; None where actions stand.
        objectives: The objective that each None of `blocks` belongs to.
        counts: How many actions each objective has.
        rows: The cells of each action row.
        actions: What the rows mean.
        after: The text behind the table.
        english: English labels by kind and code, each with the words that it translates.
    """

    before: str
    blocks: tuple[tuple[str, ...] | None, ...]
    objectives: tuple[str, ...]
    counts: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    actions: tuple[Action, ...]
    after: str
    english: dict[str, dict[str, Any]]


@cache
def material() -> Material:
    """Take the real plan apart."""
    (path,) = (path for path in shipped_plans() if path.name == "ro-thb-2021-2022")
    plan, _, _ = read_plan(open_source(path))
    (table,) = (block for block in plan.document.blocks if isinstance(block, Table))
    starts = [action.stated_in.start for action in plan.actions]
    blocks: list[tuple[str, ...] | None] = []
    rows = []
    for row in table.rows:
        cell = row.cells[0].passage
        texts = tuple(cell.passage.text for cell in row.cells)
        if any(cell.start <= start <= cell.end for start in starts) and not row.is_spanning:
            rows.append(texts)
            blocks += [None] if blocks[-1] else []
        else:
            blocks.append(texts)
    counts = Counter(action.objective for action in plan.actions if action.objective)
    first, last = table.rows[0].cells[0].passage, table.rows[-1].cells[-1].passage
    text = plan.document.text
    return Material(
        text[: first.start].removesuffix("\n\t"),
        tuple(blocks),
        tuple(counts),
        tuple(counts.values()),
        tuple(rows),
        plan.actions,
        text[last.end :],
        json.loads((path / "translations.en.json").read_text(encoding="utf-8")),
    )


def write_plans(number: int, target: Path, *, seed: int = SEED) -> list[Path]:
    """Write plan folders and a `catalogue.toml` about all of them; give the folders."""
    shipped = (folder("data") / "catalogue.toml").read_text(encoding="utf-8")
    head = re.split(r"(?m)^# One section for each plan", shipped)[0]
    made = []
    for index in range(1, number + 1):
        plan = target / f"plan-{index:05}"
        plan.mkdir(parents=True)
        _write_plan(plan, random.Random(f"{seed}-{index}"))
        made.append(plan)
    sections = (_CATALOGUED.format(name=plan.name) for plan in made)
    (target / "catalogue.toml").write_text(head + "".join(sections), encoding="utf-8")
    return made


def _write_plan(plan: Path, rng: random.Random) -> None:
    real = material()
    theme, year = rng.choice(list(THEMES)), rng.choice(_YEARS)
    english = {kind: dict(labels) for kind, labels in real.english.items()}
    english["action"], english["indicator"] = {}, {}
    objectives = iter(real.objectives)
    cells = [real.before]
    for block in real.blocks:
        for row in [block] if block else _rows(rng, next(objectives), english):
            # A blank line behind the last cell ends a row.
            cells += [_dated(cell, year) for cell in (*row[:-1], row[-1] + "\n")]
    cells[1] = cells[1].replace("traficului de persoane", theme)
    for kind in ("plan", "strategy"):
        ro, en = english[kind][""].values()
        ro, en = _dated(ro, year), _dated(en, year)
        ro = ro.replace("traficului de persoane", theme)
        en = re.sub("(?i)trafficking in persons", THEMES[theme], en)
        english[kind] = {"": {"ro": ro, "en": en}}
    (plan / "plan.txt").write_text(
        "\n\t".join(cells).removesuffix("\n") + real.after, encoding="utf-8"
    )
    (plan / "plan.toml").write_text(_SETTINGS.format(name=plan.name), encoding="utf-8")
    labels = json.dumps(english, ensure_ascii=False, indent=1)
    (plan / "translations.en.json").write_text(labels, encoding="utf-8")


def _rows(
    rng: random.Random, objective: str, english: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, ...]]:
    """Draw the action rows of an objective, and note the labels in English."""
    real = material()
    for position in range(1, rng.choice(real.counts) + 1):
        code = f"{objective}-{position:02}"
        sources = [rng.randrange(len(real.rows)) for _ in real.rows[0]]
        title, *rest = (real.rows[source][column] for column, source in enumerate(sources))
        place = rng.choice(PLACES)
        action, counted = real.actions[sources[0]], real.actions[sources[1]]
        label = real.english["action"][action.code]["en"]
        english["action"][code] = {
            "ro": f"{action.title} în județul {place}",
            "en": f"{label} in {place} county",
        }
        for number in range(1, len(counted.indicators) + 1):
            pair = real.english["indicator"].get(f"{counted.code}-{number}")
            if pair:
                english["indicator"][f"{code}-{number}"] = pair
        yield f"{title.rstrip()} în județul {place}", *rest


def _dated(text: str, year: int) -> str:
    """Shift the years of the real plan."""
    later = year - _REAL_YEAR
    return re.sub(r"\b20[12]\d\b", lambda found: str(int(found[0]) + later), text)


def main() -> None:
    """Write as many plans as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    write_plans(options.number, options.folder, seed=options.seed)


if __name__ == "__main__":
    main()
