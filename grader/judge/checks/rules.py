"""Checks whether the work is the submission's own: compares the functions seen to run with those
that the exercise forbids.
"""

from collections.abc import Sequence

from ...dtypes import DType
from ...exercise import Exercise
from ...report.model import CheckResult, Findings, Status
from ...worker import protocol
from ...worker.torch_names import DERIVATIVE, bare, plain
from ..answers.attempt import Attempt
from ..sandbox.session import Session

# these show that a derivative was taken: the engine ran, forward mode ran, or code walked through
# the graph
DERIVING = {"autograd", "torch.autograd.forward_ad", "torch._make_dual", "aten::_make_dual", "torch.Tensor.grad_fn"}
# of two keys it is a sigmoid, and so tanh and silu; of more a softmax
HOLDING = ("scaled_dot_product_attention",)
MOST_SHOWN = 3


class Rules:
    """A check without points of its own. If it fails, the points of the other checks are lost."""

    name = "rules"
    points = 0.0

    def __init__(self, exercise: Exercise, dtype: DType) -> None:
        self.dtype, self._exercise = dtype, exercise
        own = {n if n.endswith(DERIVATIVE) else bare(n) for n in exercise.forbidden}
        self.forbidden = sorted({*own, *HOLDING} if own else own)

    @staticmethod
    def has_any(exercise: Exercise) -> bool:
        """Whether an exercise forbids anything."""
        return bool(exercise.forbidden) or exercise.backward

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session = attempt.session
        if all(result.status == "skipped" for result in before):
            return self._result("skipped", "nothing has been judged")
        if seen := [name for name in session.called if self._forbids(name)]:
            forbids = f"may not be called here: {', '.join((*self._exercise.forbidden, *HOLDING))}"
            told = (
                f"calls {', '.join(seen[:MOST_SHOWN])}; {forbids}. Arithmetic, torch.exp, torch.where and the like may"
            )
            return self._result("failed", told, "R701")
        if self._exercise.backward and (told := _derived(session)):
            return self._result("failed", told, "R702")
        return self._result("passed", "nothing forbidden was seen to run")

    def _forbids(self, name: str) -> bool:
        """Whether a function or a module is forbidden, or belongs to a forbidden package. A
        derivative with its own name, such as softplus_backward, is forbidden alone.
        """
        return not {bare(name), plain(name)}.isdisjoint(self.forbidden) or any(
            part in self.forbidden for part in name.split(".")[:-1]
        )

    def _result(self, status: Status, summary: str, code: str = "") -> CheckResult:
        return CheckResult(
            name=self.name, dtype=self.dtype.name, status=status, summary=summary, findings=Findings(code=code)
        )


def _derived(session: Session) -> str:
    """Returns what autograd has derived for the submission, in words; "" if nothing."""
    ran = [name.removeprefix(protocol.RAN) for name in session.called if name.startswith(protocol.RAN)]
    if ran or not DERIVING.isdisjoint(session.called):
        of = f": {', '.join(ran[:MOST_SHOWN])}" if ran else ""
        return f"the derivative by hand is taken from autograd{of}"
    return ""
