"""New letters for names that are explained in parentheses behind a formula: f(x) = alpha e^(b x)
(b = beta).
"""

from collections.abc import Iterator
from dataclasses import replace

from .token_rows import TokenRow

_SHAPE = ["(", "name", "=", "name", ")"]
_AFTER = ("number", "name", ")")


def explained(row: TokenRow) -> Iterator[TokenRow]:
    """The row with its explanation as a row of its own before it, if nothing else is in the
    parentheses.
    """
    before, aside = row.tokens[:-5], row.tokens[-5:]
    if before and [t.kind for t in aside] == _SHAPE and before[-1].kind in _AFTER and aside[0].start > before[-1].end:
        letter, _, meant, _ = aside[1:]
        if len(letter.text) == 1 and len(meant.text) > 1:  # and not i = j, y = t
            yield replace(row, tokens=aside[1:4])
            yield replace(row, tokens=before, words="")
            return
    yield row
