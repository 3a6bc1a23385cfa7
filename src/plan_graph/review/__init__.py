"""Show a person what was understood of a document, and take back what the person corrects."""

from plan_graph.review.listing import as_json, as_table
from plan_graph.review.remarks import Item, reviewed

__all__ = ["Item", "as_json", "as_table", "reviewed"]
