"""Where a plan comes from: a folder with `plan.toml`, or a document alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from plan_graph.errors import DataError, DocumentError
from plan_graph.iris import slug
from plan_graph.language.announcement import CHOICES, REMARK
from plan_graph.language.register import read_act
from plan_graph.language.register_entry import Act
from plan_graph.language.section import Section, open_settings
from plan_graph.language.tables import did_you_mean
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision, SettingsFile
from plan_graph.reading.translations import Labels, TranslationFiles


class Earlier(NamedTuple):
    """The plan of which a plan is the next edition, and its actions that go on there.

    `actions` holds the codes of those of the earlier plan by that of the action that goes on.
    """

    plan: str
    actions: Mapping[str, tuple[str, ...]]


_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class PlanSource:
    """A document with what its publisher says about it.

    Attributes:
        identifier: Name of the plan in IRIs and folders.
        document: The document.
        language: Tag of its language, or None to find out.
        register: Register of the bodies it names, by its name or as a file; None for the
            one of its language.
        wording: File with the words of its language, or None for those that come along.
        strategy: Title of the strategy by language.
        subjects: IRIs of what the plan is about.
        spatial: IRI of the country or place it is for, or None.
        translations: Labels by language; those of a folder are read when one asks for them.
        corrections: The review that a person corrected, or None.
        monitoring: The workbook of what was reported, or None.
        act: The legal act that adopted the plan, or None.
        coordinator: Who coordinates it, by its code in the register, or None.
        columns: What a person said that columns hold; of two about one heading the last counts.
        continues: The earlier plan whose actions it goes on with, or None.
    """

    identifier: str
    document: Path
    language: str | None = None
    register: str | None = None
    strategy: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    spatial: str | None = None
    translations: Mapping[str, Labels] = field(default_factory=dict)
    corrections: Path | None = None
    monitoring: Path | None = None
    wording: Path | None = None
    columns: tuple[ColumnDecision, ...] = ()
    act: Act | None = None
    coordinator: str | None = None
    continues: Earlier | None = None


def open_source(path: Path, *, language: str | None = None) -> PlanSource:
    """Find out what a path is: a plan folder, its plan.toml, or a document.

    Raises:
        DocumentError: If there is nothing at the path, or a folder without plan.toml.
        DataError: If plan.toml or a translation is faulty.
    """
    if path.name == "plan.toml" and path.is_file():
        path = path.parent
    if not path.is_dir():
        return PlanSource(slug(path.stem), path, language)
    settings_file = path / "plan.toml"
    if not settings_file.is_file():
        raise DocumentError(str(path), phrase("reading.source.folder_holds_no_plan_toml"))
    return _source(path, settings_file, language)


def _source(path: Path, file: Path, language: str | None) -> PlanSource:
    """Return what `plan.toml` says of a plan."""
    given = open_settings(file, f"{path.name}/{file.name}")
    stated = given.optional("language", given.text)
    words = given.optional("wording", given.text)
    columns = given.table("columns") if "columns" in given else {}
    source = PlanSource(
        identifier=_identifier(given) or slug(path.name),
        document=path / given.text("document", "plan.docx"),
        language=language or stated,
        register=_register(path, given.optional("register", given.text)),
        wording=path / words if words else None,
        strategy=given.optional("strategy", given.texts) or {},
        subjects=given.optional("subjects", given.iris) or (),
        spatial=given.optional("spatial", given.iri),
        translations=TranslationFiles(path),
        corrections=_beside(path, "corrections", given.optional("corrections", given.text)),
        monitoring=_beside(path, "monitoring", given.optional("monitoring", given.text)),
        columns=tuple(_columns(file, columns)),
        act=read_act(given.section("act"), "adopting") if "act" in given else None,
        coordinator=given.optional("coordinator", given.text),
        continues=_earlier(given.section("continues")) if "continues" in given else None,
    )
    given.done()
    if source.continues and source.continues.plan == source.identifier:
        raise given.error("continues.plan", phrase("reading.source.own_plan"))
    return source


def _earlier(given: Section) -> Earlier:
    """Return what is said of the plan whose actions a plan goes on with."""
    plan = _identifier(given, "plan") or given.text("plan", "harbour-2020-2024")
    told: dict[str, tuple[str, ...]] = {}
    if "actions" in given:
        actions = given.section("actions")
        for code in actions:
            is_one = isinstance(actions.value(code, '"2.3"'), str)
            told[code] = (actions.text(code),) if is_one else actions.list_of_texts(code)
    given.done()
    return Earlier(plan, told)


def _identifier(given: Section, key: str = "identifier") -> str | None:
    found = given.optional(key, given.text)
    if found and not _IDENTIFIER.fullmatch(found):
        problem = phrase("reading.source.use_small_letters_digits_hyphens", found=found)
        raise given.error(key, problem)
    return found


def _columns(file: Path, table: Mapping[str, Any]) -> Iterator[ColumnDecision]:
    """Return what a person said of columns; of one that is left empty nothing was said.

    Raises:
        DataError: If there is no such kind of column.
    """
    name = f"{file.parent.name}/{file.name}"
    made_in = SettingsFile(file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    for heading, said in table.items():
        kinds = [said] if isinstance(said, str) else said
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            problem = phrase(
                "reading.source.column_write_kind_such_action", heading=heading, said=said
            )
            raise DataError(name, problem)
        for kind in filter(None, kinds):
            if kind not in CHOICES:
                problem = phrase(
                    "reading.source.no_kind_column_said_to", kind=kind, heading=heading
                )
                raise DataError(name, f"{problem}; {did_you_mean(kind, CHOICES)}")
        if any(kinds):
            holds = tuple(dict.fromkeys(kind for kind in kinds if kind and kind != REMARK))
            yield ColumnDecision(heading, holds, made_in)


def _register(folder: Path, name: str | None) -> str | None:
    """Return the name of a register, or the file beside plan.toml that holds it."""
    return str(folder / name) if name and name.endswith(".toml") else name


def _beside(folder: Path, name: str, said: str | None) -> Path | None:
    """Find a workbook of the folder: the one that plan.toml names, or `<name>.xlsx` if it is there.

    >>> _beside(Path("plan"), "corrections", "mine.xlsx")
    PosixPath('plan/mine.xlsx')
    """
    usual = folder / f"{name}.xlsx"
    if said:
        return folder / said
    return usual if usual.is_file() else None
