"""The competency questions: what the ontology must be able to answer, and how it does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from plan_graph.resources import folder

FILE = "competency-questions.toml"


@dataclass(frozen=True, slots=True)
class CompetencyQuestion:
    """A question in each language of the surface, and one of three ways to answer it.

    Attributes:
        words: The question by language.
        query: The named query that answers it, or ''.
        values: Values of its parameters that fit the first plan.
        pattern: The graph pattern that answers it, of at most three lines, or ''.
        missing: Why it cannot be answered, by language; empty if it can.
    """

    words: Mapping[str, str]
    query: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """The command that asks the named query, or '' if there is none."""
        given = "".join(f" {name}={value}" for name, value in self.values.items())
        return f"plan-graph query {self.query}{given}" if self.query else ""


def competency_questions() -> list[CompetencyQuestion]:
    """Return the questions of `ontology/competency-questions.toml`, in the order of the file."""
    text = (folder("ontology") / FILE).read_text(encoding="utf-8")
    return [
        CompetencyQuestion(
            words={tag: words for tag, words in given.items() if len(tag) == 2},
            query=given.get("query", ""),
            values=given.get("values", {}),
            pattern=given.get("pattern", "").strip(),
            missing=given.get("missing", {}),
        )
        for given in tomllib.loads(text)["questions"]
    ]
