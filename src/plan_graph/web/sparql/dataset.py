"""Put the dataset that the protocol gives for an update into the text of the update.

The engine has no other way to take it. Where nothing may be changed this is never used.
"""

from __future__ import annotations

from collections.abc import Sequence

from plan_graph.web.problems import RequestError
from plan_graph.web.sparql.guard import Token, tokens


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Write USING clauses before each WHERE that belongs to an operation.

    Raises:
        RequestError: With status 400 if the text has a dataset of its own.

    >>> with_dataset("INSERT {?s ?p ?o} WHERE {?s ?p ?o}", ["http://a/"], [])
    'INSERT {?s ?p ?o} USING <http://a/> WHERE {?s ?p ?o}'
    """
    if not default and not named:
        return update
    words = list(tokens(update))
    if any(word.kind == "word" and word.text in ("USING", "WITH") for word in words):
        raise RequestError(
            400, "the update has USING or WITH, and so has the request; give the dataset once"
        )
    clauses = "".join(f"USING <{iri}> " for iri in default)
    clauses += "".join(f"USING NAMED <{iri}> " for iri in named)
    parts, last = [], 0
    for place in _wheres(words):
        parts += [update[last:place], clauses]
        last = place
    return "".join([*parts, update[last:]])


def _wheres(words: Sequence[Token]) -> list[int]:
    """Find where the WHERE of each operation stands, outside all braces."""
    found, depth, before = [], 0, ""
    for word in words:
        depth += {"{": 1, "}": -1}.get(word.text, 0) if word.kind == "mark" else 0
        if word.kind == "word" and word.text == "WHERE" and depth == 0:
            if before == "DELETE":
                raise RequestError(
                    400,
                    "DELETE WHERE takes no dataset from the request; write DELETE {…} WHERE {…}",
                )
            found.append(word.start)
        before = word.text
    return found
