"""The folder of a new plan: an empty table to fill in, in the words of a language, and settings.

The table is an ordinary document: its headings are those that the wording of the language
knows, so that it is read like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import Font

from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.workbooks.book import LAST_ROW, Book, Column, cell_of, lay_out, write_text
from plan_graph.workbooks.words import Tongue

DOCUMENT = "plan.xlsx"
COLUMNS: Mapping[str, int] = {
    "pillar": 20,
    "general_objective": 28,
    "specific_objective": 28,
    "action": 48,
    "indicators": 30,
    "baseline": 14,
    "target": 14,
    "deadline": 20,
    "responsible": 24,
    "partner": 24,
    "funding": 28,
}
"""The columns of the table by what they hold, with their widths."""
_FIRST_ROW = 3
"""Below the title and the headings."""
_NEEDS_A_BODY = "agency-budget"
"""A kind of money whose words alone, 'budget', do not say whose; it is not offered."""


def plan_template(name: str, wording: Wording, register: Register) -> bytes:
    """Write the workbook of a new plan: a title, headings, and lists to choose from."""
    tongue = Tongue(wording.language)
    book = Book()
    columns = [Column("", width) for width in COLUMNS.values()]
    sheet = book.sheet(tongue.phrase("workbooks.template.sheet"), columns, frozen=f"A{_FIRST_ROW}")
    headings = [heading(wording, kind) for kind in COLUMNS]
    title = f"{wording.headings['plan'][0].capitalize()} {name}"
    book.headings(sheet, 2, headings)
    book.headings(sheet, 1, [""] * len(headings), plain=True)
    write_text(cell_of(sheet, 1, 1), title).font = Font(bold=True, size=14)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    for number, kind in enumerate(COLUMNS, start=1):
        letter = cell_of(sheet, 2, number).column_letter
        cells = f"{letter}{_FIRST_ROW}:{letter}{LAST_ROW}"
        prompt = tongue.phrase(f"workbooks.template.prompts.{kind}")
        choices = _choices(kind, wording, register)
        if choices:
            book.choice(
                sheet, cells, choices, title=headings[number - 1], prompt=prompt, strict=False
            )
        else:
            book.prompt(sheet, cells, title=headings[number - 1], prompt=prompt)
    for row in range(_FIRST_ROW, _FIRST_ROW + 50):
        for number in range(1, len(COLUMNS) + 1):
            lay_out(write_text(cell_of(sheet, row, number), ""), editable=True)
    return book.content()


def heading(wording: Wording, kind: str) -> str:
    """Return the heading of a column: the first phrase of its kind.

    >>> from plan_graph.language import wording
    >>> heading(wording.load("ro"), "deadline")
    'Termen'
    """
    phrase = wording.columns[kind][0]
    return phrase[:1].upper() + phrase[1:]


def settings(identifier: str, wording: Wording, register: Register) -> str:
    """Write the `plan.toml` of a new plan, with comments on what can be said."""
    named = Tongue(wording.language).phrase(
        "workbooks.template.settings",
        identifier=identifier,
        document=DOCUMENT,
        language=wording.language,
        register="" if register.identifier == "none" else register.identifier,
    )
    lines = [line for line in named.splitlines() if line != 'register = ""']
    return "\n".join(lines).strip() + "\n"


def _choices(kind: str, wording: Wording, register: Register) -> Sequence[str]:
    """Return what can be chosen in a column; anything else can be written as well."""
    if kind in ("responsible", "partner"):
        return [code for code, entry in register.entries.items() if entry.is_body]
    if kind == "funding":
        return [
            phrases[0].capitalize()
            for money, phrases in wording.funding.items()
            if phrases and money != _NEEDS_A_BODY
        ]
    if kind == "deadline":
        repeated = [phrases[0] for phrases in wording.frequencies.values() if phrases]
        return [*repeated, *wording.deadlines["open"][:1]]
    return ()
