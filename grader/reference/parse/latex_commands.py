"""What commands of LaTeX's math mode stand for."""

from ..operations.table import OPERATIONS
from ..typeset.sections import GREEK

SIGNS = {
    **dict.fromkeys(("cdot", "times", "ast", "odot", "circ"), "*"),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), "frac"),
    **dict.fromkeys(("le", "leq", "leqslant"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
    **dict.fromkeys(("ne", "neq"), "!="),
    **dict.fromkeys(("approx", "simeq", "cong", "approxeq"), "~"),
    **dict.fromkeys(("equiv", "coloneqq", "triangleq", "doteq"), "="),
    **dict.fromkeys(("vert", "mid"), "|"),
    **dict.fromkeys(("implies", "Rightarrow", "Leftrightarrow", "iff", "therefore", "because", "\\"), "row"),
    **dict.fromkeys(("to", "rightarrow", "Longrightarrow", "longrightarrow", "Longleftrightarrow", "newline"), "row"),
    **dict.fromkeys(("quad", "qquad"), "quad"),
    "sum": "sum",
    "prod": "prod",
    "int": "integral",
    "lt": "<",
    "gt": ">",
    "div": "/",
    "prime": "'",
    "{": "(",
    "}": ")",
    "lbrace": "(",
    "rbrace": ")",
    "lbrack": "[",
    "rbrack": "]",
}
_FUNCTIONS = ("max", "min", "sqrt", "sech", "csch", "coth", "tan", "sgn", *(n for o in OPERATIONS for n in o.names))
NAMES = {
    **{n: n for n in (*GREEK, *map(str.title, GREEK), *_FUNCTIONS, "ell")},
    **{f"var{n}": n for n in ("epsilon", "phi", "theta", "rho", "sigma", "pi", "kappa")},
    "partial": "\u2202",
    "infty": "infinity",
    "land": "and",
    "lor": "or",
}
BLANK = {*",;:!> ", "displaystyle", "textstyle", "left", "right", "limits", "nonumber", "notag", "hfill", "enspace"}
BLANK |= {f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r")}
BLANK |= {"blacksquare", "square", "Box", "qed", "qedhere", "checkmark", "hline", "noindent"}
BLANK |= {"boxed", "underbrace", "overbrace", "middle", "thinspace", "space", "nolimits", "allowbreak", "mathstrut"}
SPELLED = {"text", "textrm", "textit", "textbf", "mathrm", "mathit", "operatorname", "mbox", "mathsf", "hbox"}
SPELLED |= {"mathtt", "texttt", "textup"}
# in other type
LETTERED = {"mathbf", "boldsymbol", "bm", "mathcal", "mathscr", "mathbb", "mathds", "mathfrak", "vec"}
MARKED = {"hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde"}
SKIPPED = {"intertext": "row", "shortintertext": "row", "tag": "", "label": "", "color": "", "hspace": "", "vspace": ""}
SKIPPED |= {"tag*": "", "vphantom": "", "phantom": "", "eqref": "", "ref": ""}
EQUALS = {"overset", "stackrel", "underset"}  # something over an equals sign
CASES = {"cases", "dcases", "array"}
