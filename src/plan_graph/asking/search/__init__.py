"""Search: what can be found in a build, and what somebody means by some words.

`index.py` asks the index that a build holds; what is in it is said in `entry.py`, and
`building/search_index.py` makes it. Without an index there is nothing here to ask.
"""
