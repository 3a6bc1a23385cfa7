"""Correct in the browser what was read of a document; on the loopback only, if it is allowed."""
