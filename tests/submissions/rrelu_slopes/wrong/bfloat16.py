# expect: distribution D601 -
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    u = torch.rand(size, dtype=torch.bfloat16)
    return torch.lerp(torch.tensor(lower), torch.tensor(upper), u.to(torch.float32))
