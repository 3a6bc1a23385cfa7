"""What an attacker would write into plan.toml, a register, catalogue.toml and workbooks.

By hand, every value in every place, and then those that are taken together through all commands:

    python tests/hostile_values.py [EVERY]        (such as 10: one in ten through all commands)
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
import tomllib
import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook

from plan_graph.cli import main as plan_graph
from plan_graph.errors import PlanGraphError
from plan_graph.language import register
from plan_graph.publishing.catalogue.settings import load as load_settings
from plan_graph.reading.source import open_source

TEXTS = (
    "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "</title><svg onload=x>",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<b>", "{{ 7 * 7 }}", "{% x %}",
    "${7*7}", "%s %d {0} {x}", "=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", "\t=1", "a\tb",
    "a\nb", "a\rb", "\x00", "\x07bell", "\x1b[31mred", "\x7f", "\x85", "\u2028", "\u202elive",
    "\u200b", "\ufeffa", "\ufffe", "\uffff", "\U0010ffff", "e\u0301", "ﬁ", "İ", "ß", "Ⅻ",
    "٣", "🌳" * 50, "",
    " ", "\u3000", "." , "..", "../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "C:\\x", "CON",
    "nul",
    "~", "-", "--help", "a" * 10_000, "b " * 5_000, "1" * 500, "1e999", "NaN", "-0", "0x10", "null",
    "true", "2027-13-45", "9999-12-31", "0000-00-00", "9" * 50 + "-01-01", "#", "?",
    "a?b=c&d#e",
    "http://", "http://[::1", "http://a b/", "https://a.example/<>", "https://a.example/\"",
    "file:///x",
    "urn:x", "mailto:a@b?subject=x\n", "https://" + "a" * 3_000 + ".example/", "http://a:99999/",
    "_:b1",
    "<https://a.example/>", "\" . <a:s> <a:p> \"x", "' UNION SELECT", "*)", "} } DROP ALL {",
    "\\u0000",
    "]]>", "<!--", "-->", "<?xml?>", "&amp;", "&#0;", "&lt;b&gt;", "[a](javascript:x)", "**a**",
    "`a`",
    "|", "||", ";", ",", "\"", "'", "\\", "en", "x-private", "zz-zz-zz-zz", "a@b", "a@",
    "@b.example",
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    0, -1, 2**63, 10**400, 1e308, float("nan"), float("inf"), True, False, [], [[]], [1, "a"], {},
    {"en": 1}, {"en": ""}, {"": "x"}, {"en": {"en": "x"}}, {"../x": "y"}, ["a"] * 3_000,
    date(1, 1, 1), date(9999, 12, 31), datetime(2027, 1, 1, 1, 1), time(1, 1),
)  # fmt: skip
_PLAN = {
    "identifier": "wells", "document": "plan.md", "language": "en", "register": "bodies.toml",
    "subjects": ["http://eurovoc.europa.eu/5933"], "coordinator": "office",
    "spatial": "http://publications.europa.eu/resource/authority/country/ROU",
    "act": {"en": "Act 1", "number": "1/2026", "date": date(2026, 1, 1)},
    "strategy": {"en": "Wells for all"}, "columns": {"Action": "action"},
}  # fmt: skip
_BODIES = {
    "identifier": "wells", "language": "en",
    "acts": {"founding": {"en": "Act 2", "number": "2/2020", "date": date(2020, 1, 1)}},
    "bodies": {
        "ministry": {"en": "Ministry of Water", "kind": "ministry"},
        "office": {
            "en": "Office of Wells", "fr": "Office des puits", "kind": "agency", "aliases": ["OW"],
            "from": date(2021, 1, 1), "until": date(2029, 1, 1), "successor": "ministry",
            "parents": [{"parent": "ministry", "source": "Act 2", "act": "founding",
                         "valid_from": date(2021, 1, 1), "valid_until": date(2028, 1, 1)}],
        },
    },
}  # fmt: skip
_DOCUMENT = """# Plan of Valbrune 2026-2030

| No. | Action | Responsible | Deadline | Budget | Indicator |
|---|---|---|---|---|---|
| 1 | Mend the well | Office of Wells | 2027-03 | 1,200 EUR | Wells mended: 4 |
| 2 | Plant the lime trees | Town of Valbrune | 2028 | 900 EUR | Trees planted: 30 |
"""


def toml(value: object) -> str:
    """Write a value as TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return (
                f"{{ {', '.join(f'{toml(key)} = {toml(each)}' for key, each in value.items())} }}"
            )
        case date() | time():
            return value.isoformat()
    return str(value)


def written(table: Mapping[str, object]) -> str:
    """Write a file of TOML."""
    return "".join(f"{toml(key)} = {toml(value)}\n" for key, value in table.items())


def places(table: object, before: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Yield the way to every value of a table."""
    items = table.items() if isinstance(table, dict) else ()
    if isinstance(table, list):
        items = enumerate(table[:1])  # type: ignore[assignment]
    for key, value in items:
        yield (*before, key)
        yield from places(value, (*before, key))


def put(table: Any, place: tuple[object, ...], value: object) -> Any:
    """Return a table with another value in a place."""
    if not place:
        return value
    copy = table.copy()
    copy[place[0]] = put(copy[place[0]], place[1:], value)
    return copy


def folder_of(folder: Path) -> Path:
    """Write the folder of a plan, as it should be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.md").write_text(_DOCUMENT, encoding="utf-8")
    (folder / "plan.toml").write_text(written(_PLAN), encoding="utf-8")
    (folder / "bodies.toml").write_text(written(_BODIES), encoding="utf-8")
    return folder


def fault(load: Callable[[], object]) -> str:
    """Return what loading raises that is no line for people, '' if nothing, 'refused' if that."""
    try:
        load()
    except PlanGraphError as error:
        return f"two lines: {error}" if "\n" in str(error) else "refused"
    except Exception:
        return traceback.format_exc()
    return ""


def said(*arguments: object) -> tuple[object, str]:
    """Run a command here; return its status, and what it says on standard error or raises."""
    messages = io.StringIO()
    with contextlib.redirect_stderr(messages), contextlib.redirect_stdout(io.StringIO()):
        try:
            status: object = plan_graph(list(map(str, arguments)))
        except Exception:
            return "raised", traceback.format_exc()
        except SystemExit as error:
            status = error.code
    return status, messages.getvalue()


def readable(folder: Path) -> Iterator[str]:
    """Yield the files that are not what their ending says, or that hold an element of a text."""
    for file in sorted(folder.rglob("*")):
        try:
            if file.suffix in (".json", ".jsonld", ".geojson"):
                json.loads(file.read_text(encoding="utf-8"))
            elif file.suffix in (".rdf", ".xml", ".svg", ".atom"):
                ElementTree.parse(file)
            elif file.suffix == ".html" and file.is_file():
                words = file.read_text(encoding="utf-8")
                if "<script>alert" in words or "<img src=x" in words or "<svg onload" in words:
                    yield f"{file}: an element of a text"
        except Exception as error:
            yield f"{file}: {type(error).__name__}: {error}"


def through_commands(folder: Path, out: Path) -> Iterator[str]:
    """Yield what goes wrong when a folder is built, shown and exported."""
    status, words = said("build", folder, "--out", out / "build")
    if status == "raised" or (status == 2 and words.count("\n") > 2):
        yield f"build: {status}: {words}"
    if not (out / "build" / "store").exists():
        return
    steps = [
        ("site", "--build", out / "build", "--out", out / "site"),
        *(("export", out / "build", "--format", each, "--out", out / f"plan.{each}")
          for each in ("stratml", "json", "csv")),
        *(("query", name, "--build", out / "build", "--format", each)
          for name in ("actions-list", "actions-table", "bodies-directory")
          for each in ("table", "csv", "json", "xml", "markdown")),
        ("check", out / "build" / "wells" / "plan.ttl"),
        ("monitor", folder, "--out", out / "monitoring.xlsx"),
        ("read", folder, "--format", "xlsx", "--out", out / "review.xlsx"),
    ]  # fmt: skip
    for step in steps:
        status, words = said(*step)
        if status == "raised":
            yield f"{step}: {words}"
    yield from readable(out)


def main() -> int:
    """Try all; print each kind of fault once, and tell whether there was none."""
    every = int(next(iter(sys.argv[1:]), "1"))
    kinds: set[str] = set()
    with tempfile.TemporaryDirectory() as name:
        for found in chain(in_files(Path(name, "wells")), in_commands(Path(name), every)):
            if (kind := found.strip().splitlines()[-1][:80]) not in kinds:
                kinds.add(kind)
                print(found, flush=True)
    print(f"{len(kinds)} kinds of faults")
    return 1 if kinds else 0


def loaders(folder: Path) -> dict[str, tuple[Any, Callable[[], object]]]:
    """Return the files of a plan with what they should say and what reads them."""
    shipped = Path(__file__).parents[1] / "data" / "catalogue.toml"
    catalogue = tomllib.loads(shipped.read_text(encoding="utf-8"))
    return {
        "plan.toml": (_PLAN, lambda: open_source(folder)),
        "bodies.toml": (_BODIES, lambda: register.load(str(folder / "bodies.toml"), "wells")),
        "catalogue.toml": (catalogue, lambda: load_settings(folder / "catalogue.toml")),
    }


def in_files(folder: Path) -> Iterator[str]:
    """Yield what goes wrong when a file holds a value in one place."""
    tried = refused = 0
    for file, (table, load) in loaders(folder_of(folder)).items():
        (folder / file).write_text(written(table), encoding="utf-8")
        if found := fault(load):
            yield f"{file} as it should be: {found}"
        for place in places(table):
            for value in (*TEXTS, *OTHERS):
                tried += 1
                changed = put(table, place, value)
                (folder / file).write_text(written(changed), encoding="utf-8")
                found = fault(load)
                refused += found == "refused"
                if found not in ("", "refused"):
                    yield f"{file} {place} {value!r:.80}: {found}"
        (folder / file).write_text(written(table), encoding="utf-8")
    print(f"{tried} values in files, {refused} refused", flush=True)


def in_commands(folder: Path, every: int) -> Iterator[str]:
    """Yield what goes wrong when a text stands wherever it is taken, in each command."""
    spare = folder_of(folder / "wells")
    for number, text in list(enumerate(TEXTS))[::every]:
        own = folder_of(folder / str(number) / "wells")
        for file, (table, load) in loaders(spare).items():
            if file != "catalogue.toml":
                (own / file).write_text(spoilt(spare / file, table, load, text), encoding="utf-8")
        row = text.replace("|", "\\|").replace("\n", " ")
        document = _DOCUMENT.replace("Mend the well", f"Mend {row}")
        document = document.replace("Trees", f"{row} Trees").replace("\x00", "")
        (own / "plan.md").write_text(document, encoding="utf-8")
        for found in through_commands(own, own.parent):
            yield f"{text!r:.60}: {found}"
    yield from hostile_workbooks(folder / "books", every)


def spoilt(file: Path, table: Any, load: Callable[[], object], text: str) -> str:
    """Return a file with a text in all places that take it."""
    right = file.read_text(encoding="utf-8")
    for place in places(table):
        if place[0] in ("document", "identifier", "register", "language"):
            continue
        trial = put(table, place, text)
        file.write_text(written(trial), encoding="utf-8")
        if fault(load) == "":
            table = trial
    file.write_text(right, encoding="utf-8")
    return written(table)


def hostile_workbooks(folder: Path, every: int) -> Iterator[str]:
    """Yield what goes wrong with texts in every cell of a review and of a monitoring workbook."""
    own = folder_of(folder / "wells")
    for command, name in (("read", "corrections"), ("monitor", "monitoring")):
        form = ("--format", "xlsx") if command == "read" else ()
        blank = folder / f"{name}.xlsx"
        status, words = said(command, own, *form, "--out", blank)
        if status != 0:
            yield f"{command}: {status} {words}"
            continue
        for number, text in enumerate(
            (*TEXTS, *(each for each in OTHERS if isinstance(each, float | int)))
        ):
            book = load_workbook(blank)
            for sheet in book.worksheets:
                for row in sheet.iter_rows(min_row=2):
                    for cell in row[number % 3 :: 3]:
                        with contextlib.suppress(Exception):  # no cell may hold it
                            cell.value = text
            try:
                book.save(own / f"{name}.xlsx")
            except (ValueError, OverflowError):  # No workbook may hold it.
                continue
            status, words = said("build", own, "--out", folder / f"{name}{number}")
            if status == "raised" or (status == 2 and words.count("\n") > 2):
                yield f"{name} {text!r:.60}: {status} {words}"
        (own / f"{name}.xlsx").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
