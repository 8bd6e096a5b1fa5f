"""Ordinary torch works in a confined worker, at every level of this machine."""

import pytest

from grader.limit_settings import LEVELS, Limits

from ..levels import needs, strongest

USES = {
    "linear algebra": "a = torch.rand(9, 9); torch.linalg.svd(a); torch.linalg.solve(a, a); torch.linalg.eigh(a @ a.T)",
    "convolution": "F.conv2d(torch.rand(2, 3, 9, 9), torch.rand(4, 3, 3, 3)).sum()",
    "LSTM": "torch.nn.LSTM(3, 4)(torch.rand(5, 2, 3))[0].sum().backward()",
    "transformer": "torch.nn.TransformerEncoderLayer(8, 2, 16)(torch.rand(3, 2, 8))",
    "Fourier": "torch.fft.ifft(torch.fft.fft(torch.rand(64)))",
    "matrices": "torch.rand(300, 300) @ torch.rand(300, 300)",
    "half precision": "torch.rand(40, 40, dtype=torch.bfloat16) @ torch.rand(40, 40, dtype=torch.bfloat16)",
    "optimizers": """
p = torch.nn.Parameter(torch.rand(3))
for kind in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW, torch.optim.LBFGS):
    o = kind([p], lr=0.1)
    def closure():
        o.zero_grad(); loss = (p * p).sum(); loss.backward(); return loss
    o.step(closure)
torch.optim.lr_scheduler.StepLR(torch.optim.SGD([p], lr=0.1), 1)
""",
    "backward": "x = torch.rand(3, requires_grad=True); (x * x).backward(torch.rand(3)); x.exp().sum().backward()",
    "transforms": """
from torch.func import grad, hessian, jacrev, vmap
jacrev(torch.sin)(torch.rand(3)); vmap(torch.dot)(torch.rand(4, 3), torch.rand(4, 3))
hessian(lambda x: (x ** 3).sum())(torch.rand(2)); grad(torch.sin)(torch.tensor(1.0))
""",
    "gradcheck": "torch.autograd.gradcheck(torch.sin, torch.rand(3, dtype=torch.float64, requires_grad=True))",
    "checkpoint": """
from torch.utils.checkpoint import checkpoint
checkpoint(torch.sin, torch.rand(3, requires_grad=True), use_reentrant=False).sum().backward()
""",
    "autograd.Function": """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward(x); return x * x
    @staticmethod
    def backward(ctx, g): return 2 * g * ctx.saved_tensors[0]
Square.apply(torch.rand(3, requires_grad=True)).sum().backward()
""",
    "numpy": "import numpy; torch.from_numpy(numpy.linalg.inv(numpy.eye(9))).numpy(); numpy.random.rand(3)",
    "threads of OpenMP": """
torch.set_num_threads(2)
(torch.rand(3_000_000) + 1).sum()
torch.rand(900, 900) @ torch.rand(900, 900)
""",
    "threads of Python": """
import threading
threads = [threading.Thread(target=torch.rand, args=(9,)) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
""",
    "tracing": "torch.jit.trace(torch.sin, torch.rand(3))(torch.rand(3))",
    "attention": "F.scaled_dot_product_attention(*torch.rand(3, 1, 2, 5, 8).unbind(0), is_causal=True)",
    "distributions": "torch.distributions.Normal(0.0, 1.0).sample((3,)); torch.manual_seed(1); torch.randperm(5)",
    "embedding": "F.embedding_bag(torch.tensor([[0, 1]]), torch.rand(4, 3))",
    "printing": "print(torch.rand(3, 3)); repr(torch.nn.Linear(2, 2))",
    "the library": "import collections, dataclasses, decimal, fractions, json, math, random, re, statistics, time",
    "late imports": "import sympy, torch.sparse, torch.special, torch.nn.utils.parametrize, unittest.mock, html.parser",
    "source": "import inspect\ndef mine(x): return x\nassert 'return x' in inspect.getsource(mine)",
    "clocks": "import time; time.sleep(0.01); time.perf_counter(); time.thread_time(); time.localtime()",
    "seeds": "import os, random, secrets; os.urandom(3); random.seed(); secrets.token_bytes(3); torch.seed()",
}


@pytest.mark.parametrize("level", LEVELS)
def test_ordinary_torch_works(level: str) -> None:
    needs(level)
    failures = {}
    for name, code in USES.items():
        with strongest().session(Limits(seconds=30), level) as session:
            try:
                session.load("x.py", f"import torch\nimport torch.nn.functional as F\n{code}\n")
            except Exception as error:
                failures[name] = error
    assert failures == {}
