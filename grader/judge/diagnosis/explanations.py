"""Every code that may follow the exercise's name in a diagnosis, with its explanation. The codes of
authors are not here.
"""

from collections.abc import Mapping

from ...reference.malrules.kinds import KINDS
from ...reference.slips import ALL
from ...reference.stand_ins import WORDS as QUANTITIES
from ...reference.wrong_code import WORDS
from ...report.mistake_list import AND
from ..repair.changes import WORDS as CHANGES
from ..repair.constants import WORDS as CONSTANTS
from ..repair.guards import WORDS as GUARDS
from ..repair.statement_changes import WORDS as STATEMENTS
from ..trajectories.misread import WORDS as MISREAD
from .crash_words import WORDS as CRASHES
from .decays import COUPLED, MOVES
from .diagnose import DERIVATIVE_MISSING, FOR_ITS_DERIVATIVE, FUNCTION_ITSELF, NO_DERIVATIVE, SIGN, WRONG_SIGN
from .observe import FACTS
from .repairs import NOT_STABLE, UNSTABLE
from .setting_mixups import WORDS as SETTINGS
from .shared_memory import sights

PIECES = {"piece": "A", "before": "B", "after": "C", "within": ", in D", "below": "", "where": "after line M"}
PARTS = {"before": "f(x)", "by": "x", "part": "A"}


def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Returns the text of each code, by the kind of mistake; A to D stand for pieces of a
    formula.
    """
    return {
        "a wrong step of the derivation": {
            code.replace(".", "_"): kind.sentence.format(**PARTS) for code, kind in KINDS.items()
        },
        "one quantity for another": {code: said.format(wrong="A", right="B") for code, said in QUANTITIES.items()}
        | {code: said.format(wrong="A", right="B") for code, said in SETTINGS.items()},
        "an edit of the formula": {code: said.format(**PIECES) for code, said in WORDS.items()},
        "a change of the code": {code: f"Line N: {said.format(**PIECES)}" for code, said in CHANGES.items()}
        | {code: f"Line N: {said.format(**PIECES)}" for code, said in STATEMENTS.items()},
        "around any formula": {s.id: s.explanation for s in ALL}
        | {
            FUNCTION_ITSELF: FOR_ITS_DERIVATIVE,
            DERIVATIVE_MISSING: NO_DERIVATIVE,
            SIGN: WRONG_SIGN.format(what="gradient"),
        },
        "roundings": {UNSTABLE: NOT_STABLE}
        | {code: said.format(line="N", piece="A") for code, said in {**CONSTANTS, **GUARDS}.items()},
        "what a step is given": {code: said.format(names="A") for code, said in MISREAD.items()},
        "weight decay": {code: words for code, (words, _) in {**MOVES, **COUPLED}.items()},
        "memory and graph": sights(),
        "behind a crash": {code: said.format(lines="Line N", piece="A", instead="B") for code, said in CRASHES.items()},
        "a fact": {f"observed.{code}": said for code, said in FACTS.items()},
    }


def explained(code: str) -> dict[str, list[str]]:
    """Returns the texts of a code, or of two joined codes, for each kind of mistake; nothing if the
    code is unknown.
    """
    groups = list(vocabulary().values())
    said = {part: [group[part] for group in groups if part in group] for part in code.split(AND)}
    return said if all(said.values()) else {}
