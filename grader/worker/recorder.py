"""Notes which functions of torch a submission runs, as they run.

A function mode sees Python's calls. A dispatch mode sees the operations that follow, also those
that no Python code calls (compiled code, autograd's engine). Watching is expensive, so not every
call is watched by both: of the calls in requests of one kind, the first mode sees the n-th with a
chance of 3/n, the second with 1/n. A backward pass of the judge is watched like its forward pass.
Under the second mode torch computes some derivatives by another formula. So it sees repeated calls
only on request, and the first mode sees a third of them. If derivatives are asked for, a profile
(profile.py) sees what neither mode does: in the first call, the first backward pass, and few
others. The choice depends on a seed of the judge.
"""

from __future__ import annotations

import _thread
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from random import Random
from types import CodeType, FrameType
from typing import Any

import torch
from torch.autograd.function import BackwardCFunction
from torch.overrides import TorchFunctionMode, handle_torch_function
from torch.utils._python_dispatch import TorchDispatchMode

from . import engine, kept, kernels
from .profile import profiled
from .protocol import BACKWARD, BESIDE, GRADIENTS, LONGEST_NAME, MOST_NAMES, RAN
from .torch_names import DERIVATIVE
from .torchs_code import origin

OWN = __name__.rpartition(".")[0]  # the package whose code calls the submission
# modules between the submission and torch
WATCHING = {__name__, engine.__name__, kernels.__name__}
AUTOGRAD = "autograd"
# derivatives taken while the file was loaded may be among the numbers that it keeps
KEPT = "autograd.kept"
COMPLEX = "complex()"
PROFILED = (
    BACKWARD,
    GRADIENTS,
)  # not what is timed: a loop over so many numbers would fill the memory with its profile
LATE = 1 / 32  # the chance of all calls except the first
# nodes that the engine runs without deriving anything: gradients are added up, copied and spread
PASSES_ON = {"add", "clone", "detach", "expand", "new_zeros", "ones_like", "zeros_like"}
STARTERS: tuple[tuple[Any, str], ...] = (
    (_thread, "start_new_thread"),
    (threading, "_start_new_thread"),
    (_thread, "start_joinable_thread"),  # since Python 3.13
    (threading, "_start_joinable_thread"),
)


class Recorder:
    """The functions that one submission has run; `kind` is the kind of the current request.

    Names are noted once: "torch.sigmoid" for a call from Python, "aten::sigmoid" for an operation,
    "torch.optim.adam" and "torch.optim.adam.Adam.step" for torch's own code on the way to a call,
    "autograd" if the submission makes the engine derive something, "autograd::DivBackward0" for a
    node that it has run, "graph::DivBackward0" for a node next to its autograd.Functions. The
    engine and `forbidden` operators are seen in every call, also without the modes.
    """

    def __init__(self, seed: int, forbidden: Iterable[str] = ()) -> None:
        self.kind = 0
        self.importing = False  # if true, nothing is noted
        # whether operations of repeated calls are seen
        self._repeating: bool | None = None
        self._calls = Counter[int]()
        self._random = Random(seed)
        self._modes: list[Mode] = []  # the modes that saw the last call
        self._profiled = set[tuple[int, bool]]()  # the kinds of calls and backward passes so far
        self._names: dict[str, None] = {}
        self._told = 0
        self._answers = 0
        self._started = False  # whether the submission has started autograd's engine
        self._known: set[Any] = set()
        self._at_import = set[str]()
        # by their ids, which stay theirs as long as they are kept
        self._ways: dict[tuple[int, int], tuple[CodeType, CodeType | None]] = {}
        self._codes: dict[int, CodeType] = {}
        self.engine = engine.WatchedEngine(self._entered, AUTOGRAD)
        self._kernels = kernels.watch(forbidden, self._entered)
        for module, name in STARTERS:
            if start := getattr(module, name, None):
                setattr(module, name, self._watched(start))

    @contextmanager
    def watching(self, certain: bool = False, graph: Sequence[Any] = ()) -> Iterator[None]:
        """Notes what runs in this block, if that is `certain` or chance decides so. In a backward
        pass of the judge the nodes of its `graph` run too.
        """
        self._started = False
        chance = self._random.random()
        if not graph:
            self._modes = self._drawn(certain, chance)
        chosen: list[Any] = [mode(self) for mode in self._modes]
        if self.kind in PROFILED and ((self.kind, bool(graph)) not in self._profiled or chance > 1 - LATE):
            self._profiled.add((self.kind, bool(graph)))
            chosen.append(profiled(lambda ran: self._derived(ran - Counter(node.name() for node in graph))))
        if not chosen:
            yield
            return
        # otherwise the compiler would include the modes in its code
        if "torch._dynamo" in sys.modules:
            chosen.append(torch.compiler.set_stance("force_eager"))
        with ExitStack() as modes:
            for mode in chosen:
                modes.enter_context(mode)
            yield

    def _drawn(self, certain: bool, chance: float) -> list[Mode]:
        """Returns the modes that see the next call of the current kind."""
        self._calls[self.kind] += 1
        count = self._calls[self.kind] * (3 if self._repeating is not None else 1)
        chosen = [mode for mode, always in MODES if certain or chance * count < always]
        if self._repeating is None:
            return chosen
        return [m for m in chosen if m is not _Operations] + [_Operations] * self._repeating

    @contextmanager
    def repeating(self, watched: bool) -> Iterator[None]:
        """In this block calls are only repeated; if `watched`, their operations are seen."""
        self._repeating = watched
        try:
            yield
        finally:
            self._repeating = None

    def fresh(self) -> list[str]:
        """Returns the new names since the last call."""
        names = list(self._names)[self._told :]
        self._told += len(names)
        return names

    def settle(self) -> None:
        """Notes a hidden pass of autograd's engine, before an answer. The test costs time, so it
        does not run always.
        """
        self._answers += 1
        if self._answers.bit_count() == 1 or self._random.random() < 1 / 8:
            self.engine.count()

    def called(self, function: Any, frame: FrameType | None) -> None:
        """Notes a call of a torch function from Python. A thread of autograd may call without a
        frame.
        """
        if frame:
            self._between(frame)
        if function in ENGINES and _from_submission(frame):
            self._started = True
        if function not in self._known:
            self._note(_name(function))
            self._known.add(function)

    def ran(self, operation: Any, frame: FrameType | None) -> None:
        """Notes an operation that this frame calls. On an accelerator autograd has its own threads,
        whose operations have no frame.
        """
        if frame:
            self._between(frame)
        in_engine = torch._C._current_graph_task_id() != -1
        if operation not in self._known and not (in_engine and operation._schema.name.endswith(DERIVATIVE)):
            # the submission does not call a derivative that the engine runs
            self._note(operation._schema.name)
            self._known.add(operation)
        if AUTOGRAD in self._names or not in_engine:
            return
        derives = operation._schema.name.partition("::")[2].rstrip("_") not in PASSES_ON
        if derives and (_engine_of_submission(frame) if frame else self._started):
            self._note(AUTOGRAD)

    def given(self, arguments: Sequence[Any]) -> None:
        """Notes the arguments of an operation: they may contain complex numbers of any origin."""
        if COMPLEX not in self._names:
            with torch._C.DisableTorchFunction():
                if any(isinstance(a, torch.Tensor) and a.is_complex() for a in arguments):
                    self._note(COMPLEX)

    def _derived(self, nodes: Iterable[str]) -> None:
        """Notes nodes of these names that have run."""
        for name in nodes:
            self._note(f"{RAN}{name}")

    def stands_beside(self, nodes: Iterable[str]) -> None:
        """Notes nodes of these names in a graph with autograd.Functions of the submission."""
        for name in nodes:
            self._note(f"{BESIDE}{name}")

    def _between(self, frame: FrameType) -> None:
        """Notes torch's own code on the way to a call, once for each calling code and caller."""
        above = frame.f_back
        way = id(frame.f_code), id(above.f_code) if above else 0
        if way in self._ways:
            return
        self._ways[way] = frame.f_code, above.f_code if above else None
        step: FrameType | None = frame
        while step:
            if id(step.f_code) not in self._codes:
                self._codes[id(step.f_code)] = step.f_code
                module, function = origin(step.f_code)
                if module and step.f_code is not handle_torch_function.__code__:
                    self._note(module)
                    self._note(f"{module}.{function}")
            step = step.f_back

    def _entered(self, name: str) -> None:
        """Notes that a forbidden operator or autograd's engine runs, watched or not."""
        if self.importing:
            self._at_import.add(name)
        else:
            self._note(name)

    def keeps(self, function: Any) -> None:
        """Notes that a function can use numbers that may have been derived while the file was
        loaded.
        """
        if AUTOGRAD in self._at_import and kept.numbers(function) >= kept.TABLE:
            self._note(KEPT)

    def _note(self, name: str) -> None:
        name = "".join(c if "!" <= c <= "~" else "?" for c in name[:LONGEST_NAME]) or "?"
        if name not in self._names:
            if len(self._names) >= MOST_NAMES:  # what could not be noted does not run
                raise RuntimeError(f"more than {MOST_NAMES:,} different functions of torch are called")
            self._names[name] = None

    def _watched(self, start: Callable[..., Any]) -> Callable[..., Any]:
        """Returns a way to start threads in which everything is noted: modes belong to a thread."""

        def started(function: Callable[..., Any], *rest: Any, **settings: Any) -> Any:
            def run(*arguments: Any, **keywords: Any) -> Any:
                with _Functions(self), _Operations(self):  # few programs have threads
                    return function(*arguments, **keywords)

            return start(run, *rest, **settings)

        return started


class _Functions(TorchFunctionMode):
    def __init__(self, record: Recorder) -> None:
        self._record = record

    def __torch_function__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        self._record.called(func, sys._getframe().f_back)
        return func(*args, **kwargs) if kwargs else func(*args)


class _Operations(TorchDispatchMode):  # type: ignore[no-untyped-call]
    def __init__(self, record: Recorder) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._record = record

    @classmethod
    def _should_skip_dynamo(cls) -> bool:  # it would import the compiler, which takes seconds
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        self._record.ran(func, sys._getframe().f_back)
        self._record.given(args)
        return func(*args, **kwargs) if kwargs else func(*args)


Mode = type[_Functions | _Operations]
# and how many calls each sees for certain
MODES: tuple[tuple[Mode, int], ...] = ((_Functions, 3), (_Operations, 1))


def _name(function: Any) -> str:
    """Returns the name of a function: "torch.sigmoid", "torch.Tensor.exp", "torch.Tensor.grad_fn"
    for the getter.
    """
    owner = getattr(function, "__self__", None)
    if getattr(function, "__name__", "") == "__get__":
        return f"torch.Tensor.{getattr(owner, '__name__', '')}"
    place = getattr(function, "__module__", None) or ("torch" if owner is not None else "torch.Tensor")
    return f"{place}.{getattr(function, '__name__', type(function).__name__)}"


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


ENGINES = {torch.autograd.grad, torch.autograd.backward, torch.Tensor.backward}
APPLY: CodeType = BackwardCFunction.apply.__code__
ENGINE: CodeType = torch.autograd.graph._engine_run_backward.__code__


def _from_submission(frame: FrameType | None) -> bool:
    """Whether the submission calls a function of torch, perhaps through torch's modules."""
    caller = _beyond_torch(frame)
    return caller is not None and not _module(caller).startswith(OWN)


def _beyond_torch(frame: FrameType | None) -> FrameType | None:
    """Returns the first frame on the way up that is neither in torch nor in this file."""
    while frame and (_module(frame).startswith("torch.") or _module(frame) in WATCHING):
        frame = frame.f_back
    return frame


def _engine_of_submission(frame: FrameType) -> bool:
    """Whether autograd's engine itself runs an operation, and code of the submission has started
    the engine.
    """
    called = False  # by Python code in the engine: a backward function, a hook
    step: FrameType | None = frame
    while step and step.f_code is not ENGINE:
        module = _module(step)
        if step.f_code is APPLY:
            return False
        if module.startswith(OWN) and module not in WATCHING:
            return True  # the engine was not started in the usual way, so not by the worker
        called = called or not module.startswith(("torch.", OWN))
        step = step.f_back
    if called:
        return step is None
    step = _beyond_torch(step)
    if step is None or not _module(step).startswith(OWN):
        return True
    # which calls it, so that it has only taken a name of torch's
    return _module(step) == f"{OWN}.submission"
