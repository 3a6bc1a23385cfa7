"""What all parts of the conversion share: the names, the labels and the triples so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from plan_graph.iris import Iris
from plan_graph.language.register import Register
from plan_graph.plan import Body, Period, Plan
from plan_graph.rdf.graph import Builder
from plan_graph.reading.translations import Labels
from plan_graph.text import Passage, clean, fold
from plan_graph.vocab import PLAN, RDF, TIME, XSD


@dataclass
class Writer:
    """Collects the triples of one plan, in the order in which they are written.

    Attributes:
        iris: Names for the things of the plan.
        language: Tag of the document's language.
        translations: Labels in other languages, in their order.
        register: What is known about bodies.
        builder: The triples so far.
        quoted: The passages that facts lead to.
        days: The days on which facts begin or end.
    """

    iris: Iris
    language: str
    translations: Mapping[str, Labels]
    register: Register
    builder: Builder = field(default_factory=Builder)
    quoted: set[Passage] = field(default_factory=set)
    days: set[date] = field(default_factory=set)

    @classmethod
    def for_plan(
        cls, plan: Plan, translations: Mapping[str, Labels], register: Register, base: str
    ) -> Writer:
        """Make the writer of a plan."""
        iris = Iris(plan.identifier, register.identifier, base)
        return cls(iris, plan.language, dict(sorted(translations.items())), register)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Write one triple."""
        self.builder.add(subject, predicate, value)

    def string(self, subject: NamedNode, predicate: NamedNode, text: str) -> None:
        """Write words without a language, as codes and quotes are."""
        self.add(subject, predicate, Literal(text))

    def integer(self, subject: NamedNode, predicate: NamedNode, number: int) -> None:
        """Write an xsd:integer."""
        self.add(subject, predicate, Literal(str(number), datatype=XSD.integer))

    def decimal(self, subject: NamedNode, predicate: NamedNode, number: Decimal) -> None:
        """Write an xsd:decimal, in its shortest form."""
        text = f"{number.normalize():f}"
        self.add(subject, predicate, Literal(text, datatype=XSD.decimal))

    def offset(self, subject: NamedNode, predicate: NamedNode, number: int) -> None:
        """Write an xsd:nonNegativeInteger, as Web Annotation wants for positions."""
        self.add(subject, predicate, Literal(str(number), datatype=XSD.nonNegativeInteger))

    def day(self, subject: NamedNode, predicate: NamedNode, day: date) -> None:
        """Write an xsd:date."""
        self.add(subject, predicate, Literal(day.isoformat(), datatype=XSD.date))

    def instant(self, subject: NamedNode, predicate: NamedNode, day: date) -> None:
        """Lead to a day as OWL-Time has it; all that begins or ends on it leads to the same."""
        self.days.add(day)
        self.add(subject, predicate, self.iris.instant(day))

    def write_instants(self) -> None:
        """Write the days that were led to."""
        for day in sorted(self.days):
            node = self.iris.instant(day)
            self.add(node, RDF.type, TIME.Instant)
            self.day(node, TIME.inXSDDate, day)

    def words(self, subject: NamedNode, predicate: NamedNode, text: str) -> None:
        """Write words in the language of the document."""
        self.add(subject, predicate, Literal(text, language=self.language))

    def label(
        self, subject: NamedNode, predicate: NamedNode, kind: str, code: str, text: str
    ) -> None:
        """Write a label in the document's language, and its translations.

        A translation of other words is left out: the code may be another thing's by now.
        """
        self.words(subject, predicate, text)
        for language, labels in self.translations.items():
            translated = labels.get(kind, {}).get(code)
            if translated and fold(clean(translated.original)) == fold(clean(text)):
                self.add(subject, predicate, Literal(translated.label, language=language))

    def period(self, subject: NamedNode, period: Period | None) -> None:
        """Write the first and last day of a period, as far as there are such."""
        if period:
            for predicate, day in ((PLAN.startDate, period.start), (PLAN.endDate, period.end)):
                if day:
                    self.day(subject, predicate, day)

    def stated(self, subject: NamedNode, words: Passage) -> None:
        """Lead from a fact to the words that state it."""
        self.quote(subject, PLAN.statedIn, words)

    def quote(self, subject: NamedNode, predicate: NamedNode, words: Passage) -> None:
        """Lead to words of the document; there is no quote of nothing, nor of white space."""
        if words:
            self.add(subject, predicate, self.fragment(words))

    def fragment(self, words: Passage) -> NamedNode:
        """Name words of the document; they are described at the end."""
        self.quoted.add(words)
        return self.iris.fragment(words)

    def body(self, body: Body) -> NamedNode:
        """Name a body: by the register that knows it, else within the plan."""
        name = self.iris.organisation if body.known else self.iris.unknown_body
        return name(body.code)
