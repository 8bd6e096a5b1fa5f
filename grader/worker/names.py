"""What functions of torch are called, whatever form they are called in; the same on both sides."""

PREFIXES = ("foreach_", "fused_", "special_")
SUFFIXES = ("_data", "_backward", "_forward", "_kernel", "_loss")


def bare(name: str) -> str:
    """The one name of a function in all its forms: "aten::_log_softmax_backward_data" is "logsoftmax"."""
    last = name.rpartition("::")[2].removesuffix(".default").removesuffix(".out").rpartition(".")[2].lower().strip("_")
    for prefix in PREFIXES:
        last = last.removeprefix(prefix)
    for suffix in SUFFIXES:
        last = last.removesuffix(suffix).rstrip("_")
    return last.replace("_", "")
