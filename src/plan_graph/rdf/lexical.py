"""How XML Schema writes values; the libraries read more, such as 20210101 for a day."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from plan_graph.text import day_of
from plan_graph.vocab import XSD

FORMS = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.nonNegativeInteger: re.compile(r"\+?[0-9]+"),
    XSD.boolean: re.compile("true|false|1|0"),
    XSD.decimal: re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    XSD.gYear: re.compile(r"[0-9]{4}"),
}
"""The forms of the datatypes of which every value that has the form is one."""


def is_day(text: str) -> bool:
    """Tell whether words are a day as XML Schema writes it, in a year from 1 to 9999.

    >>> is_day("2022-09-30"), is_day("20220930"), is_day("2022-W10-1"), is_day("2022-02-30")
    (True, False, False, False)
    """
    try:
        day_of(text)
    except ValueError:
        return False
    return True


def is_well_formed(value: Literal) -> bool:
    """Tell whether a value is written as its datatype asks; of a datatype not known here, True."""
    if value.datatype == XSD.date:
        return is_day(value.value)
    form = FORMS.get(value.datatype)
    return form is None or form.fullmatch(value.value) is not None
