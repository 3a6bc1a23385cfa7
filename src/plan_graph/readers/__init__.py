"""Documents to text with tables, one module a format."""
