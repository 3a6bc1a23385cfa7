"""Texts in which tables are drawn, piped or parted by tabs."""
