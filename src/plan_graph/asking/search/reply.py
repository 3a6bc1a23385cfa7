"""What was found as plain values, for programs, wherever they ask."""

from __future__ import annotations

from typing import Any

from plan_graph.asking.search.index import Index
from plan_graph.asking.search.marks import Marked
from plan_graph.asking.search.question import Meaning, Understood, is_asking, meaning
from plan_graph.asking.search.results import Found

Json = dict[str, Any]
MOST_AT_ONCE = 100
"""So many results are given at once."""


def answer(index: Index, asked: str, *, language: str = "en", **narrowed: Any) -> Json:
    """Return what matches words, with the named query that they ask if that is clear.

    The other arguments are those of `Index.search`.
    """
    results = index.search(asked, language=language, **narrowed)
    meant = Meaning() if narrowed.get("offset") else meaning(index, asked, language)
    return {
        "words": asked,
        "language": language,
        "total": results.total,
        "cut": results.is_cut,
        "partial": results.is_partial,
        "corrected": [{"word": word, "read": list(read)} for word, read in results.corrected],
        "kinds": dict(results.kinds),
        "question": _question(meant.sure) if meant.sure else None,
        "questions": [_question(each) for each in meant.near] if is_asking(asked) else [],
        "results": [_result(found) for found in results.found],
        "offset": narrowed.get("offset", 0),
    }


def questions(index: Index | None, asked: str, language: str) -> Json:
    """Return the named queries that words may ask, and whether it is clear that it is the first."""
    meant = meaning(index, asked, language)
    return {"sure": meant.sure is not None, "questions": [_question(each) for each in meant.near]}


def _question(understood: Understood) -> Json:
    return {
        "name": understood.name,
        "title": understood.title,
        "values": dict(understood.values),
        "labels": dict(understood.labels),
    }


def _result(found: Found) -> Json:
    return {
        "kind": found.kind,
        "iri": found.iri,
        "code": found.code,
        "title": _text(found.title),
        "snippet": _text(found.snippet),
        "of": found.owner,
        "plan": found.plan,
    }


def _text(marked: Marked) -> Json:
    return {"text": marked.text, "marks": [list(mark) for mark in marked.marks]}
