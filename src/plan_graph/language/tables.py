"""The tables of a wording file: which there are, how one is put upon another, and what is no table.

Every table may be left out, and every kind within it. A kind that is left out has no phrases,
and a pattern of no phrases matches nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from plan_graph.phrases import phrase

Phrases = Mapping[str, tuple[str, ...]]
Tables = dict[str, dict[str, tuple[str, ...]]]

COLUMNS = (
    *("number", "pillar", "general_objective", "specific_objective", "objective", "action"),
    *("sub_action", "description", "indicators", "unit", "results", "target", "baseline"),
    *("deadline", "start", "end", "responsible", "partner", "funding", "amount", "status"),
    *("risks", "priority", "verification", "references", "notes"),
    *("category", "place", "target_group", "programme", "continues"),
)
"""What a column may hold."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "headings": (
        *("plan", "strategy", "pillar", "general_objective", "specific_objective"),
        *("number", "results", "abbreviations", "others", "reports", "plan_noun"),
    ),
    "columns": COLUMNS,
    "nouns": (
        *("names", "linked", "versions", "projects", "informed", "likelihoods", "tests", "lengths"),
        *("registered", "asking", "contacts"),
    ),
    "common": ("words",),
    "roles": ("responsible", "partner"),
    "lists": (
        *("delegation", "conjunctions", "cooperation", "articles", "heads", "connectives"),
        *("totals", "instructions", "adjectives", "of_places", "legal_forms", "verbs", "ditto"),
        *("cooperation_behind", "compounds", "captions", "answers", "relatives", "alternatives"),
    ),
    "deadlines": (
        *("open", "fillers", "year", "half_year", "quarter", "by", "from", "between"),
        *("before", "after", "onwards", "to", "end_of", "revised"),
        *("fiscal_year", "school_year", "no_time", "year_first", "by_behind", "from_behind"),
        "lengths",
    ),
    "deadlines.months": tuple(map(str, range(1, 13))),
    "deadlines.ordinals": ("1", "2", "3", "4"),
    "indicators": (
        *("count", "count_last", "count_fillers", "achievement_endings", "activities", "people"),
        *("baseline", "target", "at_least"),
    ),
    "absences": ("not-applicable", "not-specified", "to-be-decided"),
    "statuses": (
        *("not-started", "cancelled", "suspended", "delayed", "partly-completed"),
        *("not-completed", "in-progress", "completed"),
    ),
    "priorities": ("high", "medium", "low"),
    "bodies": (*("working-group", "international", "ministry", "group", "agency", "organisation"),),
    "funding": (
        *("none-needed", "external-non-reimbursable", "european-funds", "other-external"),
        *("involved-institutions-budget", "responsible-budget", "partners-budget"),
        *("state-budget", "local-budget", "agency-budget"),
    ),
    "amounts": (
        *("decimal", "grouping", "1000", "1000000", "1000000000"),
        *("none", "at_most", "at_least", "about", "each", "per", "per_or_for"),
        *("maximum", "minimum", "approximate", "unit_cost", "of_which"),
    ),
    "amounts.currencies": (),
    "amounts.recurring": (),
    "deadlines.parts": (),
    "deadlines.frequencies": (),
}
"""The kinds of each table; a table of none takes any code."""

_REPLACED = frozenset((("amounts", "decimal"), ("amounts", "grouping")))
"""A language has one habit of these, so that what is said anew is not added to."""
_CHOICES = {"head": ("first", "last"), "capitals": ("names", "nouns")}
"""The keys that take one of two values: the usual one first."""
_KEYS = ("language", "authority", "name", "extends", *_CHOICES)
"""What stands above the tables."""
_FORMS = {
    "language": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
    "authority": re.compile(r"[A-Z][A-Z0-9_]{2,}"),
}
_EXAMPLES = {"language": "es", "authority": "SPA"}


def tables_of(data: Mapping[str, Any]) -> Tables:
    """Return the tables of a wording file as it was parsed.

    Raises:
        ValueError: If there is something in it that no wording has.
    """
    found: Tables = {}
    for name, table in data.items():
        if name in _KEYS:
            _check_key(name, table)
        elif not isinstance(table, dict):
            raise ValueError(
                phrase("language.tables.no_key", name=name, did_you_mean=did_you_mean(name, _KEYS))
            )
        else:
            inner = {f"{name}.{key}": each for key, each in table.items() if isinstance(each, dict)}
            plain = {key: each for key, each in table.items() if not isinstance(each, dict)}
            for place, phrases in {name: plain, **inner}.items():
                found[place] = _phrases(place, phrases)
    return found


def upon(base: Tables, own: Tables) -> Tables:
    """Return a base with what is said of it anew: lists are added to, the own phrases first.

    >>> upon({"roles": {"partner": ("ally",)}}, {"roles": {"partner": ("friend",)}})
    {'roles': {'partner': ('friend', 'ally')}}
    """
    merged = {name: dict(table) for name, table in base.items()}
    for name, table in own.items():
        below = merged.setdefault(name, {})
        for kind, phrases in table.items():
            kept = () if (name, kind) in _REPLACED else below.get(kind, ())
            below[kind] = tuple(dict.fromkeys((*phrases, *kept)))
    return merged


def whole(tables: Tables) -> Tables:
    """Return all tables with all kinds; those that are left out have no phrases.

    The kinds keep their order, which decides where several fit.
    """
    return {
        name: {**(own := tables.get(name, {})), **{kind: () for kind in kinds if kind not in own}}
        for name, kinds in KINDS.items()
    }


def _check_key(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise ValueError(phrase("language.tables.not_text", name=name))
    if name in _FORMS and not _FORMS[name].fullmatch(value):
        raise ValueError(
            phrase("language.tables.code_such", name=name, value=value, examples=_EXAMPLES[name])
        )
    if name in _CHOICES and value not in _CHOICES[name]:
        usual, other = _CHOICES[name]
        raise ValueError(
            phrase("language.tables.write_one_or", name=name, value=value, usual=usual, other=other)
        )


def _phrases(name: str, table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    if name not in KINDS:
        raise ValueError(
            phrase(
                "language.tables.no_table_wording",
                name=name,
                did_you_mean=did_you_mean(name, tuple(KINDS)),
            )
        )
    kinds = KINDS[name]
    for kind, phrases in table.items():
        if kinds and kind not in kinds:
            raise ValueError(
                phrase(
                    "language.tables.no_kind",
                    kind=kind,
                    name=name,
                    did_you_mean=did_you_mean(kind, kinds),
                )
            )
        if not isinstance(phrases, list) or not all(isinstance(item, str) for item in phrases):
            raise ValueError(phrase("language.tables.not_list_phrases", kind=kind))
    return {kind: tuple(filter(str.strip, phrases)) for kind, phrases in table.items()}


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return what to write in the place of a word that is not known, as the end of a message."""
    near = difflib.get_close_matches(word, known, 1)
    return (
        phrase("language.tables.did_you_mean", near=near[0])
        if near
        else phrase("language.tables.write_one", known=", ".join(known))
    )
