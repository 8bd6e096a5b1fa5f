"""Rules applied to trees: what stands there is replaced, also as some terms of a sum, or some
factors of a product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .forest import LEAF, NEUTRAL, Forest, Tree, without

Rules = dict[Tree, Tree]
UNUSED: frozenset[Tree] = frozenset()


class Rewriting:
    """Some rules, with what they have made of trees so far.

    They are applied from the outside in, each of them once on the way down.
    """

    def __init__(self, forest: Forest, rules: Mapping[Tree, Tree]) -> None:
        self.rules = {before: after for before, after in rules.items() if before is not after}
        self._forest = forest
        self._members = {o: [b for b in self.rules if b.operation == o] for o in NEUTRAL}
        self._needed = {b.parts[0] if b.operation in NEUTRAL else b for b in self.rules}
        self._done: dict[tuple[Tree, frozenset[Tree]], Tree] = {}

    def of(self, tree: Tree) -> Tree:
        """A tree with all rules applied."""
        return self._applied(tree, UNUSED)

    def with_other(self, others: Sequence[Rewriting]) -> Rewriting:
        """These rules and others, in a formula that has all of these mistakes."""
        every = [self, *others]
        rules: Rules = {}
        for one in every:
            rules |= one.rules
        for one in every:  # where another mistake has changed what a rule is about
            for other in every:
                if other is not one:
                    rules |= one._changed_by(other, rules)
        return Rewriting(self._forest, rules)

    def _changed_by(self, other: Rewriting, known: Rules) -> Rules:
        changed = ((other.of(before), after) for before, after in self.rules.items() if other._reaches(before))
        return {before: other.of(after) for before, after in changed if before not in known}

    def _reaches(self, tree: Tree) -> bool:
        """Whether a rule may apply within a tree."""
        return not tree.inside.isdisjoint(self._needed)

    def _applied(self, tree: Tree, used: frozenset[Tree]) -> Tree:
        if not self._reaches(tree):
            return tree
        key = tree, used
        if key not in self._done:
            self._forest.work += 1
            self._done[key] = self._rewritten(tree, used)
        return self._done[key]

    def _rewritten(self, tree: Tree, used: frozenset[Tree]) -> Tree:
        if tree in self.rules and tree not in used:
            if self.rules[tree].operation == LEAF:
                # and no further: two that are exchanged would be exchanged again
                return self.rules[tree]
            return self._applied(self.rules[tree], used | {tree})
        for before in self._members.get(tree.operation, ()):
            if before not in used and not without(before.parts, tree.parts):
                rest = [self._applied(p, used) for p in without(tree.parts, before.parts)]
                put = self._applied(self.rules[before], used | {before})
                return self._forest.several(tree.operation, [*rest, put])
        parts = [self._applied(p, used) for p in tree.parts]
        if all(a is b for a, b in zip(parts, tree.parts, strict=True)):
            return tree
        return self._forest.applied(tree.operation, parts)
