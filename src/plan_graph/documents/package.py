"""Open the package of an Office document: a zip of XML parts, perhaps from a stranger.

Only the parts that are asked for are unpacked; no entity is expanded, nothing outside
the file is ever read, and every bound is stated in the message that tells of it.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase

MAX_DIRECTORY_BYTES = 1_000_000
"""Longest list of members, some 10,000 of Word's. Python's zipfile reads it whole, at 500 times its
size in memory, before it tells how many members there are."""
MAX_MEMBERS = 5_000
"""Most members; a plan with a hundred pictures has some 130."""
MAX_UNPACKED_BYTES = 500_000_000
"""Most bytes that all members together may say they hold; pictures hardly shrink in a zip, so
this is five times the largest file that is read at all."""
MAX_RATIO = 300
"""Most times that a package may grow; the most even of made-up tables is some 150, and
deflate can do 1,032."""
FREE_OF_RATIO_BYTES = 10_000_000
"""Below this the ratio does not matter: it does no harm."""
MAX_PART_BYTES = 50_000_000
"""Largest XML part that is read, some 2,000 pages."""
MAX_MARKS = 3_000_000
"""Most '<' and '=' of all XML parts read: each is up to 120 bytes of memory when parsed."""

_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # The two that the format allows.
_ENCRYPTED = 0x1
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FORMATS = {b"%PDF": "documents.package.pdf", b"{\\rtf": "documents.package.rtf"}
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile was seen to raise on damaged files."""


class Kind(NamedTuple):
    """A kind of package: the ending of its name, the older one, and the program that writes it."""

    ending: str
    older: str
    program: str
    older_program: str


class Relation(NamedTuple):
    """What a part refers to: the kind, the last word of its type, and the other part."""

    kind: str
    target: str


WORD = Kind(".docx", ".doc", "Word", "Word")
EXCEL = Kind(".xlsx", ".xls", "Excel", "Excel")
WRITER = Kind(".odt", ".doc", "LibreOffice", "Word")
CALC = Kind(".ods", ".xls", "LibreOffice", "Excel")
IMPRESS = Kind(".odp", ".ppt", "LibreOffice", "PowerPoint")
POWERPOINT = Kind(".pptx", ".ppt", "PowerPoint", "PowerPoint")


def open_package(name: str, data: bytes, kind: Kind = WORD) -> Package:
    """Open the bytes of a package; no part is unpacked yet.

    Raises:
        DocumentError: If the bytes are no such package, or more than the bounds allow.
    """
    _check_signature(name, data, kind)
    file = _Bounded(name, data)
    try:
        archive = zipfile.ZipFile(file)
    except _ZIP_ERRORS as error:
        raise DocumentError(name, _not_a_zip(data, kind, error)) from None
    file.opened = True
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentError(name, _beyond(f"{len(members):,} members", f"{MAX_MEMBERS:,}"))
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise DocumentError(
            name,
            _beyond(
                phrase("documents.package.bytes_when_unpacked", unpacked=unpacked),
                f"{MAX_UNPACKED_BYTES:,}",
            ),
        )
    if unpacked > FREE_OF_RATIO_BYTES and unpacked > MAX_RATIO * len(data):
        times = unpacked // len(data)
        raise DocumentError(
            name,
            _beyond(
                phrase("documents.package.times_size_when_unpacked", times=times),
                f"{MAX_RATIO} times",
            ),
        )
    return Package(name, archive, {_key(member.filename): member for member in members}, kind)


@dataclass
class Package:
    """An open package. Part names are as in the zip, without a leading '/'."""

    name: str
    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    kind: Kind
    marks: int = 0
    """How many '<' and '=' were read so far."""

    def xml(self, part: str) -> etree._Element:
        """Return the root element of a part.

        Raises:
            DocumentError: If there is no such part, it cannot be unpacked, or is no plain XML.
        """
        data = self._bytes(part)
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self._error(
                part,
                phrase("documents.package.holds_document_type_declaration_no"),
            )
        # The encoding is named, for the format allows no other and a bound on '<' needs it.
        parser = etree.XMLParser(
            encoding="utf-16" if utf16 else "utf-8",
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            raise self._error(
                part, _damaged(phrase("documents.package.xml_expected_but", error=error))
            ) from None

    def holds(self, part: str) -> bool:
        """Tell whether there is a part of a name."""
        return _key(part) in self.members

    def locked(self) -> DocumentError:
        """Return the error that says that a password is needed."""
        return DocumentError(
            self.name, phrase("documents.package.locked", program=self.kind.program)
        )

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts to which a part ('' for the package) refers with a kind of relation.

        The kind is the last word of the relation's type, such as 'footnotes'. What
        lies outside the package or is not there is left out.
        """
        found = (each.target for each in self.relations(part).values() if each.kind == kind)
        return list(dict.fromkeys(found))

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part ('' for the package) by their identifiers."""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if part and _key(relations) not in self.members:
            return {}
        found = {}
        for number, relation in enumerate(self.xml(relations).iter(_RELATIONSHIP)):
            target = posixpath.join("/", folder, unquote(relation.get("Target", "")))
            if relation.get("TargetMode") == "External" or _key(target) not in self.members:
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            path = posixpath.normpath(target).lstrip("/")
            found[relation.get("Id", str(number))] = Relation(kind, path)
        return found

    def _bytes(self, part: str) -> bytes:
        member = self.members.get(_key(part))
        if member is None:
            raise DocumentError(
                self.name,
                phrase(
                    "documents.package.holds_no_part_does",
                    part=part,
                    ending=self.kind.ending,
                    program=self.kind.program,
                ),
            )
        if member.flag_bits & _ENCRYPTED:
            raise self.locked()
        if member.file_size > MAX_PART_BYTES:
            raise self._error(
                part,
                _beyond(
                    phrase("documents.package.bytes_xml", file_size=member.file_size),
                    f"{MAX_PART_BYTES:,}",
                ),
            )
        if member.compress_type not in _COMPRESSIONS:
            raise self._error(part, _damaged(phrase("documents.package.packed_unknown_way")))
        try:
            data = self.archive.read(member)
        except _ZIP_ERRORS as error:
            raise self._error(
                part, _damaged(str(error) or phrase("documents.package.end_missing"))
            ) from None
        self.marks += data.count(b"<") + data.count(b"=")
        if self.marks > MAX_MARKS:
            raise self._error(
                part,
                _beyond(phrase("documents.package.xml_marks", marks=self.marks), f"{MAX_MARKS:,}"),
            )
        return data

    def _error(self, part: str, problem: str) -> DocumentError:
        return DocumentError(self.name, problem, place=f"part '{part}'")


class _Bounded(io.BytesIO):
    """Bytes of which no million is handed out at once until the list of members is read."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name = name
        self.opened = False

    def read(self, size: int | None = -1, /) -> bytes:
        if not self.opened and size is not None and size > MAX_DIRECTORY_BYTES:
            found = phrase("documents.package.list_members_bytes", size=size)
            raise DocumentError(self.name, _beyond(found, f"{MAX_DIRECTORY_BYTES:,}"))
        return super().read(size)


def _check_signature(name: str, data: bytes, kind: Kind) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError(name, phrase("documents.package.locked", program=kind.program))
        raise DocumentError(
            name,
            phrase(
                "documents.package.old_document",
                program=kind.older_program,
                older=kind.older,
                ending=kind.ending,
            ),
        )
    for signature, key in _OTHER_FORMATS.items():
        if data.startswith(signature):
            other = phrase(key)
            raise DocumentError(
                name,
                phrase("documents.package.where_expected", other=other, ending=kind.ending),
            )


def _not_a_zip(data: bytes, kind: Kind, error: Exception) -> str:
    if data.startswith(b"PK"):
        return _damaged(phrase("documents.package.list_parts_cannot_read", error=error))
    return phrase(
        "documents.package.no_begins_with_where_pk", ending=kind.ending, data=repr(data[:8])
    )


def _damaged(found: str) -> str:
    return phrase("documents.package.damaged", found=found)


def _beyond(found: str, most: str) -> str:
    return phrase("documents.package.holds_at_most_read_to", found=found, most=most)


def _key(name: str) -> str:
    """Return the form in which part names are compared: case is free, and some writers use '\\'."""
    return posixpath.normpath(posixpath.join("/", name.replace("\\", "/"))).lower()
