# expect: S107
import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO")
