"""What a build writes once for all plans: the store, VoID, the catalogue, and its own state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pyoxigraph import Triple

from plan_graph.asking.search.entry import FILE as INDEX
from plan_graph.asking.search.overview import PlanOverview
from plan_graph.asking.store import ontology
from plan_graph.building import record
from plan_graph.building.loader import Loader, copy_store
from plan_graph.building.pipeline import PARTITIONS, VOID_PART
from plan_graph.building.record import Record
from plan_graph.building.search_entries import PART as SEARCH_PART
from plan_graph.building.search_entries import shared_digest
from plan_graph.building.search_index import write_index
from plan_graph.building.task import link
from plan_graph.iris import endpoint, naming_own
from plan_graph.publishing import endpoint_metadata
from plan_graph.publishing.catalogue.describe import describe as describe_catalogue
from plan_graph.publishing.catalogue.describe import write_catalogue
from plan_graph.publishing.catalogue.settings import Settings
from plan_graph.publishing.dumps import joined_turtle, n_triples, turtle
from plan_graph.publishing.void import describe_targets
from plan_graph.rdf.plan_files import CANONICAL, MONITORING, SHARED
from plan_graph.vocab import DCTERMS, PLAN

_STATE = ".build.json"
_CATALOGUE = ("catalogue.ttl", "catalogue.rdf", "catalogue.jsonld")


@dataclass(frozen=True)
class State:
    """What a build folder holds.

    Attributes:
        plans: The key of each plan, in the order in which they are described.
        settings: Digest of what the catalogue says, or '' if there is none.
        several: Whether the store holds what plans share in a graph of its own.
        search: Digest of what can be found whatever the plans are.
    """

    plans: Mapping[str, str] = field(default_factory=dict)
    settings: str = ""
    several: bool = False
    search: str = ""

    @classmethod
    def of(cls, folder: Path) -> State:
        """Read the state of a build; one that says nothing is empty."""
        try:
            values = json.loads((folder / _STATE).read_text(encoding="utf-8"))
            plans, several = dict(values["plans"]), bool(values["several"])
            return cls(plans, str(values["settings"]), several, str(values["search"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def save(self, folder: Path) -> None:
        """Write the state into a build."""
        text = json.dumps(asdict(self), indent=1)
        (folder / _STATE).write_text(text + "\n", encoding="utf-8")

    def is_whole(self, folder: Path) -> bool:
        """Tell whether what is written once for all plans is there."""
        names = ("void.ttl", INDEX, "store/CURRENT", *(_CATALOGUE if self.settings else ()))
        return all((folder / name).is_file() for name in names)


def digest(settings: Settings | None) -> str:
    """Return the digest of what a catalogue says, or ''."""
    return hashlib.sha256(repr(settings).encode()).hexdigest()[:32] if settings else ""


class Publication:
    """A build under way: plans are put in as they are done, and all is described at the end.

    The store starts as that of the earlier build if most of the plans stay.
    """

    def __init__(self, folder: Path, earlier: Path, *, staying: int, several: bool) -> None:
        self._folder = folder
        self._several = several
        self._earlier = earlier
        self._records: dict[str, Record] = {}
        self._stored: dict[str, str] = {}
        state = State.of(earlier)
        most_stay = staying > 0 and 2 * staying >= len(state.plans)
        if state.is_whole(earlier) and state.several == several and most_stay:
            copy_store(earlier / "store", folder / "store")
            self._stored = dict(state.plans)
        self._loader = Loader(folder / "store", several=several)

    def put(self, made: Record, source: Path) -> None:
        """Take in a plan whose files are in a folder, which stays as it is."""
        target = self._folder / made.plan
        link(source, target)
        self._records[made.plan] = made
        if self._stored.get(made.plan) != made.key:
            self._take_out(made.plan)
            self._loader.add(made, target)
        self._stored[made.plan] = made.key

    def finish(self, order: Sequence[str], settings: Settings | None) -> None:
        """Take out the plans that are no more, and describe the others in the order given."""
        for plan in self._stored.keys() - self._records.keys():
            self._take_out(plan)
        records = [self._records[plan] for plan in order if plan in self._records]
        lines = self._loader.share(records[0].base, (self._folder / made.plan for made in records))
        self._keep_shared(records, lines)
        data = n_triples(list(self._overview(records)))
        (self._folder / endpoint_metadata.OVERVIEW).write_bytes(data)
        base = records[0].base
        examples = n_triples(list(endpoint_metadata.describe_queries(base, endpoint(base))))
        self._loader.describe(endpoint_metadata.document(base), data + examples)
        self._loader.close(len(records))
        with (self._folder / "void.ttl").open("wb") as file:
            file.writelines(joined_turtle(self._void(records)))
        if settings:
            published = [made.published(self._folder / made.plan) for made in records]
            blocks = describe_catalogue(settings, records[0].base, published)
            write_catalogue(self._folder, blocks)
        parts = [self._folder / made.plan / SEARCH_PART for made in records]
        write_index(self._folder / INDEX, parts, map(self._listed, records))
        keys = {made.plan: made.key for made in records}
        State(keys, digest(settings), self._several, shared_digest()).save(self._folder)

    def _keep_shared(self, records: Sequence[Record], lines: Iterable[bytes]) -> None:
        """Write what a question about any plan needs beside the files of that plan.

        What names the things of one plan is left out: the files of that plan say it too.
        """
        if self._several:
            own = naming_own({made.plan for made in records}, records[0].base)
            others = [line for line in lines if not own(line)]
            (self._folder / SHARED).write_bytes(b"".join([*others, n_triples(ontology())]))

    def _take_out(self, plan: str) -> None:
        old = record.load(self._earlier / plan) if plan in self._stored else None
        if old:
            self._loader.remove([old])

    def _overview(self, records: Sequence[Record]) -> Iterator[Triple]:
        """Describe all plans together by classes and properties."""
        base = records[0].base
        datasets = [made.iris.dataset() for made in records]
        counts = map(self._partitions, records)
        return endpoint_metadata.describe_data(base, endpoint(base), datasets, counts)

    def _partitions(self, made: Record) -> dict[tuple[str, ...], int]:
        text = (self._folder / made.plan / PARTITIONS).read_text(encoding="utf-8")
        return {tuple(path): number for path, number in json.loads(text)}

    def _listed(self, made: Record) -> PlanOverview:
        """Return what lists say of a plan."""
        facts = {name: str(getattr(value, "value", "")) for name, value in made.statements()}
        has_status = (PLAN.Action.value, PLAN.status.value) in self._partitions(made)
        return PlanOverview(
            made.iris.thing("plan").value,
            facts.get(PLAN.startDate, ""),
            facts.get(PLAN.endDate, ""),
            facts.get(DCTERMS.spatial, ""),
            made.counts["actions"],
            has_status or CANONICAL[MONITORING].name in made.files,
        )

    def _void(self, records: Sequence[Record]) -> Iterator[bytes]:
        codes = {code for made in records for code in made.targets}
        for made in records:
            yield (self._folder / made.plan / VOID_PART).read_bytes()
        yield turtle(describe_targets(codes))
