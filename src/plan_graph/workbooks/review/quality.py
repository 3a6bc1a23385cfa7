"""How well a document was read: how many of its cells became facts, and how sure these are.

A cell is one of a table, or a paragraph outside tables. Every cell with words is counted once,
under the first of `METRICS` that fits one of the facts that its words state.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.iris import Iris, concept
from plan_graph.phrases import phrase
from plan_graph.plan import Plan, Remark
from plan_graph.plan.stated import Value, passages
from plan_graph.plan.tables import Document, Table
from plan_graph.text import Passage
from plan_graph.vocab import DQV, RDF, XSD
from plan_graph.workbooks.review.certainty import sureness
from plan_graph.workbooks.review.fact_rows import Fact, facts

METRICS = ("corrected", "not-placed", "doubtful", "kept", "read", "structure")
"""The codes of what is counted, from what says most about a cell to what says least."""
_SCHEME = "reading-quality"


@dataclass(frozen=True)
class Quality:
    """The number of cells under each of `METRICS`.

    Attributes:
        counts: By the code of the metric; each is there, and 0 where there is no such cell.
    """

    counts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(METRICS, 0))

    @property
    def cells(self) -> int:
        """The number of all cells with words."""
        return sum(self.counts.values())

    @property
    def line(self) -> str:
        """Say it in one line."""
        return quality_line(self.counts)

    def triples(self, iris: Iris, report: NamedNode) -> list[Triple]:
        """Return the numbers as measurements of the dataset (W3C Data Quality Vocabulary)."""
        nodes = {code: NamedNode(f"{report.value}#{code}") for code in METRICS}
        dataset = iris.dataset()
        linked = [Triple(dataset, DQV.hasQualityMeasurement, node) for node in nodes.values()]
        told = (
            Triple(node, predicate, value)
            for code, node in nodes.items()
            for predicate, value in (
                (RDF.type, DQV.QualityMeasurement),
                (DQV.computedOn, dataset),
                (DQV.isMeasurementOf, concept(_SCHEME, code)),
                (DQV.value, Literal(str(self.counts[code]), datatype=XSD.integer)),
            )
        )
        return [*linked, *told]


def quality(plan: Plan) -> Quality:
    """Return how well the document of a plan was read."""
    cells = sorted(_cells(plan.document), key=attrgetter("start", "text"))
    starts = [cell.start for cell in cells]
    found = [len(METRICS) - 1] * len(cells)
    for words, metric in _stated(plan):
        # A fact may go over several cells, as one does that goes on overleaf.
        index = max(bisect_right(starts, words.start) - 1, 0)
        while index < len(cells) and starts[index] < words.end:
            if words.start < cells[index].end:
                found[index] = min(found[index], METRICS.index(metric))
            index += 1
    numbers = Counter(METRICS[rank] for rank in found)
    return Quality({code: numbers[code] for code in METRICS})


def _stated(plan: Plan) -> Iterator[tuple[Passage, str]]:
    """Yield all words that say something, each with what a cell that holds them counts as."""
    for fact in facts(plan):
        metric = _metric(fact, plan)
        words = passages(fact.value) if isinstance(fact.value, Value) else (fact.words,)
        yield from ((each, metric) for each in words)
    for item in plan.abbreviations:
        yield item.stated_in, "read"
    for parent in plan.stated_parents:
        yield parent.stated_in, "read"
    for correction in plan.corrections:
        yield correction.stated_in, "corrected"


def quality_line(counts: Mapping[str, int]) -> str:
    """Say in one line how well one document, or many, were read.

    >>> quality_line({"read": 1250, "doubtful": 3, "structure": 40})
    '1,293 cells: 1,250 read, 3 to check, 40 headings and codes'
    """
    shown = (
        ("read", phrase("workbooks.quality.read")),
        ("doubtful", phrase("workbooks.quality.to_check")),
        ("kept", phrase("workbooks.quality.kept_remarks")),
        ("corrected", phrase("workbooks.quality.corrected_by_person")),
        ("not-placed", phrase("workbooks.quality.not_understood")),
        ("structure", phrase("workbooks.quality.headings_codes")),
    )
    parts = [f"{counts[code]:,} {words}" for code, words in shown if counts.get(code)]
    return phrase(
        "workbooks.quality.cells", cells=sum(counts.values()), parts=", ".join(parts) or "none"
    )


def _cells(document: Document) -> set[Passage]:
    """Return the cells and paragraphs with words; a merged cell stands here once."""
    blocks = document.blocks
    rows = (row for block in blocks if isinstance(block, Table) for row in block.rows)
    cells = {cell.passage for row in rows for cell in row.cells}
    lines = {block for block in blocks if isinstance(block, Passage)}
    return {cell for cell in cells | lines | set(document.skipped) if cell} - set(
        document.furniture
    )


def _metric(fact: Fact, plan: Plan) -> str:
    """Tell under what a cell falls that states a fact."""
    if isinstance(fact.value, Remark):
        return "kept"
    return {"sure": "read", "check": "doubtful", "unread": "not-placed"}[
        sureness(fact, plan).degree
    ]
