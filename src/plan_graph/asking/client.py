"""A built or published graph, asked from Python: questions in, plain values out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plan_graph.asking import queries
from plan_graph.asking.answers import readable
from plan_graph.asking.answers.formats import Value, plain
from plan_graph.asking.answers.table import table
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.asking.store import open_store
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase

if TYPE_CHECKING:
    import pandas
    from pyoxigraph import Triple


class Graph:
    """A graph to ask: the store of a build, or a SPARQL endpoint.

    >>> Graph.open("no/such/build")
    Traceback (most recent call last):
    ...
    plan_graph.errors.UsageError: store 'no/such/build': there is no store; \
run 'plan-graph build' first, or name the folder of a build
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, build: str | os.PathLike[str] = "build") -> Graph:
        """Open what `plan-graph build` wrote.

        Raises:
            UsageError: If there is no store in the folder.
        """
        return cls(open_store(build))

    @classmethod
    def at(cls, endpoint: str, **options: Any) -> Graph:
        """Ask a SPARQL 1.1 endpoint; the options are those of `Endpoint`."""
        from plan_graph.asking.remote.endpoint import Endpoint  # noqa: PLC0415 - loads rdflib

        return cls(Endpoint(endpoint, **options))

    @staticmethod
    def questions() -> dict[str, str]:
        """Return the question of every named query, by its name."""
        return {name: queries.load(name).words("summary") for name in queries.names()}

    def ask(self, name: str, /, **values: object) -> Answer:
        """Answer a named SELECT query.

        Values are given as text, numbers, booleans or dates; a thing by short name, label
        or IRI; None is the same as nothing.

        Raises:
            QueryError: If there is no such query, or a value does not fit it.
        """
        query = queries.load(name)
        given = {key: _text(value) for key, value in values.items() if value is not None}
        solutions = queries.select(self.engine, query, given)
        return Answer(solutions, self.engine, query, given.get("lang", "en"))

    def describe(self, name: str, /, **values: object) -> tuple[Triple, ...]:
        """Answer a named CONSTRUCT query with its triples.

        Raises:
            QueryError: If there is no such query, or a value does not fit it.
        """
        given = {key: _text(value) for key, value in values.items() if value is not None}
        return self.engine.construct(queries.bind(queries.load(name), given, self.engine))

    def search(  # noqa: PLR0913 - each narrows what is found
        self,
        words: str,
        /,
        *,
        language: str = "en",
        kind: str = "",
        plan: str = "",
        limit: int = 20,
        offset: int = 0,
    ) -> Mapping[str, Any]:
        """Return what matches words, the best first, as plain values; the build has an index.

        `results` has what was found: its kind, IRI, code, title and the words around, with the
        places of what was looked for; `question` is the named query that the words ask, where that
        is clear, or None; `total` and `kinds` count what there is.

        Args:
            words: What is looked for.
            language: Of titles and questions.
            kind: Such as 'action' or 'body', if only these are wanted.
            plan: The identifier or IRI of the only plan that is wanted.
            limit: How many results, at most 100.
            offset: How many are left out before them.

        Raises:
            UsageError: If there is no index, or no such kind.
        """
        from plan_graph.asking.search.entry import KINDS  # noqa: PLC0415 - few ask for it
        from plan_graph.asking.search.reply import MOST_AT_ONCE, answer  # noqa: PLC0415

        index = self.engine.index
        if index is None:
            raise UsageError(phrase("asking.search.no_index"))
        if kind and kind not in KINDS:
            raise UsageError(phrase("asking.search.kind", kind=kind, kinds=", ".join(KINDS)))
        if not 1 <= limit <= MOST_AT_ONCE or offset < 0:
            raise UsageError(phrase("asking.search.limit", limit=limit, most=MOST_AT_ONCE))
        narrowed = {"kind": kind, "plan": index.plan_of(plan), "limit": limit, "offset": offset}
        return answer(index, words, language=language, **narrowed)

    def select(self, sparql: str) -> Answer:
        """Answer a SELECT query of one's own."""
        return Answer(self.engine.select(sparql), self.engine)


@dataclass(frozen=True)
class Answer:
    """The answer to one question; iterating gives its rows as dictionaries of plain values."""

    solutions: Solutions
    engine: Engine
    query: Query | None = None
    language: str = "en"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.solutions.variables

    @property
    def rows(self) -> list[tuple[Value, ...]]:
        """The rows, each value as text, number, boolean, date or None."""
        return [tuple(map(plain, row)) for row in self.solutions.rows]

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        """Yield each row by the names of its columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.solutions.rows)

    def __str__(self) -> str:
        """Lay the answer out as a table, at most 120 wide, with labels instead of IRIs."""
        return table(readable(self.engine, self.solutions, self.query, self.language), 120)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the answer as a data frame; needs the extra 'pandas'.

        Raises:
            UsageError: If pandas is not installed.
        """
        try:
            import pandas  # noqa: PLC0415 - an extra
        except ImportError:
            raise UsageError(phrase("asking.client.data_frames_need_package_not")) from None

        return pandas.DataFrame(self.rows, columns=list(self.columns))

    def to_parquet(self) -> bytes:
        """Return the answer as a Parquet file; needs the extra 'parquet'.

        Raises:
            UsageError: If pyarrow is not installed.
        """
        from plan_graph.asking.answers.columns import parquet  # noqa: PLC0415 - an extra

        return parquet(self.solutions)

    def chart(self) -> Chart:
        """Draw the chart that the query declares.

        Raises:
            QueryError: If it declares none.
            UsageError: If the query is one's own.
        """
        from plan_graph.asking.pictures import picture, svg  # noqa: PLC0415

        if self.query is None:
            raise UsageError(phrase("asking.client.query_ones_own_declares_no"))
        return Chart(svg(picture(self.query, self.solutions, self.language)))


@dataclass(frozen=True)
class Chart:
    """A picture; notebooks show it as it is."""

    svg: str = field(repr=False)

    def _repr_svg_(self) -> str:
        return self.svg


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
