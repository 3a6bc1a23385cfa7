"""Statements that all parts of a catalogue make alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph import authority
from plan_graph.catalogue.settings import PlanSettings
from plan_graph.vocab import DCAT, DCTERMS, XSD


def texts(node: NamedNode, predicate: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    """Give words in each language."""
    for language, text in texts.items():
        yield Triple(node, predicate, Literal(text, language=language or None))


def keywords(node: NamedNode, plans: Sequence[PlanSettings]) -> Iterator[Triple]:
    """Give the keywords of plans."""
    for plan in plans:
        for language, words in plan.keywords.items():
            for word in words:
                yield Triple(node, DCAT.keyword, Literal(word, language=language))


def dates(node: NamedNode, issued: date, modified: date) -> Iterator[Triple]:
    """Say when something was first published and last changed."""
    for predicate, day in ((DCTERMS.issued, issued), (DCTERMS.modified, modified)):
        yield Triple(node, predicate, Literal(day.isoformat(), datatype=XSD.date))


def languages(node: NamedNode, codes: Sequence[str]) -> Iterator[Triple]:
    """Name the languages of something."""
    for language in codes:
        yield Triple(node, DCTERMS.language, authority.value("language", language))
