"""Names of torch's functions, the same for every form of a call and on both sides."""

# variants of an operator that compute the same: for lists, at one stroke, of sparse or masked
# numbers, after a sum
PREFIXES = ("foreach_", "fused_", "special_", "sparse_", "masked_", "safe_", "infinitely_differentiable_", "add_")
DERIVATIVE = "_backward"
SUFFIXES = ("_data", DERIVATIVE, "_forward", "_kernel", "_loss")


def bare(name: str) -> str:
    """Returns the one name of a function in all its forms: "aten::_log_softmax_backward_data" is
    "logsoftmax".
    """
    last = plain(name).lower().strip("_")
    for prefix in PREFIXES:
        last = last.removeprefix(prefix)
    for suffix in SUFFIXES:
        last = last.removesuffix(suffix).rstrip("_")
    return last.replace("_", "")


def plain(name: str) -> str:
    """Returns only the name of a function: "torch._ops.aten.softplus_backward.default" is
    "softplus_backward".
    """
    return name.rpartition("::")[2].removesuffix(".default").removesuffix(".out").rpartition(".")[2]
