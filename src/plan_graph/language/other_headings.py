"""Headings that tell what else a table is of than actions: projects, tests, versions."""

from __future__ import annotations

from plan_graph.language.column_words import asking, joining, phrases_of, words_for_actions
from plan_graph.language.columns import announced
from plan_graph.language.heading_text import EDGES, PARTS, WORD, spaced
from plan_graph.language.name_of import named_by
from plan_graph.language.wording import Wording
from plan_graph.text import fold


def is_bare_name(wording: Wording, heading: str) -> bool:
    """Tell whether a heading is the name of something that it does not tell: 'Name & title'."""
    names = {fold(name) for name in wording.nouns.get("names", ())}
    words = [word for word in WORD.findall(fold(heading)) if word != "&"]
    joints = joining(wording)
    return (
        bool(words)
        and all(word in names or word in joints for word in words)
        and (not names.isdisjoint(words))
    )


def is_project_name(wording: Wording, heading: str) -> bool:
    """Tell whether a heading is that of what a plan lists besides actions: 'Project name'."""
    projects = {fold(name) for name in wording.nouns.get("projects", ())}
    parts = PARTS.split(fold(spaced(heading)))  # 'Project name/location'
    folded = (" ".join(part.strip(EDGES).split()) for part in parts)
    return any(not projects.isdisjoint((named_by(wording, part), part)) for part in folded)


def names_another(wording: Wording, heading: str) -> bool:
    """Tell whether a heading is the name of a thing that no plan tells of: 'Document name'."""
    named = named_by(wording, " ".join(fold(spaced(heading)).strip(EDGES).split()))
    return bool(named) and not announced(wording, heading)


def is_called(wording: Wording, heading: str, nouns: str) -> bool:
    """Tell whether a heading is one of the nouns of a table: 'Rev. no.' one of 'versions'."""
    known = {fold(name) for name in wording.nouns.get(nouns, ())}
    words = [word for word in WORD.findall(fold(heading)) if not word.isdigit()]
    plain = [word for word in words if phrases_of(wording).get(word) != "number"]
    return bool(plain) and " ".join(plain) in known


def numbers_another(wording: Wording, heading: str) -> bool:
    """Tell whether a heading numbers things of which registers are kept: 'Risk ID', 'Test no.'."""
    known = {fold(name) for name in wording.nouns.get("registered", ())}
    words = [word for word in WORD.findall(fold(heading)) if word not in joining(wording)]
    things = [word for word in words if phrases_of(wording).get(word) != "number"]
    return 0 < len(things) < len(words) and " ".join(things) in known


def numbers_actions(wording: Wording, heading: str) -> bool:
    """Tell whether a heading numbers what it calls actions: 'N° action', not 'No.' alone."""
    folded = fold(heading)
    is_number = "number" in announced(wording, heading).kinds
    return is_number and any(word in words_for_actions(wording) for word in WORD.findall(folded))


def only_asks(wording: Wording, heading: str) -> bool:
    """Tell whether a heading is a word that asks, and names nothing: 'What?', '¿Qué?'.

    >>> from plan_graph.language import wording
    >>> [only_asks(wording.load("en"), heading) for heading in ("WHAT?", "What is to be done?")]
    [True, False]
    """
    return " ".join(fold(heading).strip(f"{EDGES}¿?;").split()) in asking(wording)
