"""Text of others, such as the names of files, as it may be shown."""

import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})  # categories of characters


def harmless(text: str) -> str:
    """Text without control and formatting characters, which could rewrite what a terminal shows."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in UNSEEN else "\ufffd" for c in text)
