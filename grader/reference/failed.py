"""Why an author's function failed on symbols, in an author's words rather than in Python's or
SymPy's.
"""

import difflib
import re

import sympy

_BRANCH = (
    "it decides in Python, by if, while, and, or, not, max or min, about a symbol that may be any number: write "
    "sym.Piecewise((a, x > 0), (b, True)), sym.Max(a, b), sym.Min(a, b), sym.And or sym.Or"
)
_NUMBER = (
    "it makes a Python number of a symbol, as math, numpy, torch, float() and range() do: formulas are built with sym "
    "alone, and a count is a hyperparameter whose default is a whole number"
)
_ONE = "it treats a single number as a vector: this family gives the function one number of each such tensor"
_MANY = (
    "it treats a vector as a number: vectors come as sequences, so go through the entries, as in "
    "[sym.exp(x) for x in input]"
)
_CAUSES = (
    (r"truth value of Relational", _BRANCH),
    (r"Cannot convert (expression|complex) to (float|int)|cannot convert symbols to|can't convert \w+ to int", _NUMBER),
    (r"must be (a )?(real number|Tensor|str)|loop of ufunc|cannot be interpreted as an integer", _NUMBER),
    (r"must be Tensor|no callable \w+ method", _NUMBER),
    (r"'\w+' object is not (iterable|subscriptable|reversible)|object of type '\w+' has no len", _ONE),
    (r"multiply sequence|can only concatenate (list|tuple)|(SympifyError|[Cc]annot sympify).*\[", _MANY),
    (r"operand type(\(s\))? for .*'(list|tuple)'|'(list|tuple)' object has no attribute", _MANY),
    (r"'Exercise' object is not callable", "it calls an exercise: NAME.function(...) is the formula of that exercise"),
)


def cause(error: Exception) -> str:
    """What an exception in an author's function means and what to write instead, or the exception
    as it is.
    """
    said = f"{type(error).__name__}: {error}"
    if missing := re.search(r"SymPy has no function called '(\w+)'", said):
        near = difflib.get_close_matches(missing[1], [n for n in dir(sympy) if not n.startswith("_")], n=1)
        advice = f"did you mean sym.{near[0]}?" if near else "write it out with functions that SymPy has"
        return f"sym has no {missing[1]}: {advice}"
    meaning = next((advice for pattern, advice in _CAUSES if re.search(pattern, said)), "")
    return f"{meaning} ({said})" if meaning else said
