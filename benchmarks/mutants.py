"""How well are mistakes named that nobody has declared? Model solutions with random edits, judged
like submissions.

    python benchmarks/mutants.py [--each 36] [--seed 0] [SLUG]...

The edits are made on the syntax tree of the *solutions'* code (operators, constants, names, dropped
calls, exchanged arguments), one or two at a time, and know nothing of the formulas that the search
edits. A mutant that crashes, or that passes here and with inputs of another seed, is no mistake and
is left out. A name is wrong if the named formula does not give the mutant's results for inputs of
another seed, or if some of these are infinite or nan, the formula has numbers there, and the
diagnosis does not say so.
"""

import argparse
import ast
import copy
import math
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.dtypes import FLOAT32, FLOAT64, DType
from grader.errors import GraderError
from grader.exercise import Exercise
from grader.judge import grade
from grader.judge.answers import asking
from grader.judge.answers.attempt import Attempt
from grader.judge.answers.solved import SolvedCase, SolvedCases
from grader.judge.diagnosis.matching import LENIENCE, under
from grader.judge.plan import Plan, Planned
from grader.judge.repair.changes import Change
from grader.judge.sandbox.session import Session
from grader.judge.sandbox.workers import Workers
from grader.limit_settings import Limits
from grader.plugins import Entry, load
from grader.reference.enclose import Band
from grader.reference.slips import Mistake
from grader.report.model import CheckResult, Diagnosis, Report
from grader.worker import protocol

ROOT = Path(__file__).resolve().parent.parent
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)
METHODS = {
    "exp": "log",
    "log": "exp",
    "sum": "mean",
    "mean": "sum",
    "sqrt": "square",
    "amax": "amin",
    "tanh": "sigmoid",
}
METHODS |= {
    "sigmoid": "tanh",
    "erf": "tanh",
    "abs": "sign",
    "maximum": "minimum",
    "minimum": "maximum",
    "where": "where",
}
OTHER_SEED = 777
OUTCOMES = (
    "named",
    "2 or 3 listed",
    "undiagnosed",
    "wrongly named",
    "missed",
    "told by shape or memory",
    "equivalent",
    "broken",
)
LIMITS = Limits(seconds=5)


def changed(node: ast.expr, names: list[str], rng: random.Random) -> ast.expr | None:
    """A node with one random change, or None if there is nothing to change."""
    match node:
        case ast.BinOp(left, op, right):
            if isinstance(op, ast.Pow):
                return rng.choice(
                    [left, ast.BinOp(left, ast.Mult(), right), ast.BinOp(left, ast.Pow(), ast.Constant(3))]
                )
            others = [o for o in OPERATORS if not isinstance(op, o)]
            return rng.choice([left, right, ast.BinOp(left, rng.choice(others)(), right), ast.BinOp(right, op, left)])
        case ast.UnaryOp(ast.USub(), operand):
            return operand
        case ast.Constant(bool()):
            return ast.Constant(not node.value)
        case ast.Constant(int() | float() as number):
            return ast.Constant(rng.choice([number + 1, number - 1, -number, number * 2, number / 2]))
        case ast.Call(ast.Attribute(value, name) as function, arguments):
            module = isinstance(value, ast.Name) and value.id in ("torch", "math")
            choices: list[ast.expr] = []
            if module and arguments:
                choices.append(arguments[0])
            elif not module:
                choices.append(value)
            if name in METHODS:
                choices.append(ast.Call(ast.Attribute(value, METHODS[name], ast.Load()), arguments, node.keywords))
            if len(arguments) > 1:
                turned = [*arguments[:-2], arguments[-1], arguments[-2]]
                choices.append(ast.Call(function, turned, node.keywords))
            return rng.choice(choices) if choices else None
        case ast.Name(name, ast.Load()) if name in names and len(names) > 1:
            return ast.Name(rng.choice([n for n in names if n != name]), ast.Load())
        case ast.Compare(left, [op], [right]):
            turned_op = ast.Lt() if isinstance(op, ast.Gt | ast.GtE) else ast.Gt()
            return ast.Compare(left, [turned_op], [right])
    return None


def mutants(text: str, count: int, rng: random.Random) -> Iterator[tuple[int, str]]:
    """Different texts with one edit, and a third as many with two."""
    seen = {ast.unparse(ast.parse(text))}
    for edits, wanted in ((1, count - count // 4), (2, count // 4)):
        for _ in range(40 * wanted):
            if not wanted:
                break
            tree = ast.parse(text)
            for _ in range(edits):
                mutate(tree, rng)
            new = ast.unparse(ast.fix_missing_locations(tree))
            if new not in seen:
                seen.add(new)
                wanted -= 1
                yield edits, new


def mutate(tree: ast.Module, rng: random.Random) -> None:
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    function = rng.choice(functions)
    nodes = list(ast.walk(function))
    names = sorted(
        {n.arg for n in nodes if isinstance(n, ast.arg)}
        | {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    )
    places = []
    for parent in nodes:
        for name, value in ast.iter_fields(parent):
            for index, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(item, ast.expr) and not isinstance(parent, ast.arguments):
                    places.append((parent, name, index, item))
    rng.shuffle(places)
    for parent, name, index, item in places:
        new = changed(copy.deepcopy(item), names, rng)
        if new is not None:
            if index is None:
                setattr(parent, name, new)
            else:
                getattr(parent, name)[index] = new
            return


def confirmed(
    exercise: Exercise, session: Session, mistake: Mistake, check: str, autograd: bool, admitted: bool
) -> bool:
    """Whether a named formula gives, for inputs that it was not found with, the submission's
    results of one leg: its values, or its gradients by some input that are wrong; to what float32
    allows, in float32 or in float64, where a mutant that computes it badly loses fewer digits.
    Results may be no numbers where the formula has one if that is `admitted`.
    """
    return any(agrees(exercise, session, mistake, check, autograd, admitted, dtype) for dtype in (FLOAT32, FLOAT64))


def agrees(
    exercise: Exercise,
    session: Session,
    mistake: Mistake,
    check: str,
    autograd: bool,
    admitted: bool,
    dtype: DType,
) -> bool:
    legs: dict[str, bool] = {}
    lenience = LENIENCE * FLOAT32.unit / dtype.unit
    for planned in SolvedCases(exercise, dtype, OTHER_SEED).cases:
        for wrt, right, answer in asked(exercise, session, planned, check, autograd):
            if mistake.wrt not in ("", wrt):
                continue
            got = dtype.unpack(answer.data)
            if wrt and not any(b.error(x) > b.allowed for b, x in zip(right, got, strict=True)) and wrt not in legs:
                continue  # not wrong yet, as far as can be seen
            bands = under(mistake, planned.case, "value" if check == "values" else "by hand", wrt)
            off = (
                b.error(x) > lenience * b.allowed if math.isfinite(x) else b.error(x) > 0 and not admitted
                for b, x in zip(bands, got, strict=True)
            )
            legs[wrt] = legs.get(wrt, True) and not any(off)
    return any(legs.values())


def asked(
    exercise: Exercise, session: Session, planned: SolvedCase, check: str, autograd: bool
) -> Iterator[tuple[str, Sequence[Band], protocol.Tensor]]:
    case, name = planned.case, exercise.slug
    if check == "values":
        yield "", planned.values, asking.ask(session, protocol.FORWARD, case, name)[0]
        return
    kind, name = (protocol.GRADIENTS, name) if autograd else (protocol.BACKWARD, f"{name}_backward")
    answers = asking.ask(session, kind, case, name)
    for (wrt, bands), answer in zip(planned.gradients.items(), answers, strict=True):
        yield wrt, bands, answer


def right_name(
    exercise: Exercise, attempt: Attempt, failed: CheckResult, found: Sequence[Diagnosis], path: Path
) -> bool:
    """Whether a name is right for inputs of another seed: the named formula gives the mutant's
    results, and a named change of its code makes the check pass.
    """
    session, clues = attempt.session, attempt.clues
    admitted = all("infinite or nan" in d.explanation for d in found)
    if repairs := clues.mistakes.repairs[: sum("Line " in d.explanation for d in found)]:
        changes = [change for repair in repairs for change in repair]
        return passes(exercise, session, failed, patched(clues.code.tree, changes), path, admitted)
    if not exercise.family.called:
        # a path is compared with the recurrence in every step of every scenario already
        return True
    autograd = failed.findings.code == "G302"
    try:
        return all(
            confirmed(exercise, session, m, failed.name, autograd, admitted)
            for m in clues.mistakes.suspects[: len(found)]
        )
    except GraderError:
        return True


def planned(exercise: Exercise, seed: int) -> Planned:
    return Plan(exercise=exercise, dtypes=("float32",), seed=seed).work_out()


def passes(exercise: Exercise, session: Session, failed: CheckResult, source: str, path: Path, admitted: bool) -> bool:
    """Whether the repaired code has its results right, or if that is admitted gives no numbers
    where they are wrong.
    """
    path.write_text(source, encoding="utf-8")
    report = grade.grade(planned(exercise, OTHER_SEED), path, Attempt(session))
    again = next(c for c in report.checks if c.name == failed.name)
    return again.status == "passed" or (
        admitted and not any(math.isfinite(f.got.value) for f in again.findings.failures)
    )


def patched(tree: ast.Module, changes: Sequence[Change]) -> str:
    """The text of a submission with some of its expressions replaced."""
    new = {c.old: c.new for c in changes}

    class Patch(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return self.generic_visit(new.pop(node) if node in new else node)

    copied: dict[int, Any] = {}  # a deep copy that knows which node it was
    tree = copy.deepcopy(tree, copied)
    # what is put somewhere may hold what is changed next
    new |= {copied[id(old)]: n for old, n in new.items()}
    return f"import torch\nimport math\n{ast.unparse(ast.fix_missing_locations(Patch().visit(tree)))}"


@dataclass
class Tally:
    """What became of the mutants: by number of edits and outcome, with the seconds added to each
    failing check.
    """

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The outcomes as Markdown, and the added time."""
        lines = [f"| edits | {' | '.join(OUTCOMES)} | named or listed |", f"|{'---|' * (len(OUTCOMES) + 2)}"]
        for kind in ("single", "double"):
            row = [self.outcomes[kind, outcome] for outcome in OUTCOMES]
            told, all_told = sum(row[:2]), sum(row[:5])
            lines.append(f"| {kind} | {' | '.join(map(str, row))} | {told / max(all_told, 1):.1%} |")
        seconds = sorted(self.seconds) or [(0.0, "")]
        median, late = seconds[len(seconds) // 2][0], seconds[int(len(seconds) * 0.95)][0]
        lines.append("\nprocessor seconds added to a failing check:")
        lines.append(f"median {median:.2f}, 95 % below {late:.2f}, most {seconds[-1][0]:.2f} ({seconds[-1][1]})")
        return "\n".join(lines)


def timed(first: Planned, path: Path, attempt: Attempt) -> tuple[Report, float]:
    """A report, and the judge's processor seconds for it, which do not depend on what else the
    machine does.
    """
    started = time.thread_time()
    report = grade.grade(first, path, attempt)
    return report, time.thread_time() - started


def judge(workers: Workers, entry: Entry, count: int, seed: int, tally: Tally) -> None:
    exercise = entry.exercise
    rng = random.Random(f"{seed}/{exercise.slug}")
    text = (ROOT / "solutions" / entry.topic / f"{exercise.slug}.py").read_text(encoding="utf-8")
    first = planned(exercise, 0)
    again = planned(exercise, OTHER_SEED)
    session = workers.session(LIMITS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutant.py"
        path.write_text(text, encoding="utf-8")
        usual = min(timed(first, path, Attempt(session))[1] for _ in range(2))
        for edits, mutant in mutants(text, count, rng):
            if not session.alive:
                session.__exit__(None, None, None)
                session = workers.session(LIMITS)
            path.write_text(mutant, encoding="utf-8")
            kind = ("single", "double")[edits - 1]
            report, seconds = timed(first, path, attempt := Attempt(session))
            if report.error or any(c.findings.code.startswith("S") for c in report.checks):
                tally.outcomes[kind, "broken"] += 1
                continue
            if report.passed:
                if grade.grade(again, path, Attempt(session)).passed:
                    tally.outcomes[kind, "equivalent"] += 1
                else:
                    tally.outcomes[kind, "missed"] += 1
                    tally.log.append(f"MISSED {exercise.slug}\n{mutant}")
                continue
            failed = next(c for c in report.checks if c.status == "failed")
            found = [d for d in failed.findings.diagnoses if d.confidence != "observed"]
            failing = sum(c.status == "failed" for c in report.checks)
            tally.seconds.append(((seconds - usual) / failing, exercise.slug))
            outcome = "named" if len(found) == 1 else "2 or 3 listed" if found else "undiagnosed"
            if found and not right_name(exercise, attempt, failed, found, path):
                outcome = "wrongly named"
                tally.log.append(f"WRONG {exercise.slug} {[d.id for d in found]}\n{mutant}")
            if not found and (failed.name == "contract" or failed.findings.code.startswith("C")):
                outcome = "told by shape or memory"
            elif not found:
                seen = [d.id for d in failed.findings.diagnoses]
                where = f"{failed.name} {failed.findings.code} {exercise.slug} {seen}"
                tally.log.append(f"UNDIAGNOSED {kind} {where}\n{mutant}")
            tally.outcomes[kind, outcome] += 1
    session.__exit__(None, None, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--each", type=int, default=36)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()
    tally = Tally()
    entries = load().entries
    with Workers() as workers:
        for slug in options.slugs or entries:
            judge(workers, entries[slug], options.each, options.seed, tally)
            print(f"{slug}: {sum(tally.outcomes.values())} mutants\n{tally.table()}", file=sys.stderr, flush=True)
            if options.log:
                options.log.write_text("\n\n".join(tally.log), encoding="utf-8")
    print(tally.table())


if __name__ == "__main__":
    main()
