"""What a build keeps of one plan beside its files, so that the others need not load its triples.

Equal digests of what the files of a plan depend on mean equal files.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from plan_graph import phrases
from plan_graph.building.pipeline import Built
from plan_graph.checking.report import Report
from plan_graph.iris import Iris
from plan_graph.publishing.catalogue.distributions import described, named_hash
from plan_graph.publishing.catalogue.published import Node, Published
from plan_graph.rdf.plan_files import CANONICAL
from plan_graph.reading.source import PlanSource
from plan_graph.resources import folder
from plan_graph.vocab import DCTERMS, PLAN

_PACKAGE = "plan-graph"
_NAME = re.compile(r"[\w.-]+")
"""The name of what a package requires, before its bounds."""


@cache
def environment() -> str:
    """Return the digest of what all plans share: code, libraries, ontology, wordings, bodies.

    The catalogue is left out: no file of a plan says anything of it.
    """
    found = hashlib.sha256(platform.python_version().encode())
    for library in sorted({name.group() for name in map(_NAME.match, _required()) if name}):
        found.update(f"{library} {_version(library)}\n".encode())
    data = folder("data")
    _add(found, Path(__file__).parents[1], "*.py")
    for place in phrases.folders():
        _add(found, Path(place), "*.toml")
    for root in (folder("ontology"), data / "wordings", data / "organisations"):
        _add(found, root, "*")
    return found.hexdigest()


def _required() -> list[str]:
    """Return what the package requires, its extras too."""
    try:
        return requires(_PACKAGE) or []
    except PackageNotFoundError:  # it runs from its source
        return []


def _version(library: str) -> str:
    """Return the version of a library, or '' if it is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _add(found: hashlib._Hash, root: Path, pattern: str) -> None:
    for file in sorted(root.rglob(pattern)):
        if file.is_file():
            found.update(f"{file.relative_to(root)}\n".encode())
            found.update(hashlib.sha256(file.read_bytes()).digest())


def key_of(source: PlanSource, *choices: object) -> str:
    """Return the digest of a plan: its source, what it names, the choices, and the environment.

    Raises:
        OSError: If a file that the source names cannot be read.
    """
    found = hashlib.sha256(environment().encode())
    for choice in choices:
        found.update(f"{choice!r}\n".encode())
    for field in fields(source):
        value = getattr(source, field.name)
        found.update(f"{field.name}\n".encode())
        if isinstance(value, Path):
            found.update(f"{value.name}\n".encode())
            found.update(hashlib.sha256(value.read_bytes()).digest())
        else:
            found.update(f"{value!r}\n".encode())
    if source.register and source.register.endswith(".toml"):  # a file beside plan.toml
        found.update(hashlib.sha256(Path(source.register).read_bytes()).digest())
    return found.hexdigest()[:32]


FILE = ".record.json"
"""Where the record lies in the folder of its plan; hidden, as it is no part of the data."""
_DESCRIBING = {
    DCTERMS.title,
    DCTERMS.subject,
    DCTERMS.spatial,
    PLAN.startDate,
    PLAN.endDate,
    PLAN.adoptedBy,
}
"""What the catalogue and VoID say of a plan in its own words."""


@dataclass(frozen=True)
class Record:
    """One plan that was built.

    Attributes:
        plan: Its identifier.
        key: Digest of all that its files depend on.
        title: Its title.
        register: Identifier of the register that names its bodies.
        base: How its IRIs begin.
        counts: How many things of each kind it has, by their English name.
        quality: How many cells of its document were read, doubtful and so on.
        findings: What validation found, in English lines; findings that say the same are one.
        violations: How many of these lines are violations.
        facts: What its graph states about the plan itself, as N-Triples.
        targets: Codes of the vocabularies that it links to, see `void`.
        files: The size in bytes of each of its files, by name.
    """

    plan: str
    key: str
    title: str
    register: str
    base: str
    counts: Mapping[str, int]
    quality: Mapping[str, int]
    findings: tuple[str, ...]
    violations: int
    facts: str
    targets: tuple[str, ...]
    files: Mapping[str, int]

    @property
    def iris(self) -> Iris:
        """The names of its things."""
        return Iris(self.plan, self.register, self.base)

    def statements(self) -> list[tuple[NamedNode, Node]]:
        """Return what its graph states about the plan itself: properties with their values."""
        quads = parse(self.facts, format=RdfFormat.N_TRIPLES)
        return [(quad.predicate, quad.object) for quad in quads]

    def published(self, folder: Path) -> Published:
        """Return what the catalogue needs to know of the plan, whose files are in a folder."""
        facts = self.statements()
        hashes = {kind: named_hash(folder, file.name) for kind, file in CANONICAL.items()}
        conforms = self.violations == 0
        return Published(self.iris, facts, described(folder), hashes, self.quality, conforms)

    def save(self, folder: Path) -> None:
        """Put the record beside the files of its plan."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    def is_whole(self, folder: Path) -> bool:
        """Tell whether all files are there in their size."""
        try:
            return all((folder / name).stat().st_size == size for name, size in self.files.items())
        except OSError:
            return False


def load(folder: Path) -> Record | None:
    """Return the record of a plan's folder, or None if it has none of this version."""
    try:
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
        values |= {name: tuple(values[name]) for name in ("findings", "targets")}
        return Record(**values)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def record_of(built: Built, key: str, targets: tuple[str, ...], folder: Path) -> Record:
    """Make the record of a plan whose files are in a folder."""
    thing = built.iris.thing("plan")
    facts = [t for t in built.asserted.triples([thing]) if t.predicate in _DESCRIBING]
    return Record(
        plan=built.plan.identifier,
        key=key,
        title=built.plan.title,
        register=built.iris.register,
        base=built.iris.base,
        counts=_counts(built),
        quality=built.quality.counts,
        findings=tuple(group.line("en") for group in built.report.groups),
        violations=_number(built.report, "Violation"),
        facts=_n_triples(facts),
        targets=targets,
        files={file.name: file.stat().st_size for file in sorted(folder.iterdir())},
    )


def _n_triples(triples: list[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def _counts(built: Built) -> dict[str, int]:
    plan = built.plan
    general = sum(objective.refines is None for objective in plan.objectives)
    return {
        "pillars": len(plan.pillars),
        "general objectives": general,
        "specific objectives": len(plan.objectives) - general,
        "actions": len(plan.actions),
        "indicators": sum(len(objective.indicators) for objective in plan.objectives)
        + sum(len(action.indicators) for action in plan.actions),
        "deadlines": sum(len(action.deadlines) for action in plan.actions),
        "roles": sum(len(action.participations) for action in plan.actions),
        "funding lines": sum(len(action.funding) for action in plan.actions),
        "triples stated": len(built.asserted),
        "triples inferred": len(built.inferred),
        "violations": _number(built.report, "Violation"),
        "warnings": _number(built.report, "Warning"),
    }


def _number(report: Report, severity: str) -> int:
    """Count the findings of a severity as they are shown."""
    return sum(group.severity == severity for group in report.groups)
