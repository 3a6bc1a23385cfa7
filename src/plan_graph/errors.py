"""Every error that plan-graph raises on purpose, and what becomes of one that it does not.

A message says where, what was found, what was expected and what to do; the
command line prints it as one line and exits with status 2.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EIO, ENOSPC
from textwrap import wrap

DEBUG = "PLAN_GRAPH_DEBUG"
"""The environment variable that has the traceback of a fault printed."""
FULL_DISK = (ENOSPC, EIO)
"""What the system says when nothing can be written any more, whatever the plan."""
_LONGEST = 160
_WIDTH = 90
_HEADING, _MOST = 60, 12
"""Letters of a heading, and headings, that a line shows at most."""


_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def shown(text: str) -> str:
    """Return what a terminal shows as it is: what would command it or turn the writing is escaped.

    >>> print(shown("a\x1b[31m \u202eb"))
    a\\x1b[31m \\u202eb
    """
    if text.isascii() and text.isprintable():
        return text
    return _COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class PlanGraphError(Exception):
    """The base of all deliberate errors; each can go from one process to another.

    What it says is one line without any control character, whatever it quotes.
    """

    def __str__(self) -> str:
        return shown(" ".join(super().__str__().splitlines()))

    def __reduce__(self) -> tuple[object, ...]:
        """Make it anew from its parts, whatever its own constructor takes."""
        return _made_anew, (type(self), self.args, self.__dict__)


def _made_anew(
    kind: type[PlanGraphError], arguments: tuple[object, ...], parts: dict[str, object]
) -> PlanGraphError:
    error = kind.__new__(kind)
    error.args = arguments
    error.__dict__.update(parts)
    return error


class DocumentError(PlanGraphError):
    """A document cannot be used.

    Attributes:
        document: Name of the document.
        place: Where in it, such as 'table 3, row 12', or '' for the whole.
        problem: What was found, what was expected and what to do.
    """

    def __init__(self, document: str, problem: str, *, place: str = "") -> None:
        self.document = document
        self.place = place
        self.problem = problem
        where = f"{document}, {place}" if place else document
        super().__init__(f"{where}: {problem}")


class ReadingError(DocumentError):
    """What was read of a document does not hold together, and is not trusted.

    Attributes:
        columns: The headings of the nearest table, each with the kinds it was taken for, if any.
        choices: The kinds that there are.
    """

    def __init__(
        self,
        document: str,
        problem: str,
        *,
        place: str = "",
        columns: Sequence[tuple[str, Sequence[str]]] = (),
        choices: Sequence[str] = (),
    ) -> None:
        self.columns = tuple((heading, tuple(kinds)) for heading, kinds in columns)
        self.choices = tuple(choices)
        told = "; read as: ".join(filter(None, (problem, self._told)))
        super().__init__(document, told, place=place)

    @property
    def _told(self) -> str:
        """What each heading was taken for, in one line."""
        told = [
            f"'{heading[:_HEADING]}' = {' and '.join(kinds) or 'not known'}"
            for heading, kinds in self.columns[:_MOST]
        ]
        more = len(self.columns) - len(told)
        return ", ".join([*told, f"and {more} more"] if more > 0 else told)

    @property
    def settings(self) -> str:
        """The lines for plan.toml in which a person says what each column is, or ''."""
        lines = [f"{_toml(heading)} = {_kinds(kinds)}" for heading, kinds in self.columns]
        return "\n".join(["[columns]", *lines]) if lines else ""

    @property
    def advice(self) -> str:
        """What to write into plan.toml, and how, in lines; '' if no heading is known."""
        if not self.columns:
            return ""
        return (
            "# say what each column holds: on the sheet of columns in the workbook that\n"
            "# 'plan-graph read --format xlsx' writes, or in plan.toml beside the document, with\n"
            f"# the line document = {_toml(self.document)} and these below it, each with the kind\n"
            '# that fits; what stays "" is found out as before. The kinds:\n'
            + "".join(f"# {line}\n" for line in wrap(", ".join(self.choices), _WIDTH))
            + self.settings
        )


def _kinds(kinds: Sequence[str]) -> str:
    if len(kinds) > 1:
        return f"[{', '.join(map(_toml, kinds))}]"
    return _toml("".join(kinds))


def _toml(text: str) -> str:
    """Return a string of TOML, whose escapes are those of JSON and one more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class DataError(PlanGraphError):
    """A data file of the product or of a publisher (plan.toml, a wording, a register) is faulty."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        self.problem = problem
        super().__init__(f"{file}: {problem}")


class UsageError(PlanGraphError):
    """A command or function was called in a way that cannot work."""


class QueryError(PlanGraphError):
    """A named query does not exist, or was given values that it cannot take.

    Attributes:
        query: Name of the query.
        problem: What is wrong and what to do.
    """

    def __init__(self, query: str, problem: str) -> None:
        self.query = query
        self.problem = problem
        super().__init__(f"query '{query}': {problem}")


class UnknownThingError(QueryError):
    """A value of a named query is a name that nothing, or more than one thing, has."""


class OutputError(PlanGraphError):
    """The output folder cannot be written or is not ours to replace."""


class EndpointError(PlanGraphError):
    """A SPARQL endpoint did not do what it was asked.

    Attributes:
        endpoint: Its address, without anything secret.
        problem: What happened and what to do.
        passing: Whether the same request may go through later, as after a broken connection.
    """

    def __init__(self, endpoint: str, problem: str, *, passing: bool = False) -> None:
        self.endpoint = endpoint
        self.problem = problem
        self.passing = passing
        super().__init__(f"{endpoint}: {problem}")


class FaultError(PlanGraphError):
    """An error that nobody foresaw stopped the work on a document.

    Attributes:
        document: Name of the document or plan.
        problem: What happened.
    """

    def __init__(self, document: str, problem: str) -> None:
        self.document = document
        self.problem = problem
        super().__init__(
            f"{document}: {problem} (this is a fault of plan-graph; please report it "
            f"with the document; {DEBUG}=1 shows where it is)"
        )


@contextmanager
def faults_of(document: str) -> Iterator[None]:
    """Turn whatever a document makes go wrong into a deliberate error about it.

    A full disk is no fault of a document, and neither is being interrupted.

    Raises:
        DocumentError: If a file cannot be read or written, or the memory does not suffice.
        FaultError: If anything else happens that is no deliberate error.

    >>> with faults_of("plan.docx"):
    ...     {}["action"]
    Traceback (most recent call last):
        ...
    plan_graph.errors.FaultError: plan.docx: KeyError: 'action' (this is a fault of plan-graph; \
please report it with the document; PLAN_GRAPH_DEBUG=1 shows where it is)
    """
    try:
        yield
    except PlanGraphError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL_DISK:
            raise
        if os.environ.get(DEBUG):
            import traceback  # noqa: PLC0415 - only for those who look for a fault

            traceback.print_exc()
        raise _foreseen(document, error) or FaultError(document, _words(error)) from error


def _foreseen(document: str, error: Exception) -> DocumentError | None:
    if isinstance(error, MemoryError):
        return DocumentError(document, "needs more memory than there is; split the document")
    if isinstance(error, OSError) and error.strerror:
        about = f"'{error.filename}': " if error.filename else ""
        return DocumentError(document, f"{about}{error.strerror}; see whether it can be read")
    return None


def _words(error: Exception) -> str:
    """Say in one line what kind of error it is, and what it says."""
    text = " ".join(str(error).split())
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
