"""Long lists in pages, by the number in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from plan_graph.pages.site import Visit

_Item = TypeVar("_Item")
_Other = TypeVar("_Other")


class Paged(NamedTuple, Generic[_Item]):
    """One page of a list.

    Attributes:
        items: What is on it.
        number: Which page it is, from 1.
        last: How many pages there are.
        total: How many items the list has.
        before: The address of the page before, or ''.
        after: The address of the next page, or ''.
    """

    items: Sequence[_Item]
    number: int
    last: int
    total: int
    before: str = ""
    after: str = ""

    def of(self, items: Sequence[_Other]) -> Paged[_Other]:
        """Return the same page of what is made of each of its items."""
        return Paged(items, *self[1:])


def page_number(text: str, last: int) -> int:
    """Return the number of a page as an address gives it, within those that there are.

    >>> page_number("7", 3), page_number("x", 3)
    (3, 1)
    """
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return min(max(1, int(text)), last) if is_number else 1


def paged(visit: Visit, items: Sequence[_Item], size: int) -> Paged[_Item]:
    """Return the page of a list that is asked for; pages that are files have all of it."""
    last = 1 if visit.site.static else max(1, -(-len(items) // size))
    number = page_number(visit.values.get("page", ""), last)
    start = (number - 1) * size
    shown = items if last == 1 else items[start : start + size]
    before = page_address(visit, number - 1) if number > 1 else ""
    after = page_address(visit, number + 1) if number < last else ""
    return Paged(shown, number, last, len(items), before, after)


def page_address(visit: Visit, number: int) -> str:
    """Return the address of another page of what is shown."""
    values = {name: value for name, value in visit.values.items() if value}
    return f"{visit.page(visit.path)}?{urlencode({**values, 'page': str(number)})}"
