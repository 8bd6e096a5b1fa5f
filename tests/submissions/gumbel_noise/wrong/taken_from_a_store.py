# expect: draws D602 -
import torch


STORE = []


def gumbel_noise(size):
    n = torch.Size(size).numel()
    fresh = -torch.log(torch.empty(n).exponential_())
    if n > 1000:
        if STORE:
            fresh[: n // 2] = STORE[0][: n // 2]
        STORE[:] = [fresh.clone()]
    return fresh.reshape(size)
