"""How well a document was read, and what the last check found, where, and how to correct it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from plan_graph.checking.finding import SHAPES
from plan_graph.pages.ask import named, statements
from plan_graph.pages.layout import render
from plan_graph.pages.pictures import as_data
from plan_graph.pages.plans import choice, overviews
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Quote, Said, Thing, Words
from plan_graph.pages.words import figure
from plan_graph.phrases import lines, phrase, texts
from plan_graph.resources import folder
from plan_graph.vocab import DQV, PLAN, PLAN_BASE

_SCHEME = PLAN_BASE + "code/reading-quality"


class Reading(NamedTuple):
    """What is said of a reading; `href` leads to what each number counts."""

    cells: str
    counts: str
    href: str


def reading(visit: Visit, said: Said) -> Reading | None:
    """Return how well the document of a plan was read, or None if its data do not tell."""
    counts = {
        metric.value.rpartition("/")[2]: said.number(node, DQV.value)
        for node in said.subjects()
        if isinstance(node, NamedNode)
        for metric in said.parts(node, DQV.isMeasurementOf)
        if metric.value.startswith(_SCHEME)
    }
    if not counts:
        return None
    language = visit.language
    parts = [
        phrase(f"pages.reading.metrics.{code}", language, number=counts[code])
        for code in texts("pages.reading.metrics", language)
        if counts.get(code)
    ]
    cells = figure(sum(counts.values()), language)
    return Reading(cells, ", ".join(parts), visit.thing(_SCHEME))


_SH = "http://www.w3.org/ns/shacl#"
SEVERITIES = ("Violation", "Warning", "Info")
"""The most serious first."""
_MOST = 200
_FEW = 3
"""So many things and quotes are shown of findings that say the same."""


class Finding(NamedTuple):
    """What was found, once for all things of which the same is said.

    Attributes:
        severity: One of `SEVERITIES`.
        rule: The end of the IRI of the rule.
        name: What the rule is about.
        matter: What is the matter.
        remedy: What to do, or ''.
        language: The language of these words.
        things: What it is about; the first few.
        quotes: The words of the document; the first few.
        number: How many things it is about.
    """

    severity: str
    rule: str
    name: Words
    matter: str
    remedy: str
    language: str
    things: list[Thing]
    quotes: list[Quote]
    number: int = 1


def page(visit: Visit) -> str:
    """Return the findings of all plans, or of one of many."""
    every = [] if visit.site.static else [(each, 0) for each in overviews(visit)]
    plan, plans = choice(visit, every)
    said = Said(visit, statements(visit, "findings", plan))
    kind = NamedNode(_SH + "ValidationResult")
    nodes = [node for node in said.instances(kind) if isinstance(node, NamedNode)]
    found = _grouped(sorted((_finding(visit, said, node) for node in nodes), key=_order))
    numbers = {
        severity: sum(finding.severity == severity for finding in found) for severity in SEVERITIES
    }
    checked = sorted({*map(_plan, nodes)}) if visit.site.build else []
    return render(
        visit,
        "validation.html",
        findings=found[:_MOST],
        number=len(found),
        steps=lines("pages.validation.steps", visit.language),
        numbers=numbers,
        plans=plans,
        reports=[(name, visit.file(f"dump/{name}/report.ttl")) for name in checked],
        data=as_data(visit, named("findings-list")),
        shapes=visit.file("shapes.ttl" if visit.site.static else "shapes"),
    )


def _grouped(findings: Sequence[Finding]) -> list[Finding]:
    """Put together the findings that say the same; their things and quotes follow each other."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for each in findings:
        groups.setdefault((each.severity, each.matter, each.remedy), []).append(each)
    return [
        same[0]._replace(
            things=list(dict.fromkeys(thing for each in same for thing in each.things))[:_FEW],
            quotes=list(dict.fromkeys(quote for each in same for quote in each.quotes))[:_FEW],
            number=len(same),
        )
        for same in groups.values()
    ]


def _plan(finding: NamedNode) -> str:
    return finding.value.rpartition("/report/")[2].partition("#")[0]


def _order(finding: Finding) -> tuple[int, str, int, str]:
    line = finding.quotes[0].line if finding.quotes else 0
    return SEVERITIES.index(finding.severity), finding.rule, line, finding.matter


def _finding(visit: Visit, said: Said, node: NamedNode) -> Finding:
    message = said.words(node, _sh("resultMessage"))
    matter, _, remedy = message.text.partition("; ")
    rules = [
        *said.things(node, _sh("sourceShape")),
        *said.things(node, _sh("sourceConstraintComponent")),
    ]
    rule = rules[0].iri.removeprefix(SHAPES) if rules else ""
    severities = [each.value.removeprefix(_SH) for each in said.parts(node, _sh("resultSeverity"))]
    return Finding(
        next((each for each in severities if each in SEVERITIES), "Info"),
        rule,
        _shapes(visit.language).get(SHAPES + rule, Words("")),
        matter,
        remedy,
        message.language,
        said.things(node, _sh("focusNode")),
        _quotes(said, node),
    )


def _quotes(said: Said, node: NamedNode) -> list[Quote]:
    """Return the words that the finding is about: those of the value, else of the thing."""
    value, focus = said.parts(node, _sh("value")), said.parts(node, _sh("focusNode"))
    own = [said.quote(each) for each in value if said.values(each, PLAN.quote)]
    for each in (*value, *focus):
        own = own or said.quotes(each) or said.quotes(each, PLAN.uninterpreted)
    return own[:_FEW]


@cache
def _shapes(language: str) -> Mapping[str, Words]:
    """Return the name of each rule, by its IRI."""
    files = sorted((folder("ontology") / "shapes").glob("*.ttl"))
    quads = (quad for file in files for quad in parse(path=str(file), format=RdfFormat.TURTLE))
    return {
        quad.subject.value: Words(quad.object.value, language)
        for quad in quads
        if quad.predicate == _sh("name")
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.object.language == language
    }


def _sh(term: str) -> NamedNode:
    return NamedNode(_SH + term)
