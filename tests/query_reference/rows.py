"""Cells that rows of several themes share."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from query_reference.facts import Row, code_iri, code_label


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """Return a share in whole percent, a half rounded up as SPARQL does."""
    share = 100 * Decimal(part) / Decimal(whole)
    return share.quantize(Decimal(1), ROUND_HALF_UP)


def role_cells(role: str) -> Row:
    """Return the two cells of a role, empty ones of ''."""
    return {
        "role": code_iri("role", role),
        "roleLabel": code_label("role", role),
    }
