"""What is built and said where nobody says otherwise: shipped plans, settings of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plan_graph.publishing.catalogue.settings import Settings
from plan_graph.publishing.catalogue.settings import load as load_settings
from plan_graph.reading.source import PlanSource
from plan_graph.resources import folder

CATALOGUE = "catalogue.toml"
"""What a publisher says to portals, beside the plan or in a place of its own."""
ASKED = "#?"
"""What a line of a settings file begins with that a person is to complete."""


def shipped_plans() -> list[Path]:
    """List the plans that come with plan-graph."""
    return sorted(file.parent for file in (folder("data") / "plans").glob("*/plan.toml"))


def shipped_settings(sources: Sequence[PlanSource]) -> Settings | None:
    """Return the settings of the catalogue that comes along, if it is about all of the plans."""
    settings = load_settings(folder("data") / "catalogue.toml")
    known = all(source.identifier in settings.plans for source in sources)
    return settings if known else None


def lines_asked(text: str) -> int:
    """Return how many lines of a settings file a person is still to complete."""
    return sum(line.startswith(ASKED) for line in text.splitlines())


def own_catalogue(sources: Sequence[PlanSource]) -> Path | None:
    """Return the `catalogue.toml` beside the `plan.toml` of a plan that is built alone."""
    folders = {source.document.parent for source in sources}
    found = [folder / CATALOGUE for folder in folders if (folder / "plan.toml").is_file()]
    return found[0] if len(sources) == 1 and found and found[0].is_file() else None


def settings_for(sources: Sequence[PlanSource]) -> Settings | None:
    """Return what is said to portals where nobody gives a file.

    It is the catalogue beside the plan, once nothing in it is asked any more, or the one that
    comes along.
    """
    own = own_catalogue(sources)
    if own is None:
        return shipped_settings(sources)
    asked = lines_asked(own.read_text(encoding="utf-8", errors="replace"))
    return None if asked else load_settings(own)
