import torch


def glu_layer(x, w1, b1, w2, b2):
    return (x @ w1.T + b1) * torch.sigmoid(x @ w2.T + b2)


def glu_layer_backward(grad_output, x, w1, b1, w2, b2):
    value = x @ w1.T + b1
    gate = torch.sigmoid(x @ w2.T + b2)
    dvalue = grad_output * gate
    dpre = grad_output * value * gate * (1 - gate)
    dx = dpre @ w2
    dw1 = dvalue.T @ x
    db1 = dvalue.sum(dim=0)
    dw2 = dpre.T @ x
    db2 = dpre.sum(dim=0)
    return dx, dw1, db1, dw2, db2
