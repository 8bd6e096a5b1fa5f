import torch


def swiglu(x, w1, b1, w2, b2):
    a = x @ w1.t() + b1
    b = x @ w2.t() + b2
    return a * b * torch.sigmoid(b)


def swiglu_backward(grad_output, x, w1, b1, w2, b2):
    a = x @ w1.t() + b1
    b = x @ w2.t() + b2
    sig = torch.sigmoid(b)
    da = grad_output * b * sig
    db = grad_output * a * sig * (1 - sig)
    dx = da @ w1 + db @ w2
    return dx, da.t() @ x, da.sum(0), db.t() @ x, db.sum(0)
