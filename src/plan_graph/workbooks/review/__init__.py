"""Show a person what was understood of a document, and take back what the person corrects."""

from plan_graph.workbooks.review.certainty import Item, reviewed
from plan_graph.workbooks.review.listing import as_json, as_table

__all__ = ["Item", "as_json", "as_table", "reviewed"]
