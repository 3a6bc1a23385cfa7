"""Doubts about actions: they are called alike, hold no words, are headings or items of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan import (
    Action,
    Plan,
    TableKind,
)
from plan_graph.reading.torn import FEW
from plan_graph.text import clean, fold

_DISTINCT = 0.7
_LABELS = 0.1
_FRAGMENTS = 0.15
_KNOWN_LABELS = 0.4
"""The share of the labels of cards that must be known; in a template more than half are."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"(?<!\w)[A-Z]{1,6}[-_./]?\d[\w./-]*")
"""What refers to a thing by its number: 'DEF-004'."""
_FRAGMENT = re.compile(r"[•·▪●◦→*-]\s")


def repeated(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for actions that are mostly called alike."""
    titles = Counter(fold(action.title) for action in actions)
    if len(titles) < (_DISTINCT * len(actions) if len(actions) > FEW else min(len(actions), 2)):
        most, count = titles.most_common(1)[0]
        told = phrase("reading.gate.comes_times", most=most[:60], count=count)
        yield phrase(
            "reading.gate.actions_only_differ", actions=len(actions), titles=len(titles), told=told
        )


def wordless(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for actions that hold no words."""
    empty = [action for action in actions if not _WORD.search(_CODE.sub(" ", action.title))]
    if len(empty) > _LABELS * len(actions):
        such = phrase("reading.gate.such", title=empty[0].title[:40])
        yield phrase(
            "reading.gate.actions_hold_no_words", empty=len(empty), actions=len(actions), such=such
        )


def labels_alone(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for actions that are the heading of a column."""
    found = [a for a in actions if announced(wording, a.title).is_whole]
    if len(found) > _LABELS * len(actions):
        such = phrase("reading.gate.such", title=found[0].title[:40])
        yield phrase(
            "reading.gate.actions_headings", found=len(found), actions=len(actions), such=such
        )


def strange(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for cards most of whose labels no rule knows: lines of prose beside each other."""
    labels = [c for t in plan.tables if t.kind is TableKind.CARDS for c in t.columns]
    known = [label for label in labels if label.kinds]
    if len(labels) > FEW and len(known) < _KNOWN_LABELS * len(labels):
        strange = next(label for label in labels if not label.kinds)
        such = phrase("reading.gate.such", title=clean(strange.heading.text)[:60])
        yield phrase(
            "reading.gate.labels_not_known",
            unknown=len(labels) - len(known),
            labels=len(labels),
            such=such,
        )


def fragments(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for actions that are items of a list."""
    found = [a for a in actions if _FRAGMENT.match(a.stated_in.text)]
    if len(actions) > FEW and len(found) > _FRAGMENTS * len(actions):
        such = phrase("reading.gate.such", title=clean(found[0].title)[:60])
        yield phrase(
            "reading.gate.actions_items_list", found=len(found), actions=len(actions), such=such
        )
