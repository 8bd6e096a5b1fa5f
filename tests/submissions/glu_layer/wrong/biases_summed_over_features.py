# expect: gradients C401 glu_layer.wrong_dimension
import torch


def glu_layer(x, w1, b1, w2, b2):
    return (x @ w1.T + b1) * torch.sigmoid(x @ w2.T + b2)


def glu_layer_backward(grad_output, x, w1, b1, w2, b2):
    value, gate = x @ w1.T + b1, torch.sigmoid(x @ w2.T + b2)
    d_value = grad_output * gate
    d_gate = grad_output * value * gate * (1 - gate)
    db1 = torch.sum(d_value, dim=1)
    db2 = torch.sum(d_gate, dim=1)
    return d_value @ w1 + d_gate @ w2, d_value.T @ x, db1, d_gate.T @ x, db2
