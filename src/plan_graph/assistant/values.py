"""Values as assistants send them, which know numbers and null, as the texts that people type."""

from __future__ import annotations

from collections.abc import Mapping

from plan_graph.queries import Query
from plan_graph.web.problems import RequestError

_WHOLE = ("integer", "gYear")
_PAGING = ("limit", "offset")


def texts(query: Query, arguments: Mapping[str, object]) -> dict[str, str]:
    """Give values as people type them; null is the same as nothing.

    Raises:
        RequestError: If one is a list or an object.
    """
    found = {}
    for name, value in arguments.items():
        if isinstance(value, dict | list):
            kind = "a list" if isinstance(value, list) else "an object"
            raise RequestError(
                400, f"query '{query.name}': '{name[:60]}': expected one value, found {kind}"
            )
        if value is not None:
            found[name] = _text(query, name, value)
    return found


def _text(query: Query, name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and _is_whole(query, name):
        return str(int(value))  # For JSON Schema, 2021.0 is an integer.
    return str(value)


def _is_whole(query: Query, name: str) -> bool:
    parameter = query.parameters.get(name)
    return name in _PAGING or (
        parameter is not None and parameter.type.removeprefix("xsd_") in _WHOLE
    )
