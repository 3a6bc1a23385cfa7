"""What a build writes once for all plans: VoID, the catalogue, the store, and its own state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from plan_graph.batch import record
from plan_graph.batch.loading import Loader, copy_store
from plan_graph.batch.record import Record
from plan_graph.batch.task import link
from plan_graph.catalogue.describe import describe as describe_catalogue
from plan_graph.catalogue.settings import Settings
from plan_graph.catalogue.write import write_catalogue
from plan_graph.dumps import joined_turtle, turtle
from plan_graph.pipeline import VOID_PART
from plan_graph.void import describe_targets

_STATE = ".build.json"
_CATALOGUE = ("catalogue.ttl", "catalogue.rdf", "catalogue.jsonld")


@dataclass(frozen=True)
class State:
    """What a build folder holds.

    Attributes:
        plans: The key of each plan, in the order in which they are described.
        settings: Digest of what the catalogue says, or '' if there is none.
        several: Whether the store holds what plans share in a graph of its own.
    """

    plans: Mapping[str, str] = field(default_factory=dict)
    settings: str = ""
    several: bool = False

    @classmethod
    def of(cls, folder: Path) -> State:
        """Read the state of a build; one that says nothing is empty."""
        try:
            values = json.loads((folder / _STATE).read_text(encoding="utf-8"))
            return cls(dict(values["plans"]), str(values["settings"]), bool(values["several"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def save(self, folder: Path) -> None:
        """Write the state into a build."""
        text = json.dumps(asdict(self), indent=1)
        (folder / _STATE).write_text(text + "\n", encoding="utf-8")

    def is_whole(self, folder: Path) -> bool:
        """Tell whether what is written once for all plans is there."""
        names = ("void.ttl", "store/CURRENT", *(_CATALOGUE if self.settings else ()))
        return all((folder / name).is_file() for name in names)


def digest(settings: Settings | None) -> str:
    """Give the digest of what a catalogue says, or ''."""
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
        self._loader.share(records[0].base, (self._folder / made.plan for made in records))
        self._loader.close()
        with (self._folder / "void.ttl").open("wb") as file:
            file.writelines(joined_turtle(self._void(records)))
        if settings:
            published = [made.published(self._folder / made.plan) for made in records]
            blocks = describe_catalogue(settings, records[0].base, published)
            write_catalogue(self._folder, blocks)
        keys = {made.plan: made.key for made in records}
        State(keys, digest(settings), self._several).save(self._folder)

    def _take_out(self, plan: str) -> None:
        old = record.load(self._earlier / plan) if plan in self._stored else None
        if old:
            self._loader.remove([old])

    def _void(self, records: Sequence[Record]) -> Iterator[bytes]:
        codes = {code for made in records for code in made.targets}
        for made in records:
            yield (self._folder / made.plan / VOID_PART).read_bytes()
        yield turtle(describe_targets(codes))
