"""A report as JSON, strictly standard: what is not a finite number is written as text ("nan",
"inf", "-inf").
"""

import json
import math
from typing import Any

from .model import Report, as_dict


def render(report: Report) -> str:
    """The report as indented JSON."""
    return json.dumps(finite(as_dict(report)), indent=2, ensure_ascii=False, allow_nan=False)


def line(report: Report) -> str:
    """The same in one line, as short as it can be."""
    return json.dumps(finite(as_dict(report)), separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def finite(value: Any) -> Any:
    """The same value with every number that JSON has no word for as text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {k: finite(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [finite(v) for v in value]
    return value
