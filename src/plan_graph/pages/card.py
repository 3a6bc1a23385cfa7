"""The picture by which a page is shown where somebody shares it."""

from __future__ import annotations

from pyoxigraph import NamedNode

from plan_graph.asking.pictures.card import Card, card
from plan_graph.pages.action import deadline_words
from plan_graph.pages.ask import statements
from plan_graph.pages.progress import follow
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said
from plan_graph.pages.words import counted, day
from plan_graph.phrases import phrase
from plan_graph.vocab import PLAN, RDF


def drawn(visit: Visit) -> str:
    """Return the card of a plan or an action as SVG.

    Raises:
        LookupError: If there is no such plan or action.
    """
    thing = NamedNode(f"{visit.site.base}id/{visit.path}")
    said = Said(visit, statements(visit, "thing", thing=thing))
    kinds = said.values(thing, RDF.type)
    if PLAN.ActionPlan in kinds:
        return card(_of_plan(visit, said, thing))
    if PLAN.Action in kinds:
        return card(_of_action(visit, said, thing))
    raise LookupError(visit.path)


def _of_plan(visit: Visit, said: Said, plan: NamedNode) -> Card:
    """Say when a plan runs, how many actions it has, and how far they are."""
    language = visit.language
    days = (said.text(plan, term) for term in (PLAN.startDate, PLAN.endDate))
    period = " – ".join(day(each, language) for each in days if each)
    counts = follow(visit, plan).counts()
    actions = Said(visit, statements(visit, "actions", thing=plan)).instances(PLAN.Action)
    states = [f"{n} {phrase(f'pages.state.{state}', language)}" for state, n in counts.items()]
    numbers = " · ".join([counted(len(actions), "action", language), *states])
    kind, name = (phrase(key, language) for key in ("pages.kind.plan", "pages.site.name"))
    return Card(kind, said.name(plan).text, _told(period, numbers), counts, name)


def _of_action(visit: Visit, said: Said, action: NamedNode) -> Card:
    """Say who is responsible for an action, by when, and how far it is."""
    own, progress = said.thing(action), follow(visit, action).of(action.value)
    bodies = [each.short or each.name.text for each in said.things(action, PLAN.responsible)]
    times = [deadline_words(said, each).text for each in said.parts(action, PLAN.hasDeadline)]
    how_far = progress.words.text if progress else ""
    facts = _told(", ".join(bodies), " · ".join(_told(*times, how_far)))
    kind = f"{phrase('pages.kind.action', visit.language)} {own.code}"
    counts = {progress.state: 1} if progress else {}
    return Card(kind, own.name.text, facts, counts, phrase("pages.site.name", visit.language))


def _told(*facts: str) -> list[str]:
    return [fact for fact in facts if fact]
