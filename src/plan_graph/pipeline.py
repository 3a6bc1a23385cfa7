"""The order of the steps: read, interpret, convert, infer, validate, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import NamedNode, Triple

from plan_graph import register, wording
from plan_graph.catalogue.dataset import Published
from plan_graph.catalogue.describe import describe as describe_catalogue
from plan_graph.catalogue.files import described
from plan_graph.catalogue.settings import Settings
from plan_graph.catalogue.settings import load as load_settings
from plan_graph.catalogue.write import write_catalogue
from plan_graph.consistency import inconsistencies
from plan_graph.dumps import DUMPS, turtle, write_dumps
from plan_graph.errors import DocumentError, PlanGraphError, UsageError
from plan_graph.graph import to_triples
from plan_graph.infer import infer
from plan_graph.interpret import interpret
from plan_graph.iris import DEFAULT_BASE, Iris
from plan_graph.layout import layout
from plan_graph.model import Plan
from plan_graph.output import check_replaceable, replacing
from plan_graph.readers import read
from plan_graph.register import Register
from plan_graph.report import Report
from plan_graph.resources import folder
from plan_graph.source import PlanSource
from plan_graph.store import build_store
from plan_graph.validate import validate
from plan_graph.void import LICENCE, Dataset, describe
from plan_graph.wording import Wording

Reasoner = Literal["fast", "owlrl"]


def shipped_plans() -> list[Path]:
    """List the plans that come with plan-graph."""
    return sorted(file.parent for file in (folder("data") / "plans").glob("*/plan.toml"))


def shipped_settings(sources: Sequence[PlanSource]) -> Settings | None:
    """Give the settings of the catalogue that comes along, if it is about all of the plans."""
    settings = load_settings(folder("data") / "catalogue.toml")
    known = all(source.identifier in settings.plans for source in sources)
    return settings if known else None


def read_plan(source: PlanSource) -> tuple[Plan, Wording, Register]:
    """Read and interpret the document of a source.

    Raises:
        UsageError: If there is no wording for its language, or no such register.
        DocumentError: If the document cannot be used.
    """
    language = source.language
    if language:
        return _read_in(source, wording.load(language))
    complaint: PlanGraphError | None = None
    for candidate in wording.languages():
        try:
            return _read_in(source, wording.load(candidate))
        except DocumentError as error:
            complaint = complaint or error
    raise complaint or UsageError("there is no wording; install plan-graph again")


def _read_in(source: PlanSource, words: Wording) -> tuple[Plan, Wording, Register]:
    bodies = _register(source, words)
    if source.corrections:
        return _corrected(source, source.corrections, words, bodies), words, bodies
    document = read(source.document, words)
    return interpret(source.identifier, document, words, bodies), words, bodies


def _corrected(source: PlanSource, workbook: Path, words: Wording, bodies: Register) -> Plan:
    """Read a plan, and put in what a person corrected; a review alone carries its document."""
    from plan_graph.review.corrected import check_same_document, corrected  # noqa: PLC0415
    from plan_graph.review.taken import take  # noqa: PLC0415 - needs openpyxl

    review = take(workbook)
    alone = workbook == source.document
    document = review.document if alone else read(source.document, words)
    plan = interpret(source.identifier, document, words, bodies)
    check_same_document(review, plan)
    return corrected(plan, review, bodies)


def _register(source: PlanSource, words: Wording) -> Register:
    if source.register:
        return register.load(source.register)
    shipped = folder("data") / "organisations" / f"{words.language}.toml"
    return register.load(words.language) if shipped.is_file() else register.EMPTY


@dataclass(frozen=True)
class Built:
    """One plan with its graph, what follows from it, and what was found."""

    plan: Plan
    iris: Iris
    asserted: list[Triple]
    inferred: list[Triple]
    report: Report
    register: Register


@dataclass(frozen=True)
class Result:
    """All plans of one run; nothing was written if one has a violation."""

    plans: tuple[Built, ...]
    written: bool


def convert(
    source: PlanSource, *, base: str = DEFAULT_BASE, reasoner: Reasoner = "fast"
) -> Iterator[tuple[str, Built | None]]:
    """Do the steps from the document to the report, naming each before it is done.

    The last item holds the plan; the others hold None.

    Raises:
        PlanGraphError: If the document or a data file cannot be used.
    """
    name = source.identifier
    yield f"{name}: reading", None
    plan, words, bodies = read_plan(source)
    asserted = to_triples(plan, source, words, bodies, base=base)
    yield f"{name}: reasoning", None
    inferred = infer(asserted, reasoner=reasoner)
    yield f"{name}: validating", None
    report = validate(asserted).with_findings(inconsistencies(asserted, inferred))
    names = Iris(name, bodies.identifier, base)
    yield name, Built(plan, names, asserted, inferred, report, bodies)


STEPS = 4
"""How many steps a plan takes, writing included."""


def build(  # noqa: PLR0913 - each is a choice of the publisher
    sources: Sequence[PlanSource],
    out: Path,
    *,
    base: str = DEFAULT_BASE,
    reasoner: Reasoner = "fast",
    settings: Settings | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Result:
    """Build plans and write their publication, unless one of them has a violation.

    Args:
        sources: The plans.
        out: The folder that is replaced as a whole.
        base: Where the data will be published.
        reasoner: 'fast', or 'owlrl' for the reference.
        settings: What the catalogue says; without them none is written.
        progress: Called with the name of each step before it is done.

    Raises:
        PlanGraphError: If a document cannot be used or the folder not be written.
    """
    check_replaceable(out)
    _refuse_twins(sources)
    if settings:
        for source in sources:
            settings.plan(source.identifier)
    plans: list[Built] = []
    for source in sources:
        for step, built in convert(source, base=base, reasoner=reasoner):
            progress(step)
            if built:
                plans.append(built)
    if any(built.report.violations for built in plans):
        return Result(tuple(plans), written=False)
    with replacing(out) as fresh:
        write(plans, fresh, settings)
    return Result(tuple(plans), written=True)


def write(plans: Sequence[Built], out: Path, settings: Settings | None = None) -> None:
    """Write the dumps of each plan, the description, the catalogue and the store of all."""
    graphs: dict[NamedNode, list[Triple]] = {}
    datasets: list[Dataset] = []
    for built in plans:
        target = out / built.plan.identifier
        target.mkdir(parents=True)
        (target / "source.txt").write_text(built.plan.document.text, encoding="utf-8", newline="")
        (target / "source.json").write_bytes(layout(built.plan.document))
        report = built.report.triples()
        write_dumps(target, built.asserted, built.inferred, report)
        graphs[built.iris.graph] = built.asserted
        graphs[built.iris.inferred_graph] = built.inferred
        graphs[built.iris.report_graph] = report
        datasets.append(_dataset(built, settings))
    if settings:
        _write_catalogue(plans, out, settings)
    (out / "void.ttl").write_bytes(turtle(describe(datasets)))
    build_store(out / "store", graphs)


def _dataset(built: Built, settings: Settings | None) -> Dataset:
    titles = Published.of(built.iris, built.asserted, ()).titles
    licence = NamedNode(settings.licence) if settings else LICENCE
    return Dataset(built.iris, titles, built.asserted, built.inferred, DUMPS, licence)


def _write_catalogue(plans: Sequence[Built], out: Path, settings: Settings) -> None:
    published = [
        Published.of(built.iris, built.asserted, described(out / built.plan.identifier))
        for built in plans
    ]
    write_catalogue(out, describe_catalogue(settings, plans[0].iris.base, published))


def _refuse_twins(sources: Sequence[PlanSource]) -> None:
    names = [source.identifier for source in sources]
    twins = {name for name in names if names.count(name) > 1}
    if twins:
        raise UsageError(f"plan '{min(twins)}' is given twice; give each an identifier of its own")
