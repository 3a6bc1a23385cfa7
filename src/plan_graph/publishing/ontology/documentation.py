"""The documentation of the ontology: its terms as a page tells them, one page a language."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from plan_graph.asking.queries import load, names
from plan_graph.output import replacing
from plan_graph.phrases import ENGLISH, languages, phrase
from plan_graph.publishing.dumps import PREFIXES
from plan_graph.publishing.ontology.competency import competency_questions
from plan_graph.publishing.ontology.diagram import DIAGRAMS, draw
from plan_graph.publishing.ontology.files import (
    CATALOG,
    MERGED,
    catalog_of_folder,
    version,
    written,
)
from plan_graph.rdf.view import Node, View
from plan_graph.resources import folder
from plan_graph.vocab import PLAN, PLAN_BASE, RDF, RDFS, SKOS

_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = RDFS.namespace
_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_ONTOLOGY = NamedNode(PLAN_BASE + "def")


def _read(name: str) -> list[Triple]:
    path = folder("ontology") / name
    return [q.triple for q in parse(path=str(path), format=RdfFormat.TURTLE)]


@dataclass(frozen=True, slots=True)
class Reference:
    """A term that a term refers to: its IRI, its short name, and its anchor if it is ours."""

    iri: str
    short: str
    anchor: str

    @property
    def link(self) -> str:
        """Where it leads on the web, or on its page; '' for a name alone, such as a URN."""
        return f"#{self.anchor}" if self.anchor else self.iri if self.iri[:4] == "http" else ""


@dataclass(frozen=True, slots=True)
class Described:
    """A class or property in one language."""

    name: str
    label: str
    definition: str
    note: str
    parents: Sequence[Reference]
    domains: Sequence[Reference]
    ranges: Sequence[Reference]
    inverses: Sequence[Reference]
    alignments: Sequence[tuple[str, Reference]]
    example: str


class Ontology:
    """The ontology with its inferences, alignments and example, read once."""

    def __init__(self) -> None:
        self._core = View(_read("core.ttl"))
        self._more = View(_read("inference.ttl"))
        self._alignments = View(_read("alignments.ttl"))
        self._example = _read("examples/plan.ttl")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The short names of namespaces, as the files of the ontology declare them."""
        found = dict(PREFIXES)
        for name in ("core.ttl", "alignments.ttl", "inference.ttl"):
            text = (folder("ontology") / name).read_text(encoding="utf-8")
            lines = (line.split() for line in text.splitlines() if line.startswith("@prefix"))
            found.update({prefix.rstrip(":"): iri.strip("<>") for _, prefix, iri, _ in lines})
        return found

    def header(self, predicate: str, language: str = "") -> str:
        """Return what the ontology says of itself."""
        for name, values in self._core.facts(_ONTOLOGY):
            if name.value.endswith(predicate):
                chosen = [
                    v
                    for v in values
                    if not isinstance(v, Literal) or v.language in (None, language)
                ]
                return chosen[0].value if chosen else ""
        return ""

    def labels(self, language: str) -> dict[str, str]:
        """Return the label of every term by its local name."""
        return {
            _local(node.value): self._core.text(node, RDFS.label, language)
            for node in self._terms()
        }

    def classes(self, language: str) -> list[Described]:
        """Describe the classes, in the order of the file."""
        kinds = {NamedNode(_OWL + "Class")}
        return [self._described(node, language) for node in self._terms(kinds)]

    def properties(self, language: str) -> list[Described]:
        """Describe the properties, in the order of the file."""
        kinds = {NamedNode(f"{_OWL}{kind}Property") for kind in ("Object", "Datatype")}
        return [self._described(node, language) for node in self._terms(kinds)]

    def _terms(self, kinds: Iterable[NamedNode] = ()) -> list[NamedNode]:
        wanted = set(kinds)
        return [
            term
            for term in PLAN.terms.values()
            if not wanted or wanted & set(self._core.values(term, RDF.type))
        ]

    def _described(self, term: NamedNode, language: str) -> Described:
        core, more = self._core, self._more
        parents = [*core.nodes(term, NamedNode(_RDFS + "subClassOf")),
                   *core.nodes(term, NamedNode(_RDFS + "subPropertyOf"))]  # fmt: skip
        return Described(
            name=_local(term.value),
            label=core.text(term, RDFS.label, language),
            definition=core.text(term, NamedNode(SKOS.namespace + "definition"), language),
            note=core.text(term, NamedNode(SKOS.namespace + "scopeNote"), language),
            parents=self._references(parents),
            domains=self._references(more.nodes(term, NamedNode(_RDFS + "domain"))),
            ranges=self._references(more.nodes(term, NamedNode(_RDFS + "range"))),
            inverses=self._references(more.nodes(term, NamedNode(_OWL + "inverseOf"))),
            alignments=self._matches(term),
            example=self._shown(term),
        )

    def _matches(self, term: NamedNode) -> list[tuple[str, Reference]]:
        return [
            (match, reference)
            for match in _MATCHES
            for reference in self._references(
                self._alignments.nodes(term, NamedNode(SKOS.namespace + match))
            )
        ]

    def _references(self, nodes: Iterable[Node]) -> list[Reference]:
        return [self._reference(node.value) for node in nodes if isinstance(node, NamedNode)]

    def _reference(self, iri: str) -> Reference:
        for prefix, namespace in self.prefixes.items():
            name = iri.removeprefix(namespace)
            if name != iri and "/" not in name and "#" not in name:
                return Reference(iri, f"{prefix}:{name}", name if prefix == PLAN.prefix else "")
        return Reference(iri, iri, "")

    def _shown(self, term: NamedNode) -> str:
        """Return what the example says with a term, as Turtle without its prefixes."""
        subjects = [
            t.subject
            for t in self._example
            if t.predicate == term or (t.predicate == RDF.type and t.object == term)
        ]
        if not subjects:
            return ""
        whole = "Class" in "".join(v.value for v in self._core.values(term, RDF.type))
        shown = [
            t
            for t in self._example
            if t.subject == subjects[0] and (whole or t.predicate in (term, RDF.type))
        ]
        return turtle_lines(shown)


def turtle_lines(triples: Sequence[Triple]) -> str:
    """Write a few triples as Turtle for people, without the prefixes."""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
    lines = written.decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith("@prefix")).replace("\t", "    ")


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def diagrams(ontology: Ontology, language: str) -> list[dict[str, str]]:
    """Return the diagrams, each with its title, in a language."""
    labels = ontology.labels(language)
    titled = [(each, phrase(f"ontology.{each.name}", language)) for each in DIAGRAMS]
    return [{"title": title, "svg": draw(each, labels, title)} for each, title in titled]


FILES = ("core.ttl", "inference.ttl", "alignments.ttl", "context.jsonld", "frame.jsonld")
"""What the pages link to."""


def page(language: str) -> str:
    """Return the page of the ontology in a language of the surface."""
    ontology = Ontology()
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("ontology.html").render(
        language=language,
        others=[(tag, phrase("ontology.own_name", tag)) for tag in languages() if tag != language],
        words=lambda key: phrase(f"ontology.{key}", language),
        title=ontology.header("title", language),
        description=ontology.header("description", language),
        version=ontology.header("versionIRI"),
        namespace=ontology.header("preferredNamespaceUri"),
        prefix=ontology.header("preferredNamespacePrefix"),
        licence=ontology.header("license"),
        files=(*FILES, MERGED, CATALOG),
        diagrams=diagrams(ontology, language),
        classes=ontology.classes(language),
        properties=ontology.properties(language),
        competency=competency_questions(),
        questions=[
            {
                "name": name,
                "summary": load(name).words("summary", language),
                "text": load(name).text.strip(),
            }
            for name in names()
        ],
    )


def write_docs(target: Path) -> None:
    """Write the pages and the files they link to into a folder, which is replaced as a whole.

    Raises:
        OutputError: If the folder is not ours to replace, or cannot be written.
    """
    with replacing(target) as fresh:
        for language in languages():
            (fresh / f"index.{language}.html").write_text(page(language), encoding="utf-8")
        shutil.copyfile(fresh / f"index.{ENGLISH}.html", fresh / "index.html")
        for name in FILES:
            shutil.copyfile(folder("ontology") / name, fresh / name)
        (fresh / MERGED).write_bytes(written(version(), ".ttl"))
        (fresh / CATALOG).write_text(catalog_of_folder(), encoding="utf-8")
