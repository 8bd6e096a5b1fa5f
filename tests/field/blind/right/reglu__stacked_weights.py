import torch


def reglu(x, w1, b1, w2, b2):
    z = x @ torch.cat([w1, w2]).T + torch.cat([b1, b2])
    value, gate = z[:, : len(b1)], z[:, len(b1) :]
    return value * gate * (gate > 0)


def reglu_backward(grad_output, x, w1, b1, w2, b2):
    weights = torch.cat([w1, w2])
    z = x @ weights.T + torch.cat([b1, b2])
    n = b1.numel()
    value, gate = z[:, :n], z[:, n:]
    on = (gate > 0).to(z.dtype)
    dz = torch.cat([grad_output * gate * on, grad_output * value * on], 1)
    dw, db = dz.T @ x, dz.sum(0)
    return dz @ weights, dw[:n], db[:n], dw[n:], db[n:]
