"""`from grader import check` in a submission that is being judged: the call does nothing, so
scripts that contain it still work.
"""


class NotAsked:
    """The result of such a call: it looks like a result and is empty."""

    score = 0.0
    passed = True
    report = None

    def __repr__(self) -> str:
        return "not checked: this is being judged"


def check(slug: str, points: float | None = None) -> NotAsked:
    """Accepts the arguments of `grader.check`."""
    return NotAsked()
