"""Diagrams as SVG: boxes for classes and arrows for properties, placed by hand, labelled by terms.

What is drawn is a claim about the data; a test holds every arrow against the example.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 190, 40
_COLUMN, _ROW = 300, 90
_MARGIN = 20


@dataclass(frozen=True, slots=True)
class Diagram:
    """Classes by column and row, and arrows between them, each with its property.

    An arrow without a property says that the first class is a kind of the second.
    """

    name: str
    classes: Mapping[str, tuple[float, float]]
    arrows: Sequence[tuple[str, str, str]]


STRUCTURE = Diagram(
    "structure",
    {
        "Strategy": (0, 0),
        "ActionPlan": (0, 1),
        "Pillar": (0, 2),
        "GeneralObjective": (0, 3),
        "SpecificObjective": (0, 4),
        "Action": (1, 2),
        "Deadline": (2, 0),
        "Indicator": (2, 1),
        "Funding": (2, 2),
        "Participation": (2, 3),
        "SourceFragment": (2, 4),
        "Actor": (3, 2.5),
    },
    (
        ("ActionPlan", "implementsStrategy", "Strategy"),
        ("Pillar", "inPlan", "ActionPlan"),
        ("GeneralObjective", "inPillar", "Pillar"),
        ("SpecificObjective", "refines", "GeneralObjective"),
        ("Action", "inPlan", "ActionPlan"),
        ("Action", "inPillar", "Pillar"),
        ("Action", "pursues", "SpecificObjective"),
        ("Action", "hasDeadline", "Deadline"),
        ("Action", "hasIndicator", "Indicator"),
        ("Action", "hasFunding", "Funding"),
        ("Action", "hasParticipation", "Participation"),
        ("Action", "statedIn", "SourceFragment"),
        ("Participation", "actor", "Actor"),
        ("Funding", "budgetOf", "Actor"),
    ),
)
BODIES = Diagram(
    "bodies",
    {
        "Actor": (1.5, 0),
        "Organisation": (0, 1),
        "CollectiveActor": (1, 1),
        "ActorGroup": (2, 1),
        "WorkingGroup": (3, 1),
        "Agency": (0, 2),
        "InternationalOrganisation": (1, 2),
        "Ministry": (0, 3),
        "Subordination": (1.2, 3),
        "LegalAct": (2.4, 3),
    },
    (
        ("Organisation", "", "Actor"),
        ("Agency", "", "Organisation"),
        ("Ministry", "", "Agency"),
        ("CollectiveActor", "", "Actor"),
        ("ActorGroup", "", "Actor"),
        ("WorkingGroup", "", "Actor"),
        ("InternationalOrganisation", "", "Organisation"),
        ("Subordination", "superior", "Ministry"),
        ("Subordination", "legalBasis", "LegalAct"),
    ),
)
DIAGRAMS = (STRUCTURE, BODIES)


def draw(diagram: Diagram, labels: Mapping[str, str], title: str) -> str:
    """Draw a diagram with labels for classes and properties, each linked to its term."""
    columns = max(column for column, _ in diagram.classes.values())
    rows = max(row for _, row in diagram.classes.values())
    width = columns * _COLUMN + _WIDTH + 2 * _MARGIN
    height = rows * _ROW + _HEIGHT + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="group"'
        f' aria-labelledby="{diagram.name}-title">',
        f'<title id="{diagram.name}-title">{escape(title)}</title>',
        f'<defs><marker id="{diagram.name}-head" viewBox="0 0 10 10" refX="10" refY="5"'
        ' markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
        '<path d="M0 0L10 5L0 10z"/></marker></defs>',
    ]
    parts += [_arrow(diagram, *arrow, labels) for arrow in diagram.arrows]
    parts += [_box(name, *place, labels) for name, place in diagram.classes.items()]
    return "\n".join([*parts, "</svg>"])


def _center(place: tuple[float, float]) -> tuple[float, float]:
    column, row = place
    return _MARGIN + column * _COLUMN + _WIDTH / 2, _MARGIN + row * _ROW + _HEIGHT / 2


def _box(name: str, column: float, row: float, labels: Mapping[str, str]) -> str:
    x, y = _center((column, row))
    return (
        f'<a href="#{name}"><rect class="class" x="{x - _WIDTH / 2:g}" y="{y - _HEIGHT / 2:g}"'
        f' width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
        f'<text x="{x:g}" y="{y + 5:g}">{escape(labels[name])}</text></a>'
    )


def _arrow(diagram: Diagram, source: str, term: str, target: str, labels: Mapping[str, str]) -> str:
    start, end = _center(diagram.classes[source]), _center(diagram.classes[target])
    (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
    kind = "property" if term else "subclass"
    line = (
        f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
        f' marker-end="url(#{diagram.name}-head)"/>'
    )
    if not term:
        return line
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    words = f'<text class="label" x="{x:g}" y="{y - 3:g}">{escape(labels[term])}</text>'
    return f'{line}<a href="#{term}">{words}</a>'


def _edge(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """Return the point where the line from a box leaves it."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    reach = min(
        _WIDTH / 2 / abs(dx) if dx else float("inf"), _HEIGHT / 2 / abs(dy) if dy else float("inf")
    )
    return round(x1 + dx * reach, 1), round(y1 + dy * reach, 1)
