"""From failed checks to the mistake in the code: a change that repairs it, or what the error
message shows.
"""

import ast
import warnings
from collections.abc import Iterator, Sequence

from ...errors import GraderError
from ...exercise import Exercise
from ...report.model import CheckResult, Diagnosis
from ..answers.attempt import Attempt
from ..checks.base import Check
from .axes import axes
from .cut_graph import cut_graph
from .fix import Fix, joined
from .import_fixes import import_fixes
from .in_place import in_place
from .scene import Scene
from .step_fixes import step_fixes
from .translated import translated
from .tried import Cure, TextTrial

CRASHED = ("S108", "S109", "S110", "C401", "C402", "C403", "C404", "C405", "C406", "C407", "T501", "T503")
SECONDS = 5.0  # for one answer of a changed text


def with_causes(
    exercise: Exercise, checks: Sequence[Check], attempt: Attempt, results: Sequence[CheckResult]
) -> list[CheckResult]:
    """Returns the results. If a check failed with a crash, a wrong shape or a broken contract, its
    result contains the mistake behind that.
    """
    failed = [r for r in results if r.status == "failed" and r.findings.code in CRASHED and not r.findings.diagnoses]
    if not failed:
        return list(results)
    try:
        tree = ast.parse(attempt.clues.source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return list(results)
    try:
        return _told(exercise, Scene(exercise, tree, failed, attempt.clues.in_functions), attempt, checks, results)
    except GraderError:  # of the worker that tries changes, which says nothing of the submission
        return list(results)
    except Exception as error:
        words = f"no cause was looked for, by a mistake of grader's: {type(error).__name__}: {error}"
        warnings.warn(words, RuntimeWarning, stacklevel=2)
        return list(results)


def _told(
    exercise: Exercise, scene: Scene, attempt: Attempt, checks: Sequence[Check], results: Sequence[CheckResult]
) -> list[CheckResult]:
    found: dict[int, Diagnosis] = {}
    cure: Cure | None = None
    if fixes := list(_fixes(scene)):
        with attempt.session.another(SECONDS) as session:
            cure = TextTrial(session, scene, checks, results).cure(fixes)
    if cure:
        diagnosis = _diagnosis(exercise, cure)
        cured = [r for r in cure.passed if not cure.alone or _open(r)] or scene.failed[:1]
        found = {id(r): diagnosis for r in cured}
    for result in scene.failed:
        if not cure and (words := translated(scene, result)):
            code, said, evidence = words
            title = code.replace("_", " ")
            found[id(result)] = Diagnosis(f"{exercise.slug}.{code}", title, said, "", "named", evidence)
    return [r.found(diagnoses=(found[id(r)],)) if id(r) in found else r for r in results]


def _fixes(scene: Scene) -> Iterator[Fix]:
    for look in (step_fixes, import_fixes, in_place, cut_graph, axes):
        yield from look(scene)


def _open(result: CheckResult) -> bool:
    """Whether no mistake has been named yet."""
    return all(d.confidence == "observed" for d in result.findings.diagnoses)


def _diagnosis(exercise: Exercise, cure: Cure) -> Diagnosis:
    code, names = cure.fix.code, list(dict.fromkeys(r.name for r in cure.passed))
    evidence = "with this change, tried out, the code runs on; what it gives then is wrong for another reason"
    if names:
        evidence = f"with this change, tried out, {joined(names)} {'pass' if len(names) > 1 else 'passes'}"
    return Diagnosis(f"{exercise.slug}.{code}", code.replace("_", " "), cure.fix.words, "", "named", evidence)
