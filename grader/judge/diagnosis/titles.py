"""Titles of mistakes, in a few words, where the code itself is not clear."""

from ...report.mistake_list import AND

TITLES = {
    "name_dropped": "a quantity left out",
    "name_other": "one quantity for another",
    "zero_belongs": "something where 0 belongs",
    "function_extra": "one function too many",
    "function_other": "another function",
    "piece_other": "another expression",
    "number_changed": "wrong number",
    "grouping_other": "wrong grouping",
    "order_other": "results in another order",
    "condition_extra": "one condition too many",
    "branch_changed": "wrong branch",
    "sign_of_all": "wrong sign everywhere",
    **dict.fromkeys(("steps_of_the_optimizer", "steps_of_the_object"), "steps counted for all parameters"),
    **dict.fromkeys(("updates_of_the_optimizer", "updates_of_the_object"), "updates counted as steps"),
}


def title(code: str) -> str:
    """Returns the title of a mistake, or of two at once."""
    first, *second = (TITLES.get(part, part.replace("_", " ")) for part in code.split(AND))
    if not second:
        return first
    return f"{first}, twice" if second == [first] else f"{first} and {second[0]}"
