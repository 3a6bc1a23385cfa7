"""What a worker process does: parse, evaluate, describe and serialise, confined.

Only here are the texts of strangers parsed. Nothing here knows of HTTP, and nothing of the
server imports more of it than `messages`, the way in which the two talk.
"""
