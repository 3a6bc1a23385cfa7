"""What a query says of a value that is not given is left out, where it holds of everything anyhow.

A parameter without a value is a free variable: engines look up what it may be, for each thing
that they find, and nothing comes of it. That the text means the same with and without is what
makes it portable; here it only saves time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SAME_AGAIN = r"(?P<relation>[\w:]+) (?P<value>\?\w+) ; (?P=relation) \?__{name}_iri\b"
"""A thing has a relation to something, and again to what may be anything."""
_STANDS_IN = (
    r"\{{ SELECT DISTINCT (?P<thing>\?\w+) WHERE "
    r"\{{ (?P=thing) [\w:]+\|(?P<relation>[\w:]+) \?__{name}_iri \}} \}}"
)
"""A thing has one of two relations to what may be anything, and the second is said elsewhere."""


def without(text: str, names: Iterable[str]) -> str:
    """Return a query without what it says of parameters that have no value.

    >>> without("{ ?a :in ?plan ; :in ?__plan_iri ; :at ?place }", ["plan"])
    '{ ?a :in ?plan ; :at ?place }'
    >>> without("{ ?a :in ?b . { SELECT DISTINCT ?a WHERE { ?a :led|:in ?__by_iri } } }", ["by"])
    '{ ?a :in ?b .  }'
    """
    for name in names:
        text = re.sub(_SAME_AGAIN.format(name=name), r"\g<relation> \g<value>", text)
        for found in list(re.finditer(_STANDS_IN.format(name=name), text)):
            said = rf"{re.escape(found['thing'])} (?:[^.{{}}]* ; )?{found['relation']} \?\w"
            rest = text.replace(found[0], "")
            if re.search(said, rest):
                text = rest
    return text
