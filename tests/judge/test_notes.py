"""What a person is to look at, and that honest work gives nobody work."""

import re
from pathlib import Path

import pytest

from grader.judge.notes.means import MEANS
from grader.judge.notes.notes import notes

from ..conftest import ROOT, SUBMISSIONS, grade_file

TABLE = ROOT / "docs" / "notes.md"
HONEST = [*SUBMISSIONS.glob("*/odd/*.py"), *(ROOT / "solutions").rglob("*.py"), *(ROOT / "exercises").rglob("*.py")]
HONEST += [*SUBMISSIONS.glob("*/wrong/*.py")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import sys\nf = sys._getframe(1)", {"frames": ("_getframe",)}),
        (
            "try: 1 / 0\nexcept ZeroDivisionError as e: f = e.__traceback__.tb_frame.f_back",
            {"frames": ("f_back", "tb_frame")},
        ),
        ("from gc import get_objects as g", {"objects": ("get_objects",)}),
        ("import grader.worker.serve as s", {"grader": ("grader",)}),
        ("import sys as s\ns.modules['torch'] = None", {"modules": ("sys.modules",)}),
        ("from sys import modules", {"modules": ("sys.modules",)}),
        ("import ctypes.util", {"memory": ("ctypes",)}),
        ("m = __import__('ctypes')", {"memory": ("ctypes",)}),
        ("import importlib\nm = importlib.import_module('torch._decomp.decompositions')", {"torch-code": ("_decomp",)}),
        ("import torch\nd = getattr(torch, '_refs')", {"torch-code": ("_refs",)}),
        ("import torch\nd = vars(torch)['_decomp']", {"torch-code": ("_decomp",)}),
        ("import torch\ny = torch.ops.aten.exp.default.redispatch(k, x)", {"operators": ("redispatch", "torch.ops")}),
        ("from torch.library import custom_op", {"operators": ("custom_op", "torch.library")}),
        ("import torch\nk = torch._C.DispatchKey.CPU", {"dispatch": ("DispatchKey", "torch._C")}),
        ("class T(T): \n def __torch_dispatch__(c, f): pass", {"dispatch": ("__torch_dispatch__",)}),
        ("import threading\nthreading.setprofile(f)", {"tracing": ("setprofile",)}),
        ("exec(compile(open('x').read(), 'x', 'exec'))", {"code": ("compile", "exec")}),
        ("f.__code__ = g.__code__", {"code": ("__code__",)}),
        ("import mpmath", {"engine": ("mpmath",)}),
        ("from sympy import diff", {"engine": ("sympy",)}),
        ("from torch.fx.experimental.proxy_tensor import make_fx", {"engine": ("make_fx", "proxy_tensor", "torch.fx")}),
        ("from decimal import Decimal\ndef d(x): return Decimal(x)", {"differences": ("decimal",)}),
        ("import numpy as np\nx = np.longdouble(1)", {"differences": ("longdouble",)}),
        ("from numpy import polynomial as p", {"differences": ("numpy.polynomial",)}),
        ("import torch\ny = torch.complex(x, h).imag", {"complex": ("imag", "torch.complex")}),
        ("y = f(x + 1e-30j)", {"complex": ("complex",)}),
        ("class D:\n def __mul__(s, o): return D(s.v * o.v, s.d * o.v + s.v * o.d)", {"arithmetic": ("__mul__",)}),
        ("import os\nos.sys.modules['torch'] = 1", {"modules": ("sys.modules",)}),
        ("import torch\nt = torch.ctypes.CDLL(None)", {"memory": ("ctypes",)}),
        ("from sys import *\nmodules['torch'] = 1", {"modules": ("sys.modules",), "tracing": ("sys.monitoring",)}),
        ("from unittest.mock import patch\npatch('grader.x')", {"grader": ("grader",), "modules": ("unittest.mock",)}),
        ("run = exec\nrun('x = 1')", {"code": ("exec",)}),
        ("import pkgutil\nm = pkgutil.resolve_name('ctypes')", {"memory": ("ctypes",)}),
        ("import timeit\ntimeit.timeit('x = 1', number=1)", {"code": ("exec",)}),
        ("import pickle", {"code": ("pickle",)}),
        ("import importlib\nm = importlib.import_module('cty' + 'pes')", {"code": ("import_module",)}),
        ("import importlib\nimp = importlib.import_module\nm = imp('ctypes')", {"code": ("import_module",)}),
        ("import functools\nm = functools.reduce(getattr, names, torch)", {"code": ("getattr",)}),
        ("m = __import__(name)", {"code": ("import_module",)}),
        ("match f:\n case object(__globals__=g): pass", {"code": ("__globals__",)}),
        ("import sys\nmatch sys:\n case object(modules=m): pass", {"modules": ("sys.modules",)}),
        ("from torch.utils._sympy import functions", {"engine": ("torch.utils._sympy",)}),
        ("node = ctx.next_functions[0]", {"engine": ("next_functions",)}),
        ("import torch\ne = torch.autograd.Variable._execution_engine", {"engine": ("_execution_engine",)}),
        ("import mpmath\nf = a" + ".b" * 1500, {"engine": ("mpmath",)}),
        ("__name__ = '__main__'\nif __name__ == '__main__': import mpmath", {"engine": ("mpmath",)}),
        ("globals()['__na' + 'me__'] = '__main__'\nif __name__ == '__main__': import mpmath", {"engine": ("mpmath",)}),
        ("def f(): global __name__\nif __name__ == '__main__': import mpmath", {"engine": ("mpmath",)}),
        ("import os as __name__\nif __name__ == '__main__': import mpmath", {"engine": ("mpmath",)}),
        ("import fractions as f\nF = f.Fraction\ndef d(x): return F(x)", {"differences": ("fractions",)}),
        ("from decimal import *", {"differences": ("decimal",)}),
        ("def d(n): return (n + 1) * (1 << 400) // n", {"differences": ("2**64",)}),
        ("B = 10 ** 60\ndef d(n): return divmod(n, B)", {"differences": ("2**64",)}),
        ("import torch\ny = torch.linalg.matrix_exp(x)", {"arithmetic": ("matrix_exp",)}),
        ("import numpy as np\nz = np.array(-1, dtype='D') ** 0.5", {"complex": ("complex",)}),
        ("z = x.numpy().astype('complex128')", {"complex": ("complex",)}),
        ("import torch\ny = x.to(torch.complex64)", {"complex": ("complex64",)}),
        ("f.__code__ = g.__code__.replace(co_name='f')", {"code": ("__code__",)}),
        ("x = 7 // 2\ny = 2 ** 1" + "0" * 400, {"differences": ("2**64",)}),
        # what does not run, and names that only look like these
        ("import torch\nok = x.dtype in (torch.float32, torch.complex64) or x.dtype == torch.cdouble", {}),
        ("import torch\nFORMATS = [torch.float32, torch.complex64]", {}),
        ("import numpy as np\ntiny = np.finfo(np.longdouble).tiny", {}),
        (
            "from fractions import Fraction as Q\nimport decimal\nC = float(Q(1, 3)) + float(decimal.Decimal('1.5'))",
            {},
        ),
        ("count = f.__code__.co_argcount", {}),
        ("import inspect\nprint(inspect.getsource(f))", {}),
        ("class Total:\n def __add__(self, other): return Total(self.n + other.n)", {}),
        ("seed = 2 ** 32\nhalf = n // 2\nmost = 1e300", {}),
        ("if __name__ == '__main__':\n import sympy\n sympy.diff(f)", {}),
        ("import sys\ncolab = 'google.colab' in sys.modules", {}),
        ("import gc\ngc.collect()", {}),
        ("import numpy\nimport torch\ny = torch.func.vmap(f)(x).real\nclass L:\n def __call__(s, x): return x", {}),
        ("gc = 1.0\nsympy = gc\nx.modules = 1", {}),
        ("import torch\nf = torch.compile(f)\nmodel.eval()\nfrom torch import compile\ncompile(f)", {}),
        ("import torch.autograd\nfrom torch import autograd\nautograd.grad(y, x)", {}),
        ("'the text tells of sys._getframe, gc and ctypes'", {}),
        ("def f(:", {}),
    ],
)
def test_means_are_known_by_what_a_text_names(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert {note.id: tuple(sorted(note.names)) for note in notes(text)} == expected


@pytest.mark.parametrize(
    ("forbidden", "text"), [("softplus", "numpy.logaddexp(0, x)"), ("logsumexp", "numpy.logaddexp.reduce(x)")]
)
def test_a_function_that_does_the_same_has_a_note_too(forbidden: str, text: str) -> None:
    assert [n.names for n in notes(f"import numpy\ny = {text}", (), (forbidden,))] == [("numpy.logaddexp",)]


@pytest.mark.parametrize("name", ["math.tanh", "numpy.tanh", "scipy.special.tanh"])
def test_a_forbidden_function_of_another_library_has_a_note(name: str) -> None:
    text = f"import {name.rpartition('.')[0]}\ny = {name}(x)\nz = math.exp(x) + y.tanh"
    assert [(n.id, n.names, n.line) for n in notes(text, (), ("tanh",))] == [("elsewhere", (name,), 2)]
    assert not notes(text)


def test_a_note_has_the_line_of_the_first_mention() -> None:
    (note,) = notes("import torch\n\nx = 1\nimport gc\ngc.get_objects()\n")
    assert (note.line, note.names) == (5, ("get_objects",))


def test_what_was_seen_to_run_has_a_note_without_a_line() -> None:
    (note,) = notes("import torch", ["torch.exp", "torch._refs.nn.functional.gelu", "aten::exp"])
    assert (note.id, note.line, note.names) == ("torch-code", 0, ("_refs",))


@pytest.mark.parametrize(("called", "note"), [("complex()", "complex"), ("autograd.kept", "engine")])
def test_what_the_recorder_saw_has_a_note(called: str, note: str) -> None:
    assert [(n.id, n.line) for n in notes("import torch", [called])] == [(note, 0)]


@pytest.mark.parametrize("path", HONEST, ids=lambda p: "/".join(p.parts[-3:]))
def test_honest_work_names_no_such_means(path: Path) -> None:
    assert notes(path.read_bytes().decode("utf-8", "replace")) == ()


def test_a_note_takes_no_points(tmp_path: Path) -> None:
    path = tmp_path / "sigmoid.py"
    path.write_text("import gc\ngc.get_objects()\n" + (ROOT / "solutions" / "activations" / "sigmoid.py").read_text())
    report = grade_file("sigmoid", path, dtypes=("float32",))
    assert [n.id for n in report.notes] == ["objects"]
    assert report.passed
    assert report.score == 100


def test_the_documentation_has_every_kind() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \|", TABLE.read_text(), re.MULTILINE)
    assert rows == [(means.id, means.words) for means in MEANS]
