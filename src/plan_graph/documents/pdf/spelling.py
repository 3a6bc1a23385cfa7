"""What signs of PDF fonts stand for."""

LIGATURES = {
    "ﬀ": "ff",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬆ": "st",
    "ﬅ": "st",
}
"""Signs for two or three letters, by what they stand for (Unicode block FB00)."""

BULLETS = {"\uf0fc": "✓", "\uf0fb": "✗", "\uf0e0": "→", "\uf0a7": "▪", "\uf0d8": "➢"}
"""Signs of symbol fonts, by their places in the area of private use; others are bullets."""


def spelled(sign: str) -> str:
    """Return the letters that a sign stands for.

    >>> spelled("ﬁ"), spelled("\uf0b7")
    ('fi', '•')
    """
    if "\uf000" <= sign <= "\uf0ff":
        return BULLETS.get(sign, "•")
    return LIGATURES.get(sign, sign)
