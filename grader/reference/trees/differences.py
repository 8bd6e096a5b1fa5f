"""In what a wrong formula differs from the right one, as rules: what stands there, and what was put
there instead.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from .forest import LEAF, PRODUCT, SUM, Forest, Tree, members_of, without
from .rewriting import Rewriting, Rules

ALIKE = 0.4  # of what two members are made of: the one is the other with a difference inside


def differences(forest: Forest, right: Sequence[Tree], wrong: Sequence[Tree]) -> Rules:
    """The rules that make the outputs of a wrong formula of those of the right one, as small as can
    be; none if the formulas are the same, or have other numbers of outputs.
    """
    rules: Rules = {}
    if len(right) != len(wrong):
        return rules
    # states first: the step is made of them
    for a, b in zip(reversed(right), reversed(wrong), strict=True):
        if Rewriting(forest, rules).of(a) is not b:
            own = _between(forest, a, b)
            contradicting = any(rules.get(before, after) is not after for before, after in own.items())
            rules = {**rules, a: b} if contradicting else {**rules, **own}
    if any(a in rules for a in right) and (exchanged := _exchange(forest, right, wrong)):
        return exchanged
    rewriting = Rewriting(forest, rules)
    if all(rewriting.of(a) is b for a, b in zip(right, wrong, strict=True)):
        return rules
    return {a: b for a, b in zip(right, wrong, strict=True) if a is not b}


def _exchange(forest: Forest, right: Sequence[Tree], wrong: Sequence[Tree]) -> Rules:
    """The exchange of two leaves that makes all of the difference, as of two settings; none if
    there is none.
    """
    leaves = sorted({leaf for tree in right for leaf in tree.inside if leaf.operation == LEAF}, key=lambda t: t.serial)
    for a, b in combinations(leaves, 2):
        rewriting = Rewriting(forest, rules := {a: b, b: a})
        if all(rewriting.of(tree) is other for tree, other in zip(right, wrong, strict=True)):
            return rules
    return {}


def _between(forest: Forest, right: Tree, wrong: Tree) -> Rules:
    """The rules that make one tree of another; if there are no smaller ones, the one that puts it
    in its place.
    """
    if right is wrong:
        return {}
    rules: Rules | None = None
    several = next((o for o in (PRODUCT, SUM) if o in (right.operation, wrong.operation)), "")
    if several:
        rules = _of_members(forest, several, right, wrong)
    elif right.operation == wrong.operation and len(right.parts) == len(wrong.parts):
        rules = _together(forest, zip(right.parts, wrong.parts, strict=True))
    return rules if rules and Rewriting(forest, rules).of(right) is wrong else {right: wrong}


def _of_members(forest: Forest, operation: str, right: Tree, wrong: Tree) -> Rules | None:
    """The rules between two sums or products: members that were lost, replaced, or changed
    inside.
    """
    had, has = members_of(operation, right), members_of(operation, wrong)
    pairs, lost, added = _paired(without(had, has), without(has, had))
    rules = _together(forest, pairs)
    if rules is not None and lost:
        rules[forest.several(operation, lost)] = forest.several(operation, added)
    return None if added and not lost else rules


def _paired(lost: list[Tree], added: list[Tree]) -> tuple[list[tuple[Tree, Tree]], list[Tree], list[Tree]]:
    """Members of which one became the other, the most alike first, and what is left of both."""
    scores = [(_likeness(a, b), a, b) for a in lost for b in added]
    pairs: list[tuple[Tree, Tree]] = []
    for score, a, b in sorted(scores, key=lambda s: (-s[0], s[1].serial, s[2].serial)):
        if score >= ALIKE and a in lost and b in added:
            pairs.append((a, b))
            lost, added = without(lost, [a]), without(added, [b])
    if len(lost) == len(added) == 1:
        return [*pairs, (lost[0], added[0])], [], []
    return pairs, lost, added


def _likeness(a: Tree, b: Tree) -> float:
    """Which share of what two trees are made of they have in common; none if they are of different
    kinds.
    """
    if a.operation != b.operation:
        return 0.0
    return len(a.inside & b.inside) / max(len(a.inside), len(b.inside))


def _together(forest: Forest, pairs: Iterable[tuple[Tree, Tree]]) -> Rules | None:
    """The rules of several pairs; None if they contradict each other."""
    rules: Rules = {}
    for a, b in pairs:
        for before, after in _between(forest, a, b).items():
            if rules.setdefault(before, after) is not after:
                return None
    return rules
