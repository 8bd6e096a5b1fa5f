"""The version of grader, and what it is called where packages come from: the name grader is another
project's there.
"""

VERSION = "0.1.0"
DISTRIBUTION = "dl-math-grader"


def installing(extra: str) -> str:
    """The command that installs what an optional part needs."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"
