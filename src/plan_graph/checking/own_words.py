"""What is said of a whole plan that its own words deny: its time and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal

from plan_graph.checking.finding import local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.language.wording import tag_of
from plan_graph.vocab import DCTERMS, PLAN

_YEARS = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*[-–—/]\s*((?:19|20|21)\d\d)(?!\d)")


def own_word_faults(data: Statements) -> Iterator[Fault]:
    """Yield the plans of another time than their titles, or of a language without words."""
    tags = _tags(data)
    for plan in data.are(PLAN.ActionPlan):
        days = [data.text(plan, name)[:4] for name in (PLAN.startDate, PLAN.endDate)]
        titles = [each.value for each in data.values(plan, DCTERMS.title)]
        named = [found for title in titles for found in _YEARS.findall(title)]
        if named and all(map(str.isdecimal, days)) and tuple(days) not in named:
            parts = {"years": "–".join(days), "title": "–".join(named[0])}
            yield Fault("Warning", "Words-period", plan, PLAN.startDate.value, None, parts)
        for language in data.values(plan, DCTERMS.language):
            tag = tag_of(language.value)
            if tag and tags and tag not in tags:
                parts = {"found": local_name(language), "tag": tag}
                yield Fault("Warning", "Words-language", plan, DCTERMS.language.value, None, parts)


def _tags(data: Statements) -> set[str]:
    """Return the tags of all words of documents; if there are none, of what parts are called."""
    for name in (PLAN.verbatim, DCTERMS.title):
        values = (value for found in data.of(name).values() for value in found)
        tags = {value.language for value in values if isinstance(value, Literal) and value.language}
        if tags:
            return tags
    return set()
