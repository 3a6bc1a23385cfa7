"""The terms of vocabularies that many share, whose lists are closed; loads rdflib."""

from __future__ import annotations

from difflib import get_close_matches

from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, SKOS, DefinedNamespace

_VOCABULARIES: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, ORG, PROV, SKOS)


def is_missing(term: str) -> bool:
    """Tell whether a term is written as one of a known vocabulary, which does not have it."""
    return any(term.startswith(str(v._NS)) and URIRef(term) not in v for v in _VOCABULARIES)


def nearest(term: str) -> str:
    """Return the term of the same vocabulary that may be meant; '' if none is near."""
    terms = [str(t) for v in _VOCABULARIES if term.startswith(str(v._NS)) for t in dir(v)]
    return next(iter(get_close_matches(term, terms, n=1, cutoff=0.8)), "")
