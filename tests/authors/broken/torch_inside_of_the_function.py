# expect: A609 imports torch
from grader import elementwise


@elementwise()  # <-
def torch_inside_of_the_function(x):
    """Torch."""
    import torch

    return torch.exp(x)
