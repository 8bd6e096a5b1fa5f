"""JSON that every reader takes: no NaN, no infinity."""

import json
from typing import Any


def dumps(value: Any) -> str:
    """The value as one line.

    Raises:
        ValueError: if a number is not finite.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"
