import torch


class Linear:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return torch.addmm(self.b, x, self.w.t())

    def backward(self, dz):
        return dz.mm(self.w), dz.t().mm(self.x), dz.sum(1)


def glu_layer(x, w1, b1, w2, b2):
    return Linear(w1, b1).forward(x) * torch.sigmoid(Linear(w2, b2).forward(x))


def glu_layer_backward(grad_output, x, w1, b1, w2, b2):
    l1, l2 = Linear(w1, b1), Linear(w2, b2)
    a, g = l1.forward(x), torch.sigmoid(l2.forward(x))
    dx1, dw1, db1 = l1.backward(grad_output * g)
    dx2, dw2, db2 = l2.backward(grad_output * a * g * (1 - g))
    return dx1 + dx2, dw1, db1, dw2, db2
