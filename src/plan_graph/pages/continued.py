"""The actions of other plans that an action goes on with, or that go on with it."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.iris import plan_of_part
from plan_graph.pages.ask import statements
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Thing, Words
from plan_graph.vocab import PLAN


class Other(NamedTuple):
    """An action of another plan, and that plan."""

    action: Thing
    plan: Thing


def continued(visit: Visit, action: NamedNode) -> dict[str, list[Other]]:
    """Return those that an action continues and those by which it is continued, if any."""
    # No thing of a plan is what this is about: the others stand in the graphs of other plans.
    said = Said(visit, statements(visit, "continued", about=PLAN.continues, thing=action))
    after = [each for each in said.subjects() if action in said.values(each, PLAN.continues)]
    found = {
        "continues": said.parts(action, PLAN.continues),
        "continued": [each for each in said.ordered(after) if isinstance(each, NamedNode)],
    }
    return {
        name: [_other(said, each) for each in others] for name, others in found.items() if others
    }


def _other(said: Said, action: NamedNode) -> Other:
    """Name an action and its plan; of one that is not published here only the codes are known."""
    for plan in said.things(action, PLAN.inPlan):
        return Other(said.thing(action), plan)
    plan_iri = plan_of_part(action)
    code, name = (iri.value.rpartition("/")[2] for iri in (action, plan_iri))
    return Other(Thing(action.value, "", Words(code)), Thing(plan_iri.value, "", Words(name)))
