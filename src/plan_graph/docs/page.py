"""The pages of the documentation, one a language, and the files that lie beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plan_graph.docs.diagram import DIAGRAMS, draw
from plan_graph.docs.terms import Ontology
from plan_graph.docs.words import LANGUAGES, WORDS
from plan_graph.output import replacing
from plan_graph.queries import load, names
from plan_graph.resources import folder

FILES = ("core.ttl", "inference.ttl", "alignments.ttl", "context.jsonld", "frame.jsonld")
"""What the pages link to."""


def page(language: str) -> str:
    """Give the page of the ontology in a language, 'en' or 'ro'.

    Raises:
        KeyError: If there is no page in the language.
    """
    words, ontology = WORDS[language], Ontology()
    labels = ontology.labels(language)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("ontology.html").render(
        language=language,
        other=next(tag for tag in LANGUAGES if tag != language),
        words=words,
        title=ontology.header("title", language),
        description=ontology.header("description", language),
        version=ontology.header("versionIRI"),
        namespace=ontology.header("preferredNamespaceUri"),
        prefix=ontology.header("preferredNamespacePrefix"),
        licence=ontology.header("license"),
        files=FILES,
        diagrams=[
            {"title": words[d.name], "svg": draw(d, labels, words[d.name])} for d in DIAGRAMS
        ],
        classes=ontology.classes(language),
        properties=ontology.properties(language),
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
        for language in LANGUAGES:
            (fresh / f"index.{language}.html").write_text(page(language), encoding="utf-8")
        shutil.copyfile(fresh / "index.en.html", fresh / "index.html")
        for name in FILES:
            shutil.copyfile(folder("ontology") / name, fresh / name)
