"""A SPARQL endpoint as an engine; readers follow the pointer that `publish` switches.

What is published is one graph, named in a graph of pointers: `<dataset> dcat:hasCurrentVersion
<graph>`. A new version is loaded beside it, and the earlier one is dropped only after the
pointer was switched. So a reader asks the graph that the pointer named last, and looks at the
pointer afterwards: if it has not moved, the answer is of one version, and whole; if it has, the
reader asks again. No graph ever has a name that another had before.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from pyoxigraph import NamedNode, Triple

from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.remote.results import (
    SOLUTIONS,
    TRIPLES,
    read_solutions,
    read_triples,
)
from plan_graph.asking.remote.transport import Transport, check_address, login_from_environment
from plan_graph.errors import EndpointError, UsageError
from plan_graph.iris import DEFAULT_BASE, Publication
from plan_graph.phrases import phrase
from plan_graph.vocab import DCAT

_T = TypeVar("_T")
_NAMED = re.compile(
    r"(?:\s|PREFIX[^>]*>)*SELECT\s+(?:DISTINCT\s+)?(?P<variables>(?:\?\w+\s+)+)(?:WHERE|FROM|\{)"
)
"""A query that names its columns, and nothing but names."""
_DISTINCT = re.compile(r"(?:\s|PREFIX[^>]*>)*SELECT\s+DISTINCT\b", re.IGNORECASE)
"""A query whose rows are all different; Virtuoso repeats some that have an empty cell."""
_WAITS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds before each attempt to read within one version; a switch takes far less."""


class Versions(NamedTuple):
    """What the graph of pointers says.

    Attributes:
        current: The graph that readers shall use. All of several are whole: two publications
            at once may leave two, of which everybody takes the last by name.
        recorded: All graphs that are published or being loaded.
        previous: Graphs that nobody shall use any more, and that are to be dropped.
    """

    current: frozenset[str]
    recorded: frozenset[str]
    previous: frozenset[str]

    @property
    def readable(self) -> bool:
        """Whether there is a graph to read, or nothing was ever published."""
        return bool(self.current) or not self.recorded

    @property
    def default_graph(self) -> list[str]:
        """What to read; nothing stands for the default graph that the endpoint has."""
        return [max(self.current)] if self.current else []

    def same(self, later: Versions) -> bool:
        """Tell whether readers have the same to read as later."""
        return self.current == later.current and self.readable == later.readable


class Endpoint(Engine):
    """An engine over SPARQL 1.1 Protocol; credentials come from the environment.

    Args:
        url: The address for queries.
        update_url: The address for updates, if it is another.
        graphs: Graphs to ask, instead of those that the pointer names.
        base: The base of the publication whose pointer is followed.
        timeout_seconds: For each request; from 1 to a day.
        most_seconds: For all requests together; as long as they take if it is None.

    Raises:
        UsageError: If an address or the environment cannot be used.
    """

    def __init__(  # noqa: PLR0913 - each is a choice of its own
        self,
        url: str,
        *,
        update_url: str | None = None,
        graphs: Sequence[str] | None = None,
        base: str = DEFAULT_BASE,
        timeout_seconds: float = 30,
        most_seconds: float | None = None,
    ) -> None:
        if not 1 <= timeout_seconds <= 86_400:
            raise UsageError(
                phrase("asking.endpoint.time_out_give_from_to", timeout_seconds=timeout_seconds)
            )
        login = login_from_environment()
        self.url = check_address(url)
        end = time.monotonic() + most_seconds if most_seconds else math.inf
        self._queries = Transport(self.url, timeout_seconds, login, end)
        self._updates = Transport(check_address(update_url or url), timeout_seconds, login, end)
        self._graphs = None if graphs is None else tuple(map(_checked, graphs))
        self._names = Publication(base)
        self._seen: Versions | None = None

    def select(self, text: str) -> Solutions:
        """Reply a SELECT query over one whole version of what is published.

        Raises:
            EndpointError: If there is no whole answer; the message says what to do.
        """
        return self._whole(lambda graphs: self.select_in(graphs, text))

    def construct(self, text: str) -> tuple[Triple, ...]:
        """Reply a CONSTRUCT query over one whole version, without repetition.

        Raises:
            EndpointError: If there is no whole answer; the message says what to do.
        """
        return self._whole(lambda graphs: self._queries.ask(text, TRIPLES, read_triples, graphs))

    def select_in(self, graphs: Sequence[str], text: str) -> Solutions:
        """Reply a SELECT query over given graphs, whatever the pointer names.

        Raises:
            EndpointError: If there is no answer.
        """
        found = self._queries.ask(text, SOLUTIONS, read_solutions, graphs)
        named = _NAMED.match(text)
        if named and found.variables != tuple(re.findall(r"\w+", named["variables"])):
            raise EndpointError(self.url, phrase("asking.endpoint.other_columns"))
        if _DISTINCT.match(text):
            return Solutions(found.variables, tuple(dict.fromkeys(found.rows)), found.cut)
        return found

    def update(self, text: str) -> None:
        """Carry out a SPARQL update.

        Raises:
            EndpointError: If it is not known to be done.
        """
        self._updates.update(text)

    def versions(self) -> Versions:
        """Read the graph of pointers.

        Raises:
            EndpointError: If there is no answer.
        """
        # Named in the text: some endpoints refuse a default graph that they do not have.
        pointers = f"GRAPH {self._names.pointers} {{ {self._names.dataset} ?says ?graph }}"
        found = self.select_in([], f"SELECT ?says ?graph WHERE {{ {pointers} }}")
        current, recorded, previous = (
            frozenset(g.value for p, g in found.rows if p == says and isinstance(g, NamedNode))
            for says in (DCAT.hasCurrentVersion, DCAT.hasVersion, DCAT.previousVersion)
        )
        return Versions(current, recorded, previous)

    def _whole(self, ask: Callable[[Sequence[str]], _T]) -> _T:
        if self._graphs is not None:
            return ask(self._graphs)
        before = self._seen or self.versions()
        again = phrase("asking.endpoint.for_first_time")
        end = time.monotonic() + self._queries.timeout_seconds
        for wait in _WAITS:
            time.sleep(wait)
            if wait and time.monotonic() > end:
                break
            answer, complaint = None, None
            if before.current:
                again = phrase("asking.endpoint.again_again")
            if before.readable:
                try:
                    answer = ask(before.default_graph)
                except EndpointError as error:
                    if error.passing:
                        raise
                    complaint = error  # Unless the graph is gone, which some engines refuse.
            after = self._seen = self.versions()
            if before.readable and before.same(after):
                if complaint or answer is None:
                    raise complaint or EndpointError(
                        self.url, phrase("asking.endpoint.gave_no_answer")
                    )
                return answer
            before = after
        problem = phrase("asking.endpoint.being_published", again=again)
        raise EndpointError(self.url, problem, passing=True)


def _checked(graph: str) -> str:
    try:
        return NamedNode(graph).value
    except ValueError:
        raise UsageError(
            phrase("asking.endpoint.graph_give_whole_iri_graph", graph=graph)
        ) from None
