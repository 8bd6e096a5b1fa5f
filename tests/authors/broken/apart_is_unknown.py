# expect: A602 no hyperparameter called nesterov, named in apart=; it has lr, damping
from grader import optimizer


@optimizer(apart=(("damping", "nesterov"),))  # <-
def apart_is_unknown(g, *, lr=0.1, damping=0.5):
    """A title."""
    return (-lr * (1 - damping) * g,)
