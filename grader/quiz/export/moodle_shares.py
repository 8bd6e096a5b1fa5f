"""What an answer to a question with several right ones is worth in Moodle, which takes certain
percentages alone.
"""

from collections.abc import Sequence

from ..asked_records import ChoiceOption
from .quiz_format import NotExpressed

PERCENTAGES = {  # of 1 divided by so many
    1: "100",
    2: "50",
    3: "33.33333",
    4: "25",
    5: "20",
    6: "16.66667",
    7: "14.28571",
    8: "12.5",
    9: "11.11111",
    10: "10",
}


def shares(options: Sequence[ChoiceOption], several: bool) -> list[str]:
    """The percentage of each option: the right ones share 100, and so do the wrong ones, below 0,
    if `several` may be chosen, so that nobody wins by choosing all.

    Raises:
        NotExpressed: if there are more right or wrong ones than Moodle has a percentage for.
    """
    right = sum(option.right for option in options)
    wrong = len(options) - right
    if max(right, wrong if several else 1) > max(PERCENTAGES):
        raise NotExpressed(f"Moodle knows no share of 1 in more than {max(PERCENTAGES)}")
    lost = f"-{PERCENTAGES[wrong]}" if several and wrong else "0"
    return [PERCENTAGES[right] if option.right else lost for option in options]
