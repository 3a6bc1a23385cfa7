"""Documents changed at random, in ways that meet readers: for the suite, and for a night by hand.

    python -m fuzz.changes MINUTES [ENDING …]        (in the folder `tests`)

Each document that makes a reader raise what it should not is kept in the folder `found`.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from hostile_documents import page, stream
from office_files import cell, paragraph, row, table, write_docx, write_xlsx
from opendocument_files import write_opendocument
from plan_graph.building.opening import read_plan
from plan_graph.building.task import open_plan
from plan_graph.errors import PlanGraphError

_ROWS = (
    ("No.", "Action", "Responsible", "Deadline", "Budget", "Indicator"),
    ("1.1", "Mend the well", "Office of Wells", "2027-03", "1 200 EUR", "Wells mended: 4"),
    ("1.2", "Plant the lime trees", "Town of Valbrune", "Q2 2028", "30 %", "Trees"),
)
_TOKENS = (
    "", "0", "-1", "1e308", "99999999999999999999", "2147483648", "NaN", "\x00", "\ufeff", "\u202e",
    "'", '"', "<", ">", "&", "&#0;", "&#xD800;", "]]>", "<!--", "{", "[", "]", "|", "||", ",", ";",
    "\n", "\r", "\t", "\\", "a" * 3_000, "\U0001f333", "ǆ", "İ", "٣", "Ⅻ", "½", "--", "**", "%",
)  # fmt: skip
_KINDS = ("delete", "double", "insert", "number", "move", "attribute")
_NUMBER = re.compile("[0-9]+")
_ATTRIBUTE = re.compile('="([^"]*)"')


class Change(NamedTuple):
    """One change: what is done, where and how far, as shares of the text, and with what."""

    kind: str
    place: float
    length: float
    token: str


def changed(text: str, changes: Sequence[Change]) -> str:
    """Return a text after some changes."""
    for kind, place, length, token in changes:
        start = int(place * len(text))
        end = min(len(text), start + int(length * 60))
        span = text[start:end]
        if kind == "delete":
            text = text[:start] + text[end:]
        elif kind == "double":
            text = text[:end] + span + text[end:]
        elif kind == "insert":
            text = text[:start] + token + text[start:]
        elif kind == "move":
            rest = text[:start] + text[end:]
            to = int(length * len(rest))
            text = rest[:to] + span + rest[to:]
        else:
            pattern = _NUMBER if kind == "number" else _ATTRIBUTE
            if found := pattern.search(text, start):
                group = 0 if kind == "number" else 1
                text = text[: found.start(group)] + token + text[found.end(group) :]
    return text


def _word(path: Path) -> None:
    cells = (row(*(cell(paragraph(each)) for each in line)) for line in _ROWS)
    write_docx(path, paragraph("Plan of Valbrune 2026-2030") + table(*cells))


def _sheet(path: Path) -> None:
    lines = (
        f'<row r="{number}">'
        + "".join(f'<c r="{chr(65 + at)}{number}" s="0" t="inlineStr"><is><t>{each}</t></is></c>'
                  for at, each in enumerate(line))
        + "</row>"
        for number, line in enumerate(_ROWS, 1)
    )  # fmt: skip
    merged = '<mergeCells count="1"><mergeCell ref="H1:I2"/></mergeCells>'
    write_xlsx(path, "".join(lines), merged=merged, styles='<cellXfs><xf numFmtId="14"/></cellXfs>')


def _table_of_open_document() -> str:
    cells = (
        "".join(
            '<table:table-cell office:value-type="string" table:number-columns-spanned="1">'
            f"<text:p>{each}</text:p></table:table-cell>"
            for each in line
        )
        for line in _ROWS
    )
    lines = "".join(f'<table:table-row table:number-rows-repeated="1">{line}</table:table-row>'
                    for line in cells)  # fmt: skip
    return f'<table:table table:name="Plan">{lines}</table:table>'


def _pdf(path: Path) -> None:
    words = "".join(
        f"1 0 0 1 {40 + 90 * at} {700 - 30 * number} Tm ({each}) Tj "
        for number, line in enumerate(_ROWS)
        for at, each in enumerate(line)
    )
    lines = "".join(f"{35 + 90 * at} 620 m {35 + 90 * at} 720 l S " for at in range(7))
    rows = "".join(f"35 {720 - 30 * at} m 575 {720 - 30 * at} l S " for at in range(4))
    content = f"{lines}{rows}BT /F1 9 Tf {words}ET".encode("latin-1")
    page(stream(content, filters=0))(path)


def _separated(sign: str) -> str:
    return "".join(sign.join(line) + "\n" for line in _ROWS)


def _line_of_html(line: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td colspan=1>{each}</td>' for each in line)}</tr>"


_HTML = "".join(map(_line_of_html, _ROWS))
_STRATML = (
    '<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core"><Name>Plan</Name>'
    "<StrategicPlanCore><Organization><Name>Office</Name></Organization><Goal><Name>Wells</Name>"
    "<SequenceIndicator>1</SequenceIndicator><Objective><Name>Mend the well</Name>"
    "<SequenceIndicator>1.1</SequenceIndicator></Objective></Goal></StrategicPlanCore></StrategicPlan>"
)
_TEXTS: Mapping[str, str] = {
    ".csv": _separated(","),
    ".tsv": _separated("\t"),
    ".md": f"# Plan\n\n|{_separated('|').replace(chr(10), '|' + chr(10) + '|')}",
    ".rst": f"Plan\n====\n\n{'+----' * 6}+\n" + f"{'|a   ' * 6}|\n{'+----' * 6}+\n" * 3,
    ".txt": "Plan\n\n" + "".join(f"{n}. {' - '.join(line)}\n" for n, line in enumerate(_ROWS)),
    ".html": f"<html><body><h1>Plan</h1><table>{_HTML}</table></body></html>",
    ".json": '[{"Action": "Mend the well", "Deadline": "2027", "Budget": 12.5, "Done": null}]',
    ".yaml": "- Action: Mend the well\n  Deadline: 2027-03-01\n  Responsible: [Office, Town]\n",
    ".stratml": _STRATML,
}
ENDINGS = (".docx", ".xlsx", ".odt", ".ods", ".pdf", *_TEXTS)


def write(path: Path, changes: Sequence[Change]) -> None:
    """Write a small plan in the format of a name, with some changes."""
    if text := _TEXTS.get(path.suffix):
        path.write_text(changed(text, changes), encoding="utf-8", newline="")
        return
    if path.suffix == ".pdf":
        _pdf(path)
        content = changed(path.read_bytes().decode("latin-1"), changes)
        path.write_bytes(content.encode("latin-1", "replace"))
        return
    if path.suffix in (".odt", ".ods"):
        write_opendocument(path, _table_of_open_document())
    else:
        (_word if path.suffix == ".docx" else _sheet)(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    # Half of the changes are in the part that holds the table.
    main = max(parts, key=lambda name: len(parts[name]))
    names = [main if n % 2 == 0 else sorted(parts)[n % len(parts)] for n in range(len(changes))]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            own = [change for change, of in zip(changes, names, strict=True) if of == name]
            archive.writestr(name, changed(text, own).encode("utf-8", "replace"))


def fault(path: Path) -> str:
    """Return what reading a document raises that is no error of ours, '' if nothing."""
    try:
        read_plan(open_plan(path))
    except PlanGraphError as error:
        return f"two lines: {error}" if "\n" in str(error) else ""
    except Exception:
        return traceback.format_exc()
    return ""


def any_changes(random: Random) -> list[Change]:
    """Return some changes."""
    return [
        Change(random.choice(_KINDS), random.random(), random.random(), random.choice(_TOKENS))
        for _ in range(random.randint(1, 6))
    ]


def main() -> int:
    """Look for faults as long as is asked for; print each kind once."""
    minutes, *endings = sys.argv[1:]
    end = time.monotonic() + 60 * float(minutes)
    kinds: dict[str, str] = {}
    number = 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            number += 1
            ending = (endings or ENDINGS)[number % len(endings or ENDINGS)]
            path = Path(folder, f"plan{ending}")
            write(path, any_changes(Random(number)))
            found = fault(path)
            kind = " ".join(found.splitlines()[-3:])
            if found and kind not in kinds:
                kinds[kind] = found
                kept = Path("found", f"{number}{ending}")
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(path.read_bytes())
                print(f"{kept}:\n{found}", flush=True)
    print(f"{number} documents, {len(kinds)} kinds of faults")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
