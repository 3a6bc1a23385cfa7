"""Let LibreOffice turn a document of another office format into one that is read here.

It runs without a window, with a profile of its own that is thrown away, within limits of time and
memory, and without a network where the system can take it away. Macros never run, and nothing that
a document links to is fetched: the profile says so, whatever the document asks for.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from plan_graph.confinement.program import Limits, run
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.package import POWERPOINT, open_package
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase

_PROGRAMS = ("soffice", "libreoffice")
MAX_SECONDS = 120
"""Longest that a conversion may take by the clock, on a machine that does other things as well."""
_PROCESSOR, _PROCESSOR_EACH = 12, 3
"""Seconds of a processor for a document, and for each megabyte of it; 100 pages take 5."""
_MAX_KILOBYTES = 6_000_000
"""Most memory that it may address, of which it uses a tenth."""
_MAX_MEGABYTES = 400
"""Most memory of its own; a plan of 67 actions needs less than 200."""
_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "DisablePythonRuntime": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
    "org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "org.openoffice.Office.Calc/Formula/Load": {"OOXMLRecalcMode": "1", "ODFRecalcMode": "1"},
    "org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}
"""Macros off, links never updated, stored values kept, all requests to a port where nobody is."""
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    "{}</oor:items>"
)
_ITEM = '<item oor:path="/{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a format is converted.

    Attributes:
        signatures: What such a file begins with, each with the filter that reads it.
        ending: The ending of what it becomes.
        modern: The ending of what a person would save it as.
        part: The part of LibreOffice that converts it, as Debian names it.
    """

    signatures: tuple[tuple[bytes, str], ...]
    ending: str
    modern: str
    part: str


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_RTF = (b"{\\rtf", "Rich Text Format")
_GROUP = re.compile(rb"\\.|[{}]", re.DOTALL)
_DEEPEST = 500
"""So deep may groups of RTF be nested: each level takes memory, and people write a dozen."""
CONVERSIONS = {
    ".doc": Conversion(((_OLE, "MS Word 97"), _RTF), ".odt", ".docx", "writer"),
    ".rtf": Conversion((_RTF,), ".odt", ".docx", "writer"),
    ".xls": Conversion(((_OLE, "MS Excel 97"),), ".ods", ".xlsx", "calc"),
    ".ppt": Conversion(((_OLE, "MS PowerPoint 97"),), ".odp", ".odp", "impress"),
    ".pptx": Conversion(((_ZIP, "Impress MS PowerPoint 2007 XML"),), ".odp", ".odp", "impress"),
}
"""The formats that LibreOffice is asked to convert, by their endings."""


def opendocument(path: Path) -> tuple[str, bytes]:
    """Return the name of a document and its bytes, converted where it has another format.

    Raises:
        DocumentError: If it cannot be read, or not be converted.
    """
    data = read_bytes(path)
    is_other = path.suffix.lower() in CONVERSIONS
    return path.name, converted(path.name, data) if is_other else data


def converted(name: str, data: bytes, seconds: float = MAX_SECONDS) -> bytes:
    """Return a document in the format of OpenDocument; its format is told by its name's ending.

    Raises:
        DocumentError: If it is no such document, LibreOffice is not installed, or it does not
            convert the document within its limits.
    """
    suffix = Path(name).suffix.lower()
    conversion = CONVERSIONS[suffix]
    known = (each for start, each in conversion.signatures if data.startswith(start))
    read_by = next(known, None)
    modern = conversion.modern
    if read_by is None:
        raise DocumentError(
            name,
            phrase(
                "documents.libreoffice.no_begins_with",
                suffix=suffix,
                data=repr(data[:8]),
                modern=modern,
            ),
        )
    if read_by == _RTF[1] and _depth(data) > _DEEPEST:
        raise DocumentError(name, phrase("documents.html.nested_too_deep_to_read"))
    if data.startswith(_ZIP):
        open_package(name, data, POWERPOINT)  # its bounds hold before another program unpacks it
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocumentError(
            name,
            phrase(
                "documents.libreoffice.read_with_libreoffice_not_installed",
                suffix=suffix,
                modern=modern,
                part=conversion.part,
            ),
        )
    with tempfile.TemporaryDirectory(prefix="plan-graph-") as folder:
        command, found = _command(program, Path(folder), suffix, read_by, conversion.ending)
        (Path(folder) / f"plan{suffix}").write_bytes(data)
        processor = _PROCESSOR + _PROCESSOR_EACH * len(data) // 1024**2
        limits = Limits(seconds, processor, _MAX_KILOBYTES, 1000 * _MAX_MEGABYTES)
        run(command, Path(folder), limits)
        if found.is_file():
            return read_bytes(found)
    raise DocumentError(
        name,
        phrase(
            "documents.libreoffice.libreoffice_could_not_convert_within",
            seconds=processor,
            megabytes=_MAX_MEGABYTES,
            modern=modern,
        ),
    )


def _depth(data: bytes) -> int:
    r"""Return how deep the groups of a text in RTF are nested.

    >>> _depth(rb"{\rtf1 {\b a}{\{ {b}}}")
    3
    """
    deepest = depth = 0
    for found in _GROUP.finditer(data):
        depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _command(
    program: str, folder: Path, suffix: str, read_by: str, ending: str
) -> tuple[tuple[str, ...], Path]:
    """Return the command that converts the plan in a folder, and what it writes."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    command = (
        *(program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *(f"-env:UserInstallation={user.parent.as_uri()}", f"--infilter={read_by}"),
        *("--convert-to", ending.lstrip("."), "--outdir", str(folder / "out")),
        str(folder / f"plan{suffix}"),
    )
    return command, folder / "out" / f"plan{ending}"


def _registry() -> str:
    items = (
        _ITEM.format(path, name, value)
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return _REGISTRY.format("".join(items))
