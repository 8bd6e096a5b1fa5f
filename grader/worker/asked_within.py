"""`from grader import check` in a submission that is being judged: it asks for nothing, so that
what a person has in a script for herself does no harm.
"""


class NotAsked:
    """What such a call gives: something that looks like a result and says nothing."""

    score = 0.0
    passed = True
    report = None

    def __repr__(self) -> str:
        return "not checked: this is being judged"


def check(slug: str, points: float | None = None) -> NotAsked:
    """Take what `grader.check` takes."""
    return NotAsked()
