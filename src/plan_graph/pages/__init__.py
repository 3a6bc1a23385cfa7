"""The pages for people: what a graph says, in words, as HTML. Nothing here knows HTTP.

A page is a function from a `Visit` to HTML; `routes` tells which one answers a path. The server
and the static site show the same pages: only where links begin differs.
"""
