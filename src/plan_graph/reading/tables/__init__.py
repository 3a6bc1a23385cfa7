"""Which column of a table is what, and which table tells more of the actions of another."""
