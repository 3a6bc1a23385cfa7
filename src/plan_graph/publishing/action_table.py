"""The actions of a plan as CSV and as a workbook, one row each, for people with a spreadsheet.

CSV is that of RFC 4180, in UTF-8 with a byte order mark, which spreadsheets need to read it. Every
value is text, also one that begins like a formula; the same plan gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.vocab import DCTERMS, PLAN, RDF, SKOS
from plan_graph.workbooks.book import without_clock

LEFT_OUT = "publishing.left_out.table"
"""What a reader of the table does not find."""

_LANGUAGES = ("ro", "en")
"""Those that every table has columns for; a plan in another language adds its own."""

_Values = defaultdict[tuple[object, NamedNode], list[object]]


def action_rows(triples: Sequence[Triple]) -> list[dict[str, str]]:
    """Give one row for each action, in their order, with its values by the name of the column."""
    values: _Values = defaultdict(list)
    for subject, predicate, value in triples:
        values[subject, predicate].append(value)
    actions = [t.subject for t in triples if t.predicate == RDF.type and t.object == PLAN.Action]
    titles = (title for action in actions for title in values[action, DCTERMS.title])
    others = {title.language or "" for title in titles if isinstance(title, Literal)}
    languages = (*_LANGUAGES, *sorted(others - {"", *_LANGUAGES}))
    return [dict(_row(action, values, languages)) for action in dict.fromkeys(actions)]


def action_csv(triples: Sequence[Triple]) -> bytes:
    """Give the table of all actions, in their order."""
    return as_csv(action_rows(triples))


def as_csv(rows: Sequence[dict[str, str]]) -> bytes:
    """Write the rows of a table of actions."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["identifier"])
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(text) for name, text in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _row(action: object, values: _Values, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    def parts(link: NamedNode, name: NamedNode) -> list[object]:
        return [value for part in values[action, link] for value in values[part, name]]

    yield "identifier", _text(values[action, DCTERMS.identifier])
    yield "iri", _text([action])
    yield "pillar", _text(parts(PLAN.inPillar, DCTERMS.identifier))
    yield "objective", _text(parts(PLAN.pursues, DCTERMS.identifier))
    for language in languages:
        yield f"title_{language}", _text(values[action, DCTERMS.title], language)
    for role in ("responsible", "partner"):
        yield role, "; ".join(_roles(action, role, values))
    yield "deadlines", _text(parts(PLAN.hasDeadline, PLAN.verbatim))
    yield "start", _text(parts(PLAN.hasDeadline, PLAN.startDate))
    yield "end", _text(parts(PLAN.hasDeadline, PLAN.endDate))
    yield "frequency", _codes(parts(PLAN.hasDeadline, PLAN.frequency))
    yield "funding", _text(parts(PLAN.hasFunding, PLAN.verbatim))
    yield "funding_kinds", _codes(parts(PLAN.hasFunding, PLAN.fundingKind))
    yield "amounts", "; ".join(_amounts(action, values))
    external = PLAN.ExternallyFundedAction in values[action, RDF.type]
    yield "externally_funded", "yes" if external else "no"
    for language in languages:
        labels = parts(PLAN.hasIndicator, SKOS.prefLabel)
        yield f"indicators_{language}", _text(labels, language)
    yield "targets", _text(_measures(action, PLAN.hasTarget, values))
    yield "baselines", _text(_measures(action, PLAN.hasBaseline, values))
    yield "status", _codes(values[action, PLAN.status])
    yield "priority", _codes(values[action, PLAN.priority])
    yield "remarks", "; ".join(_remarks(action, values))
    yield "words", _text(parts(PLAN.statedIn, PLAN.quote))


def _roles(action: object, role: str, values: _Values) -> Iterator[str]:
    for part in values[action, PLAN.hasParticipation]:
        if _codes(values[part, PLAN.role]) == role:
            names = [_name(body, values) for body in values[part, PLAN.actor]]
            above = [_name(body, values) for body in values[part, PLAN.actingFor]]
            yield " prin ".join([*above, *names])


def _amounts(action: object, values: _Values) -> Iterator[str]:
    for line in values[action, PLAN.hasFunding]:
        for amount in values[line, PLAN.amount]:
            yield f"{_text([amount])} {_codes(values[line, PLAN.currency])}".rstrip()


def _measures(action: object, link: NamedNode, values: _Values) -> list[object]:
    return [
        words
        for indicator in values[action, PLAN.hasIndicator]
        for measure in values[indicator, link]
        for words in values[measure, PLAN.verbatim]
    ]


def _remarks(action: object, values: _Values) -> Iterator[str]:
    for remark in values[action, PLAN.hasRemark]:
        heading = _text(values[remark, PLAN.heading])
        words = _text(values[remark, PLAN.verbatim])
        yield f"{heading}: {words}" if heading else words


def _name(body: object, values: _Values) -> str:
    labels = [*values[body, SKOS.notation], *values[body, SKOS.prefLabel]]
    return _text(labels[:1])


def _text(terms: Iterable[object], language: str = "") -> str:
    found = (
        term.value
        for term in terms
        if isinstance(term, NamedNode)
        or (isinstance(term, Literal) and (not language or term.language == language))
    )
    return "; ".join(found)


def _codes(terms: Iterable[object]) -> str:
    return "; ".join(t.value.rpartition("/")[2] for t in terms if isinstance(t, NamedNode))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


__all__ = ["LEFT_OUT", "workbook"]

_WIDE, _NARROW = 48, 16
_LONG = 24


def workbook(triples: Sequence[Triple]) -> bytes:
    """Write the table of actions."""
    rows = action_rows(triples)
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = "actions"
    names = list(rows[0]) if rows else ["identifier"]
    for column, name in enumerate(names, start=1):
        cell = _write(sheet, 1, column, name)
        cell.font = Font(bold=True)
        long = any(len(row[name]) > _LONG for row in rows)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if long else _NARROW
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(names, start=1):
            cell = _write(sheet, number, column, row[name])
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a new sheet has no merged cells")
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
    return cell
