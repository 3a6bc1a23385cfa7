"""A fact as the cells of its row, for a person to correct, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from plan_graph import facts
from plan_graph.facts import Form, Value, kind_named
from plan_graph.plan import Funding, Mention
from plan_graph.plan.stated import values_at
from plan_graph.rdf import code_lists
from plan_graph.workbooks.review.fact_rows import Fact
from plan_graph.workbooks.words import Tongue

VALUES = ("part", "text", "kind", "unit", "start", "end", "months", "bodies")
"""The columns in which a person says what a fact is."""
EDITABLE = (*VALUES, "why")
"""The columns in which a person writes: those, and why it is so."""
_KINDS = {part: kind for kind in facts.KINDS if kind.is_whole for part in kind.parts}
_OF_ACTIONS = tuple(kind.cell for kind in facts.kinds_on("action") if kind.form is Form.CODE)
USED: Mapping[str, tuple[str, ...]] = {
    "action": ("text", *filter(None, _OF_ACTIONS)),
    **{part: kind.cells for part, kind in _KINDS.items()},
}
"""Which of them say something about a part; of a thing with a title, the text."""
MADE = tuple(part for part, kind in _KINDS.items() if kind.can_be_made)
"""What a person can make of a remark, or of words that were not understood."""
MAY_LACK_TEXT = tuple(
    part
    for part, kind in _KINDS.items()
    if any(value.cell == "text" and value.form is Form.NUMBER for value in kind.values)
)
"""Parts that need not have a number."""
REMOVE = "remove"
_LASTING = ("action",)
"""Parts that no row takes out."""


class ReviewTongue(Tongue):
    """The texts of a review in one language, and the labels of the codes."""

    @property
    def sheet(self) -> str:
        """The name of the sheet of facts."""
        return self.phrase("workbooks.review.sheet")

    @property
    def parts(self) -> Mapping[str, str]:
        """What a row can be."""
        return self.table("workbooks.review.parts")

    def kinds(self, part: str) -> Mapping[str, str]:
        """Return the labels that can be chosen as the kind of a part, by code."""
        kind = _KINDS.get(part)
        values = kind.values if kind else facts.kinds_on(part)
        codes = [value for value in values if value.cell == "kind"]
        found = code_lists.labels(codes[0].scheme, self.language) if codes else {}
        several = kind is not None and len(kind.classes) > 1
        return {**self.table("workbooks.review.deadlines"), **found} if several else found

    def thing(self, name: str) -> str:
        """Name whose fact it is, such as 'obiectiv 1.1'."""
        first, _, rest = name.partition(" ")
        found = self.table("workbooks.review.things").get(first, first)
        return f"{found} {rest}".rstrip()


def body_cells(part: str) -> tuple[str, ...]:
    """Return the columns that hold bodies in a row of a part."""
    kind = _KINDS.get(part)
    values = (kind, *kind.values) if kind else ()
    of_bodies = (each for each in values if each.form is Form.BODY)
    return tuple(dict.fromkeys(each.cell for each in of_bodies if each.cell))


def options(fact: Fact) -> tuple[str, ...]:
    """Return what a person may make of a fact, itself first; () if it can only be reworded."""
    kind = _KINDS.get(fact.part)
    if kind and len(kind.parts) > 1:
        return (*kind.parts, REMOVE)
    if fact.part == "words":
        # Words of the plan itself belong to no action, so nothing can be made of them.
        return ("words", *MADE) if fact.kind == "action" else ("words",)
    if fact.part == "remark":
        return ("remark", *MADE, REMOVE)
    lasting = fact.part not in USED or fact.part in _LASTING
    return (fact.part,) if lasting else (fact.part, REMOVE)


def cells(fact: Fact, tongue: ReviewTongue) -> dict[str, str]:
    """Return the cells that a person can correct."""
    return dict.fromkeys(EDITABLE, "") | {"part": tongue.parts[fact.part]} | _of(fact, tongue)


def _of(fact: Fact, tongue: ReviewTongue) -> dict[str, str]:
    item, labels = fact.value, tongue.kinds(fact.part)
    kind = _KINDS.get(fact.part)
    if isinstance(item, Funding):
        return _said(item, kind_named("funding").values, labels) | {
            "text": money(item, tongue.language)
        }
    if kind is None:
        own = [each for each in facts.kinds_on(fact.part) if not each.is_whole]
        return {"text": getattr(item, "title", "")} | _said(item, own, labels)
    if isinstance(item, Mention):
        return {kind.cell: item.body.code}
    found = _said(item, kind.values, labels)
    if len(kind.classes) > 1 and not found.get("kind"):
        found["kind"] = labels[type(item).__name__.removesuffix("Deadline").lower()]
    return found


def _said(item: object, values: Iterable[Value], labels: Mapping[str, str]) -> dict[str, str]:
    """Return what the values of a fact are in their cells."""
    found: dict[str, str] = {}
    for value in values:
        held = values_at(item, value.field) if value.cell else []
        texts = [_text(value, each, labels) for each in held]
        joint = {Form.BODY: "; ", Form.INTEGER: ", "}.get(value.form, " ")
        if texts:
            before = [found[value.cell]] if value.cell in found else []
            found[value.cell] = joint.join([*before, *texts])
    return found


def _text(value: Value, held: Any, labels: Mapping[str, str]) -> str:
    if value.form is Form.BODY:
        return str(held.code)
    if value.form is Form.CODE:
        return labels.get(held, held)
    return number(held) if value.form is Form.NUMBER else str(held)


def number(value: Decimal | None) -> str:
    """Write a number, or '' if the words hold none."""
    return "" if value is None else f"{value:f}"


def money(line: Funding, language: str) -> str:
    """Write the sum of a line, with what makes it no whole sum, or '' if it has none."""
    values = [value for value in kind_named("funding").values if value.cell == "text"]
    text = ""
    for value in values:
        for held in values_at(line, value.field):
            shown = _text(value, held, code_lists.labels(value.scheme, language))
            text += (value.joint if text else "") + value.sign + shown
    return text
