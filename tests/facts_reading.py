"""What the cells of the plans mean, fact by fact: the form of `golden/facts`; run to write anew.

Written anew, a file is to be checked by eye against its document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cell_cases import as_text, deadline, funding, participation
from plan_graph.plan import Action, Measure, Plan
from plan_graph.text import Passage, clean
from reading import DOCUMENTS, plan_of

GOLDEN = Path(__file__).parent / "golden" / "facts"


def facts_of(plan: Plan) -> str:
    """Return a line for each fact of each action: its part, its meaning, its words."""
    return "".join(
        f"{action.code}\t{part}\t{meaning}\t{clean(words.text)}\n"
        for action in plan.actions
        for part, meaning, words in _facts(action)
    )


def _facts(action: Action) -> Iterator[tuple[str, str, Passage]]:
    for code, part in ((action.status, "status"), (action.priority, "priority")):
        if code:
            yield part, code, action.stated_in.slice(0, 0)
    for indicator in action.indicators:
        yield "indicator", f"{indicator.kind} {indicator.unit}".rstrip(), indicator.stated_in
        for kind, measures in (("target", indicator.targets), ("baseline", indicator.baselines)):
            for measure in measures:
                yield kind, _measure(measure), measure.stated_in
    for item in action.deadlines:
        yield "deadline", deadline(item), item.stated_in
    for role in action.participations:
        yield "role", participation(role), role.stated_in
    for line in action.funding:
        yield "funding", funding(line), line.stated_in
    labelled = (
        ("result", action.results), ("place", action.places),
        ("target-group", action.target_groups), ("programme", action.programmes),
    )  # fmt: skip
    yield from ((part, "", each.stated_in) for part, found in labelled for each in found)
    for remark in action.remarks:
        yield "remark", f"{remark.aspect} {remark.absence}".rstrip(), remark.stated_in
    for words in action.uninterpreted:
        yield "unread", "", words


def _measure(measure: Measure) -> str:
    value = "?" if measure.value is None else f"{measure.value.normalize():f}"
    return f"{value} {measure.unit} {as_text(measure.period)}".rstrip()


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for document in DOCUMENTS:
        text = facts_of(plan_of(document))
        (GOLDEN / f"{document.name}.tsv").write_text(text, encoding="utf-8")
