"""Hold the texts of one language against the English ones, which say what there is to translate."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from plan_graph.errors import DataError
from plan_graph.phrases.plural import FORMS, RULE, is_forms


def check(own: Mapping[str, Any], english: Mapping[str, Any], file: str, above: str = "") -> None:
    """Refuse what could not be said.

    Args:
        own: The texts of a file.
        english: The English ones of the same part of the house.
        file: Its name.
        above: The name of the table and a point, if it is one within the file.

    Raises:
        DataError: If a text has no English one of its kind, or names a part that it will not get.
    """
    for name, value in own.items():
        key, known = f"{above}{name}", english.get(name)
        if known is None:
            raise DataError(file, f"there is no text '{key}'; the English file has all of them")
        if key == "plural":
            _check_rules(value, file)
        elif isinstance(known, dict) and is_forms(known):
            _check_forms(value, known, file, key)
        elif isinstance(known, dict) and isinstance(value, dict):
            check(value, known, file, f"{key}.")
        else:
            _check_text(value, known, file, key)


def _check_rules(rules: object, file: str) -> None:
    known = isinstance(rules, dict) and is_forms(rules)
    if not known or not all(RULE.fullmatch(rule) for rule in filter(None, rules.values())):  # type: ignore[attr-defined]
        problem = "[plural] holds other rules than those of the Unicode CLDR; write such as "
        raise DataError(file, f'{problem}few = "n % 100 = 1..19", and other = ""')


def _check_forms(value: object, known: Mapping[str, str], file: str, key: str) -> None:
    if not isinstance(value, dict) or not is_forms(value):
        problem = f"'{key}' needs a text for 'other', and may have one for each of"
        raise DataError(file, f"{problem} {', '.join(FORMS[:-1])}")
    for name, text in value.items():
        _check_text(text, known["other"], file, f"{key}.{name}")


def _check_text(value: object, known: object, file: str, key: str) -> None:
    if isinstance(value, list) and isinstance(known, list) and len(value) == len(known):
        for number, (one, other) in enumerate(zip(value, known, strict=True), start=1):
            _check_text(one, other, file, f"{key}, {number}")
        return
    if not (isinstance(value, str) and isinstance(known, str)):
        wanted = f"a list of {len(known)}" if isinstance(known, list) else "a text"
        wanted = "a table" if isinstance(known, dict) else wanted
        raise DataError(file, f"'{key}' is {value!r:.60}; expected {wanted}, as in English")
    try:
        foreign = parts_of(value) - parts_of(known)
    except ValueError as error:
        raise DataError(file, f"'{key}': {error}; double a brace that is meant as one") from None
    if foreign:
        names = " and ".join(sorted(f"{{{name}}}" for name in foreign))
        raise DataError(file, f"'{key}' names {names}, which the English text does not have")


def parts_of(text: str) -> set[str]:
    """Return the names of the parts that are put into a text.

    >>> sorted(parts_of("table {table}, row {row:,}"))
    ['row', 'table']
    """
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
