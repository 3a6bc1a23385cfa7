"""Say of a body once what it is: the same correction in every cell of a plan that names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plan_graph.building.correcting import Correctable, EntryError
from plan_graph.workbooks.review.cells import ReviewTongue, body_cells
from plan_graph.workbooks.review.entered_values import names_in
from plan_graph.workbooks.review.form import Field, bodies_of
from plan_graph.workbooks.words import code_of


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body as the cells of a plan name it now.

    Attributes:
        code: What stands in the cells.
        name: Its name in the register, or the same if it is not there.
        is_known: Whether it is in the register.
        cells: Where it stands: the columns of each fact that names it, by identifier.
    """

    code: str
    name: str
    is_known: bool
    cells: Mapping[str, tuple[str, ...]]


def bodies(plan: Correctable) -> list[NamedBody]:
    """Return the bodies that a plan names: those of no register first, then the most named."""
    found: dict[str, dict[str, list[str]]] = {}
    for identifier, column, names in _named(plan):
        for name in names:
            found.setdefault(name, {}).setdefault(identifier, []).append(column)
    register = plan.opened.register
    named = []
    for code, places in found.items():
        entry = register.entries.get(code)
        cells = {identifier: tuple(columns) for identifier, columns in places.items()}
        named.append(NamedBody(code, entry.name if entry else code, entry is not None, cells))
    return sorted(named, key=lambda each: (each.is_known, -len(each.cells)))


def _named(plan: Correctable) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what cells name bodies: the fact, the column, the names."""
    parts = plan.review.tongue.parts
    for identifier in plan.review.written:
        cells = plan.cells(identifier)
        part = code_of(cells["part"], parts) or ""
        for column in body_cells(part):
            if names := names_in(cells[column]):
                yield identifier, column, names


def fields(plan: Correctable, body: NamedBody, page: ReviewTongue) -> tuple[Field, ...]:
    """Return what can be said of a body, in the words of a page: what it is, and why."""
    labels = page.table("workbooks.review.bodies")
    choices = tuple(bodies_of(plan.opened.register))
    return (
        Field("body", labels["body"], "bodies", body.code, body.code, choices),
        Field("why", labels["why"], "text", "", ""),
    )


def with_body(plan: Correctable, body: NamedBody, given: Mapping[str, str]) -> bytes:
    """Return the workbook with another body, or several, wherever a body stands.

    Raises:
        EntryError: If there is no such body.
    """
    new = names_in(given.get("body", body.code)) or [body.code]
    rows: dict[str, dict[str, str]] = {}
    for identifier, columns in body.cells.items():
        cells = plan.cells(identifier)
        rows[identifier] = {"why": given.get("why", "") or cells["why"]}
        for column in columns:
            names = names_in(cells[column])
            said = [each for name in names for each in (new if name == body.code else [name])]
            rows[identifier][column] = "; ".join(dict.fromkeys(said))
    try:
        return plan.with_facts(rows)
    except EntryError as error:
        raise EntryError("body", error.problem) from None
