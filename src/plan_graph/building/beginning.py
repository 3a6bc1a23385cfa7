"""The folder of a plan that begins with its document: what it says, and what is left to say.

What the document tells is filled in; what only its publisher knows stands in lines that begin
with '#?', to be completed. Nothing is assumed: neither a licence nor the kind of a body whose
name tells none.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plan_graph.building.defaults import ASKED, CATALOGUE, lines_asked
from plan_graph.building.opening import Opened, interpreted, open_document
from plan_graph.iris import slug
from plan_graph.language import wording
from plan_graph.language.country import country_of
from plan_graph.language.kinds_of_bodies import NAMED, told_kind
from plan_graph.language.register_entry import KINDS
from plan_graph.phrases import in_every_language, languages, phrase
from plan_graph.plan import Body, Plan
from plan_graph.plan.stated import bodies_of
from plan_graph.reading.source import PlanSource

BODIES = "bodies.toml"
_COUNTRY = "http://publications.europa.eu/resource/authority/country/"


@dataclass(frozen=True)
class Begun:
    """A plan whose folder is begun: the plan, its document, and its files by their name."""

    plan: Plan
    opened: Opened
    files: Mapping[str, str]
    bodies: int

    def asked(self, name: str) -> int:
        """How many lines of a file are left to complete."""
        return lines_asked(self.files[name])

    def write(self, folder: Path) -> None:
        """Write the files and the document into a folder."""
        for name, text in self.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        document = self.opened.source.document
        shutil.copyfile(document, folder / document.name)


def begin(document: Path, name: str, *, language: str | None = None) -> Begun:
    """Read a document, and return the folder of its plan.

    Args:
        document: The document of the plan.
        name: What the folder is called; it names the plan in addresses.
        language: Tag of its language, or None to find out.

    Raises:
        PlanGraphError: If the document cannot be read.
    """
    opened = open_document(PlanSource(slug(name), document, language))
    plan = interpreted(opened)
    surface = plan.language if plan.language in languages() else "en"
    unknown = list(_unknown(plan)) if not opened.register.entries else []
    files = {"plan.toml": _settings(plan, opened, surface), CATALOGUE: _catalogue(plan, surface)}
    if not opened.register.entries:
        files[BODIES] = _register(plan, opened, unknown, surface)
    return Begun(plan, opened, files, len(unknown))


def _settings(plan: Plan, opened: Opened, surface: str) -> str:
    """Write `plan.toml`."""
    document, register = opened.source.document.name, opened.register
    period = plan.period
    days = [day.isoformat() if day else "…" for day in (period.start, period.end)] if period else []
    country = country_of(plan.document, opened.wording).code
    return (
        phrase(
            "building.beginning.settings",
            surface,
            identifier=plan.identifier,
            document=_quoted(document),
            language=plan.language,
            register=register.identifier if register.entries else BODIES,
            title=plan.title.replace("\n", " "),
            period=" – ".join(days) or "?",
            spatial=f'{"" if country else f"{ASKED} "}spatial = "{_COUNTRY}{country or "…"}"',
        ).strip()
        + "\n"
    )


def _unknown(plan: Plan) -> Iterator[Body]:
    """Yield each body that no register knows once, in the order of the plan."""
    seen: set[str] = set()
    for action in plan.actions:
        for body, _ in bodies_of(action):
            if not body.known and body.code not in seen:
                seen.add(body.code)
                yield body


def _register(plan: Plan, opened: Opened, bodies: list[Body], surface: str) -> str:
    """Write `bodies.toml`: each body with the kind that its name tells, and the word for it."""
    names = {each.short: each.name for each in plan.abbreviations}
    spelt: dict[str, list[str]] = {}
    for each in plan.spellings:
        spelt.setdefault(each.body.code, []).append(each.name)
    head = phrase(
        "building.beginning.bodies", surface, identifier=plan.identifier, kinds=", ".join(KINDS)
    )
    parts = [head.strip()]
    for body in bodies:
        name = names.get(body.code, body.code)
        told = told_kind(name, opened.wording)
        how = "untold" if told is None else "told" if told.word else "small"
        word = {"word": told.word} if told and told.word else {}
        reason = phrase(f"building.beginning.{how}", surface, **word)
        lines = [
            f"[bodies.{_quoted(body.code)}]",
            f"{plan.language} = {_quoted(name)}",
            f"kind = {_quoted(told.kind if told else NAMED)} # {reason}",
        ]
        others = [words for words in spelt.get(body.code, ()) if words not in (name, body.code)]
        if others:
            lines.append(f"aliases = [{', '.join(map(_quoted, others))}]")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _catalogue(plan: Plan, surface: str) -> str:
    """Write `catalogue.toml`, with what the document tells."""
    counts = {"actions": len(plan.actions), "title": plan.title.replace("\n", " ")}
    said = in_every_language("building.beginning.description", **counts)
    description = "\n".join(f"{tag} = {_quoted(text)}" for tag, text in said.items())
    return (
        phrase(
            "building.beginning.catalogue",
            surface,
            identifier=plan.identifier,
            language=plan.language,
            authority=wording.load(plan.language).authority,
            title=_quoted(counts["title"]),
            description=description,
        ).strip()
        + "\n"
    )


def _quoted(text: object) -> str:
    """Return a text as TOML has it; of JSON's escapes TOML has all that are written here."""
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False)
