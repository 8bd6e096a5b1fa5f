"""Which words of a row are prose, and which belong to formulas."""

from collections.abc import Sequence

from .stream import Glossary
from .tokens import Token

RESERVED = ("if", "for", "when", "else", "otherwise", "and", "or", "not")
_WORDS = """
a above according across after again all also always an any anything applying apply are around as assume assuming at
be because before being below best both but by calculate calculated call called can cancel cancels case cases chain
clear clearly combine combining compute computed computing consider constant constants conversely curve define defined
definition denominator denote denoted derivation derivative derivatives derive differentiate differentiated
differentiating differentiation does done due each either entropy equal equals equation exactly example exponent
exponential expression factor factoring final finally find first fixed follow following follows form formula from
function further furthermore general get gets give given gives goal gradient have hence here hint holds however
identity in inner inside into is it its itself know known last layer left let letting line linear log-trick logistic
loss make means multiply multiplying namely need negative next note notice now number numerator obtain obtained
obtains of on once one only other our outer output over-all overall part parts positive power previous probability
product proof prove qed quotient range recall remember respect result rewrite rewriting right rule rules same sample
see shorthand show shown side sides similarly simple simplified simplifies simplify simplifying since slope so
solution some standard start starting step still substitute substituting sum such taking term terms that the their
then there therefore these this those thus to together trick two us use used uses using value values variable via want
way we well what where whereas whether which while will with without write writing written yields yield you your zero
step claim lemma remark part input target prediction sigmoid's loss's wrt w.r.t respectively too target's every
"""
TOGETHER = ("together", "overall", "altogether", "combined")  # what is said of all cases
IN_FORMULAS = ("times", "plus", "minus", "over", "divided", "squared", "cubed", "halved", "doubled", "root", "mod")
WORDS = frozenset((*_WORDS.split(), *TOGETHER, "so", "thus", "hence", "both"))
_OPERATORS = ("+", "*", "/", "^", "~", "<", ">", "<=", ">=", "!=")
_WHOLE = ("number", "name", ")", "]", "}", "|", "close bar", "'")


class Prose:
    """The words among the tokens of a row that belong to no formula."""

    def __init__(self, tokens: Sequence[Token], names: Glossary) -> None:
        self._tokens, self._names = tokens, names
        self.unsure: set[int] = set()  # words that are in no list
        self.places = {k for k, t in enumerate(tokens) if self._is_word(k, t)}
        self._join()

    def _is_word(self, k: int, token: Token) -> bool:
        if token.kind == "text":
            return self._is_remark(k)
        if token.kind != "name" or (token.latex and token.run):
            return False
        word = token.text.lower()
        if word in RESERVED or word in IN_FORMULAS:
            return False
        if any("\u2e80" <= c <= "\u9fff" or "\u3040" <= c <= "\u30ff" or "\uac00" <= c <= "\ud7af" for c in token.text):
            return self._names.kind(token.text) == "unknown"
        if len(token.text) == 1 or "_" in token.text:
            return False
        if self._names.kind(token.text) != "unknown":
            return k == 0 and self._titles()
        if token.latex and not token.text.isalpha():
            return False
        if word in WORDS:
            return not self._defined(k)
        if len(word) == 2 and word[0] == "d" and any(t.kind == "integral" for t in self._tokens[:k]):
            return False
        if self._defined(k) or self._beside_operator(k) or self._names.letters(token.text):
            return False
        self.unsure.add(k)
        return True

    def _is_remark(self, k: int) -> bool:
        """Whether a text of LaTeX is no name: it stands after a formula, and nothing follows, or no
        name is in it.
        """
        behind = k + 1 == len(self._tokens) or self._kind(k + 1) in (",", ";", ".", "row", "quad")
        return (behind and self._kind(k - 1) in _WHOLE) or not self._names.spelled(self._tokens[k].text)

    def _titles(self) -> bool:
        """Whether the name of the exercise stands before a formula as a word: ReLU f(x) = ..."""
        after = self._kind(1)
        return (
            after == "name"
            and self._names.kind(self._tokens[0].text) in ("either", "quantity")
            and self._names.kind(self._tokens[1].text) != "variable"
            and self._kind(2) in ("=", "(", "'")
        )

    def _kind(self, k: int) -> str:
        return self._tokens[k].kind if 0 <= k < len(self._tokens) else "end"

    def _defined(self, k: int) -> bool:
        """Whether an equation defines this name."""
        return self._kind(k + 1) in ("=", "'") or (
            self._kind(k + 1) == "("
            and self._kind(k + 2) == "name"
            and self._kind(k + 3) in (")", ",")
            and "=" in (self._kind(k + 4), self._kind(k + 6))
        )

    def _beside_operator(self, k: int) -> bool:
        """Whether a word that nobody knows is part of a formula: a name that was forgotten or
        misspelled.
        """
        before, after = self._kind(k - 1), self._kind(k + 1)
        touches = after == "(" and self._tokens[k + 1].start == self._tokens[k].end
        if before in _OPERATORS or after in _OPERATORS or after == "'" or touches:
            return True
        return before in ("=", "-", "(") and not (after == "name" and self._unknown(k + 1))

    def _unknown(self, k: int) -> bool:
        token = self._tokens[k]
        return len(token.text) > 1 and self._names.kind(token.text) == "unknown"

    def _join(self) -> None:
        """What stands between words is prose as well: hyphens, letters, parentheses around words
        alone.
        """
        for k, token in enumerate(self._tokens):
            if token.kind == "-" and {k - 1, k + 1} <= self.places and token.end == self._tokens[k + 1].start:
                self.places.add(k)
            article = token.kind == "name" and token.text in ("a", "I", "A") and k + 1 in self.places
            if article and self._kind(k - 1) not in (*_OPERATORS, "=", "-", "("):
                self.places.add(k)
        opened: list[int] = []
        for k, token in enumerate(self._tokens):
            if token.kind == "(":
                opened.append(k)
            elif token.kind == ")" and opened:
                begin = opened.pop()
                inner = range(begin + 1, k)
                words = [j for j in inner if j in self.places]
                if words and all(j in self.places or self._kind(j) in (",", ".", "'", "number") for j in inner):
                    self.places |= {begin, k, *inner}
