"""What of a notebook defines a function: each row's cells are read, what is taken runs, and gives
what it should.
"""

from typing import Any, NamedTuple

import pytest

from grader.cell_marks import said
from grader.errors import SubmissionError
from grader.notebook.extract import defined, extract
from grader.notebook.notebook_file import read

from .books import book


class Row(NamedTuple):
    """What the cells are, what f() of them is, and which cells are taken."""

    cells: tuple[str, ...]
    gives: Any
    taken: tuple[int, ...]


ROWS = {
    "one cell": Row(("def f(): return 1",), 1, (1,)),
    "the last definition counts": Row(("def f(): return 1", "def f(): return 2"), 2, (2,)),
    "a helper that is defined again": Row(("def g(): return 1", "def f(): return g()", "def g(): return 2"), 2, (2, 3)),
    "a helper that is defined below": Row(("def f(): return g()", "def g(): return 2"), 2, (1, 2)),
    "experiments do no harm": Row(("def f(): return 1", "1 / 0", "input()", "f(3)", "import nothing_at_all"), 1, (1,)),
    "a broken cell": Row(("def f(): return 1", "for in", "x = ("), 1, (1,)),
    "experiments in the same cell": Row(("def f(): return 1\nprint(1 / 0)\nx = 1 / 0\nfor _ in 3: f()",), 1, (1,)),
    "a shared line": Row(("A = 2; 1 / 0; B = 3; print(1 / 0)\ndef f(): return A * B",), 6, (1,)),
    "a shared line with letters": Row(("A = 'é'; 1 / 0; B = 'ü' # é\ndef f(): return A + B",), "éü", (1,)),
    "imports": Row(("import math", "def f(): return math.pi > 3"), True, (1, 2)),
    "an import by another name": Row(("from math import sqrt as r", "def f(): return r(4)"), 2, (1, 2)),
    "all names of a module": Row(("from math import *", "def f(): return sqrt(4)"), 2, (1, 2)),
    "all names of a module that is not needed": Row(("from no_such import *", "def f(): return len('a')"), 1, (2,)),
    "one of several imports": Row(
        ("import math, no_such, \\\n    no_such_either as n", "def f(): return math.pi > 3"), True, (1, 2)
    ),
    "an import again and again": Row(("import math", "import math", "def f(): return math.pi > 3"), True, (2, 3)),
    "two parts of a package": Row(
        ("import xml.dom.minidom", "import xml.sax, xml", "def f(): return bool(xml.dom.minidom and xml.sax)"),
        True,
        (1, 2, 3),
    ),
    "a value that a default needs": Row(("E = 1", "def f(e=E): return e", "E = 2"), 1, (1, 2)),
    "a value that a body needs": Row(("E = 1", "def f(): return E", "E = 2"), 2, (2, 3)),
    "a local name is no other's": Row(
        ("x = 1 / 0", "def f(y=1):\n    x = 2\n    return [y for y in (x,)][0]"), 2, (2,)
    ),
    "a name of a comprehension": Row(
        ("i = 1 / 0", "T = [i for i in range(3)]", "def f(): return T"), [0, 1, 2], (2, 3)
    ),
    "a table filled by a loop": Row(
        ("T = []", "for i in range(3):\n    T.append(i)", "def f(): return T"), [0, 1, 2], (1, 2, 3)
    ),
    "a table filled by items": Row(("T = {}", "T['a'] = 1", "print(T)", "def f(): return T"), {"a": 1}, (1, 2, 4)),
    "a table filled by a function": Row(
        ("T = []", "def fill(t): t.append(1)", "fill(T)", "print(T, 1 / 0)", "def f(): return T"), [1], (1, 2, 3, 5)
    ),
    "a table filled by a function that knows it": Row(
        ("T = []", "def fill():\n    T.append(1)", "fill()", "def f(): return T"), [1], (1, 2, 3, 4)
    ),
    "a global": Row(("N = 1", "def more():\n    global N\n    N = 2", "more()", "def f(): return N"), 2, (1, 2, 3, 4)),
    "an addition": Row(("N = 1", "N += 1", "def f(): return N"), 2, (1, 2, 3)),
    "a table worked out by a helper of then": Row(
        ("def g(): return 1", "T = g()", "def g(): return 2", "def f(): return T"), 1, (1, 2, 4)
    ),
    "an attribute": Row(("def f(): return f.n", "f.n = 3"), 3, (1, 2)),
    "setattr": Row(("def f(): return f.n", "setattr(f, 'n', 3)"), 3, (1, 2)),
    "wrapped later": Row(("def f(): return 1", "def twice(g): return lambda: 2 * g()", "f = twice(f)"), 2, (1, 2, 3)),
    "decorated": Row(("def twice(g): return lambda: 2 * g()", "@twice\ndef f(): return 1"), 2, (1, 2)),
    "registered": Row(
        (
            "from functools import singledispatch\n@singledispatch\ndef g(x): return 0",
            "@g.register\ndef _(x: int): return 1",
            "def f(): return g(3)",
        ),
        1,
        (1, 2, 3),
    ),
    "a class": Row(
        ("N = 2", "class Double:\n    n = N\n    def of(self): return self.n", "def f(): return Double().of()"),
        2,
        (1, 2, 3),
    ),
    "a method put in later": Row(
        ("class A: pass", "def of(self): return 4", "A.of = of", "def f(): return A().of()"), 4, (1, 2, 3, 4)
    ),
    "if": Row(("X = 3", "if X > 2:\n    def f(): return 1\nelse:\n    def f(): return 2"), 1, (1, 2)),
    "try": Row(
        ("try:\n    import no_such as m\nexcept ImportError:\n    import math as m", "def f(): return m.pi > 3"),
        True,
        (1, 2),
    ),
    "with": Row(("import io", "with io.StringIO('a') as s:\n    T = s.read()", "def f(): return T"), "a", (1, 2, 3)),
    "match": Row(("match [1, 2]:\n    case [a, *b]:\n        pass", "def f(): return a, b"), (1, [2]), (1, 2)),
    "a walrus": Row(("print(n := 3)", "def f(): return n"), 3, (1, 2)),
    "a lambda": Row(("g = lambda x: x + n", "n = 2", "f = lambda: g(1)"), 3, (1, 2, 3)),
    "several at once": Row(("a, (b, *c) = 1, (2, 3)", "def f(): return a, b, c"), (1, 2, [3]), (1, 2)),
    "a name that is taken away": Row(("x = 2; T = x * 2", "del x", "def f(): return T"), 4, (1, 3)),
    "only declared": Row(("n = 1", "n: int", "def f(): return n"), 1, (1, 3)),
    "annotations of later": Row(
        ("def f(x: 'Later' = 1) -> 'Later': return x", "from __future__ import annotations"), 1, (1,)
    ),
    "a module is changed": Row(
        ("import types\nm = types.SimpleNamespace()", "m.n = 3", "def f(): return m.n"), 3, (1, 2, 3)
    ),
    "what only a program runs": Row(
        ("n = 1", "if __name__ == '__main__':\n    n = 1 / 0", "def f(): return n"), 1, (1, 3)
    ),
    # what is changed
    "a seed": Row(("import random", "random.seed(0)", "def f(): return random.random() < 2"), True, (1, 2, 3)),
    "a seed by its name": Row(
        ("from random import random, seed", "seed(0)", "def f(): return random() < 2"), True, (1, 2, 3)
    ),
    "a seed by a function that does nothing else": Row(
        ("import random", "def s(n):\n    'All.'\n    random.seed(n)", "s(0)", "def f(): return random.random() < 2"),
        True,
        (1, 2, 3, 4),
    ),
    "a seed by another name of its module": Row(
        ("import random as r", "from random import random", "r.seed(3)", "def f(): return random() < 2"),
        True,
        (1, 2, 3, 4),
    ),
    "a loop that seeds": Row(
        ("import random", "for s in 1, 2:\n    random.seed(s)\n    1 / 0", "def f(): return random.random() < 2"),
        True,
        (1, 3),
    ),
    "a test that seeds": Row(
        (
            "import random\ndef f(): return random.random() < 2",
            "def t():\n    random.seed(0)\n    assert f() > 3",
            "t()",
        ),
        True,
        (1,),
    ),
    "tests that seed": Row(
        (
            "import random\ndef f(): return random.random() < 2",
            "def t(n):\n    random.seed(n)\n    1 / 0",
            "[t(3)]",
            "r = t(2)",
        ),
        True,
        (1,),
    ),
    "a seed that is asked for": Row(
        ("import random\ndef f(): return random.random() < 2", "random.seed(int(input()))"), True, (1,)
    ),
    "a seed in a condition": Row(
        (
            "import random\ndef f(): return random.random() < 2",
            "if 1:\n    random.seed(1 / 0)",
            "assert random.seed(0)",
        ),
        True,
        (1,),
    ),
    "a method put in after an object was made": Row(
        ("class A: pass", "a = A()", "def of(self): return 4", "A.of = of", "def f(): return a.of()"),
        4,
        (1, 2, 3, 4, 5),
    ),
    "a method put in by a decorator": Row(
        (
            "def put(c): return lambda g: setattr(c, g.__name__, g)",
            "class A: pass\na = A()",
            "@put(A)\ndef of(self): return 4",
            "def f(): return a.of()",
        ),
        4,
        (1, 2, 3, 4),
    ),
    "a table that a partial function has": Row(
        ("import functools\nT = [1]\nf = functools.partial(sum, T)", "T[0] = 3", "T = 1 / 0"), 3, (1, 2)
    ),
    "another name of a table": Row(("T = [1]", "U = T", "U[0] = 2", "def f(): return T[0]"), 2, (1, 2, 3, 4)),
    "an object that is set by a method": Row(
        ("class C:\n    def to(self, n): self.n = n", "c = C()", "c.to(2)", "def f(): return c.n"), 2, (1, 2, 3, 4)
    ),
    "what only shows an object": Row(
        ("class C: n = 2", "c = C()", "c.plot(1 / 0); c.show(); c.describe()", "def f(): return c.n"), 2, (1, 2, 4)
    ),
    "what only writes an object": Row(
        ("class C: n = 2", "c = C()", "c.save(1 / 0); c.to_csv(3); c.cuda()", "def f(): return c.n"), 2, (1, 2, 4)
    ),
    "a call of a function's method": Row(("def f(): return 1", "f.no_such_method(3)"), 1, (1,)),
    "parts of an object in a loop": Row(
        (
            "class C:\n    n = 1\n    def parts(self): return [self]",
            "c = C()",
            "for p in c.parts():\n    p.n = 3",
            "def f(): return c.n",
        ),
        3,
        (1, 2, 3, 4),
    ),
    "an object that notes functions": Row(
        (
            "class R(dict):\n    def __call__(self, g): self[1] = g",
            "r = R()",
            "@r\ndef g(): return 5",
            "def f(): return r[1]()",
        ),
        5,
        (1, 2, 3, 4),
    ),
    "a heap": Row(("import heapq\nh = [2]", "heapq.heappush(h, 1)", "def f(): return h[0]"), 1, (1, 2, 3)),
    "a list of all objects": Row(
        ("class C:\n    all = []\n    def __init__(self): C.all.append(1)", "C()", "def f(): return C.all"),
        [1],
        (1, 2, 3),
    ),
    "a global by a helper that is defined below": Row(
        ("def setup(): go()", "def go():\n    global N\n    N = 1", "setup()", "def f(): return N"), 1, (1, 2, 3, 4)
    ),
    "a global function": Row(("def make():\n    global f\n    def f(): return 3", "make()"), 3, (1, 2)),
    "all names of no module": Row(
        ("from no_such import *\nimport math", "def f(): return math.pi > 3 and len('a')"), 1, (1, 2)
    ),
    "a text that is run": Row(("import math", "exec('def f(): return math.pi > 3')", "1 / 0"), True, (1, 2)),
    "a name in a text": Row(("def f(): return N", "for n in ['N']:\n    exec(f'{n} = 1')"), 1, (1, 2)),
    "a name among all": Row(("def g(): return 1", "globals()['f'] = g", "print(globals()['f'], 1 / 0)"), 1, (1, 2)),
    "an exec that is not needed": Row(("def f(): return 1", "exec('1 / 0')"), 1, (1,)),
    # what IPython alone understands
    "magics": Row(("%matplotlib inline\n!pip install x \\\n    y\ndef f(): return 1\nf?\n?f\n%timeit f()",), 1, (1,)),
    "magics in a text": Row(('!ls\ndef f(): return """\n%a\n!b\nc?"""',), "\n%a\n!b\nc?", (1,)),
    "a remainder over two lines": Row(("!ls\ndef f():\n    return (7\n        % 4)",), 3, (1,)),
    "a magic in a block": Row(("if True:\n    !ls\n    N = 2\ndef f(): return N",), 2, (1,)),
    "a magic that gives something": Row(("t = %timeit -o 3\nl = !ls\ndef f(): return t, l",), (None, None), (1,)),
    "%time": Row(("%time N = 2\ndef f(): return N",), 2, (1,)),
    "%%time": Row(("%%capture out\n%%time\ndef f(): return 1",), 1, (1,)),
    "a cell of a shell": Row(
        ("%%bash\ndef f(): return 2", "def f(): return 1", "%%writefile f.py\ndef f(): return 3"), 1, (2,)
    ),
    "get_ipython": Row(("get_ipython().run_line_magic('matplotlib', 'inline')", "def f(): return 1"), 1, (2,)),
    "an indented cell": Row(("    def f():\n        return 1",), 1, (1,)),
    "lines of Windows": Row(("def f():\r\n    return 1\r\n\r\n1 / 0\r\n",), 1, (1,)),
    "a semicolon at the end": Row(("def f(): return N;", "N = 3;"), 3, (1, 2)),
    "half a letter": Row(("x = '\ud800'", "def f(): return 1"), 1, (2,)),
    "prompts of Python": Row((">>> N = 2\n>>> def f():\n...     return N\n...\n>>> !ls",), 2, (1,)),
    "prompts of IPython": Row(("In [3]: N = 2\n\nIn [4]: def f():\n   ...:     return N\n   ...: ",), 2, (1,)),
    "a byte of nothing": Row(("x = '\0'", "def f(): return 1"), 1, (2,)),
    "a cell that is nested too deep": Row(("(" * 5000, "-" * 100_000 + "1", "def f(): return 1"), 1, (3,)),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_what_is_taken_gives_what_the_whole_notebook_would(row: Row) -> None:
    taken = extract(read(book(*row.cells)), "f")
    names: dict[str, Any] = {"__name__": "submission"}
    exec(taken.text, names)
    assert (names["f"](), taken.cells) == (row.gives, row.taken)
    assert taken.left_out == sum(bool(c.strip()) for c in row.cells) - len(row.taken)


def test_every_line_is_said_as_it_stands_in_its_cell() -> None:
    cells = ("import math\n\n%time\nprint(1)\nA = 2  # a", "", "\n\ndef f():\n    return A\n", "B = 3")
    taken = extract(read(book(*cells)), "f")
    lines = taken.text.split("\n")
    where = {text: said(taken.text, n) for n, text in enumerate(lines, 1)}
    assert where["A = 2"] == "cell 1, line 5"
    assert where["    return A"] == "cell 2, line 4", "an empty cell has no number"
    assert said("A = 2\n", 1) == "line 1"


@pytest.mark.parametrize(
    ("cells", "code", "message"),
    [
        (("def g(): return 1",), "S104", "f is defined in no cell; they define g"),
        (("print(3)",), "S104", "f is defined in no cell; they define no function or class"),
        (("%%bash\necho f",), "S104", "f is defined in no cell; they define no function or class"),
        (
            ("x", "%%writefile f.py\ndef f(): return 2"),
            "S104",
            "in no cell; cell 2 begins with %%writefile, so it is left",
        ),
        (("def f(): return 1", "def f(x:\n    return 2"), "S102", r"SyntaxError: .* \(cell 2, line 1: def f\(x:\)"),
        (("def f(): return g()", "\ndef g(:\n    pass"), "S102", r"SyntaxError: .* \(cell 2, line 2: def g\(:\)"),
        ((" ", "\n"), "S106", "the notebook has no code"),
        (("f = f'" + "{x}" * 30_000 + "'",), "S103", "more than 20,000 {"),
        (("f = [0]\n" + "f.append(f)\n" * 3000,), "S103", "depend on each other in too many ways"),
    ],
)
def test_what_cannot_be_taken_is_told(cells: tuple[str, ...], code: str, message: str) -> None:
    with pytest.raises(SubmissionError, match=message) as caught:
        extract(read(book(*cells)), "f")
    assert caught.value.code == code


def test_what_a_notebook_defines_is_seen_without_running_it() -> None:
    notebook = book("import torch as gelu", "def relu(x): return g", "1 / 0\nclass Adam: pass", "x =")
    assert defined(notebook, {"relu", "Adam", "sigmoid"}) == {"relu", "Adam"}
    assert defined(book(), {"relu"}) == set()


def test_a_notebook_of_pyspark_is_one_in_python() -> None:
    metadata = {"language_info": {"name": "pyspark"}, "kernelspec": {"name": "python3"}}
    assert extract(read(book("def f(): return 1", metadata=metadata)), "f").cells == (1,)
