"""Limits for what works on the words of strangers: a process, a program, a function in a child."""
