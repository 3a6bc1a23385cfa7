"""What the cells of the plans mean, fact by fact: the form of `golden/facts`; run to write anew.

Written anew, a file is to be checked by eye against its document.
"""

from __future__ import annotations

from pathlib import Path

from plan_graph.model import Action, Plan
from plan_graph.review.facts import facts_of_action
from plan_graph.review.listing import meaning
from plan_graph.text import clean
from reading import DOCUMENTS, plan_of

GOLDEN = Path(__file__).parent / "golden" / "facts"


def facts_of(plan: Plan) -> str:
    """Give a line for each fact of each action: its part, its meaning, its words."""
    lines = []
    for action in plan.actions:
        for fact in facts_of_action(action):
            if not isinstance(fact.value, Action):
                words = clean(fact.words.text)
                lines.append("\t".join((action.code, fact.part, meaning(fact), words)))
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for document in DOCUMENTS:
        text = facts_of(plan_of(document))
        (GOLDEN / f"{document.name}.tsv").write_text(text, encoding="utf-8")
