"""Plans of known facts in random layouts, and a judge of what is read from them.

`generate` gives a document as blocks with the facts that it prints; `write` makes a real file
of it; `judge` reads the file and holds what was read against the facts: right, refused, or
FALSE. All words are invented. A layout is fair only if a careful person could read it in one
way alone.
"""
