"""The command `grader`. Only what Python has loaded already is imported here: Ctrl-C meanwhile
would be a traceback.
"""

import os
import sys

COMMANDS = {  # and what each does, so that the list of all needs none of them imported
    "batch": "Judge a class's submissions.",
    "bench": "Time a submission side by side with torch.",
    "check": "Check a submission of an exercise.",
    "course": "Show the assignments of a course, and check its settings.",
    "derive": "Derive a derivative step by step, or check one that was written by hand.",
    "doctor": "Say whether this machine can grade, and how well it isolates.",
    "explain": "Explain a code of a report, or a mistake.",
    "export": "Write what another system needs to judge an assignment.",
    "handout": "Write what students of a course get for an assignment.",
    "hint": "Show the hints for an exercise.",
    "list": "List the exercises.",
    "new": "Write the files of a new exercise.",
    "plot": "Draw a function and its derivative, and where a submission is wrong.",
    "quiz": "Take a quiz about the exercises.",
    "selfcheck": "Check exercises themselves.",
    "start": "Write the starter of an exercise into the current folder.",
    "status": "Show which exercises are done.",
    "watch": "Judge a file whenever it is saved, exercise after exercise.",
}
INTERRUPTED = 130


def main() -> None:
    """Run the command and end the process at once: tearing the interpreter down would only cost
    time.
    """
    os._exit(_run())


def is_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: Python makes others of it, such as a RuntimeError while a
    class is made.
    """
    while error and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _run() -> int:
    try:
        from .group import run  # here, since Ctrl-C may come while it is imported

        return run()
    except BaseException as error:
        if not is_interrupt(error):
            raise
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
