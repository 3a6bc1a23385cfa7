"""Cards: one action each, as labels and values, in tables or in paragraphs."""
