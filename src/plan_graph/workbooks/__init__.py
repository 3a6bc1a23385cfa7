"""Workbooks that people fill in: their words, how they are written, and how they come back."""
