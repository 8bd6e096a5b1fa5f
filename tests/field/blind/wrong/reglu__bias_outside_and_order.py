import torch


def reglu(x, w1, b1, w2, b2):
    gate = torch.relu(x @ w2.T) + b2
    return (x @ w1.T + b1) * gate


def reglu_backward(grad_output, x, w1, b1, w2, b2):
    a = x @ w1.T + b1
    pre = x @ w2.T
    gate = torch.relu(pre) + b2
    da = grad_output * gate
    dgate = grad_output * a
    dpre = dgate * (pre > 0)
    return da @ w1 + dpre @ w2, da.T @ x, dpre.T @ x, da.sum(0), dgate.sum(0)
