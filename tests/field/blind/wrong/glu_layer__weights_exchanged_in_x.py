import torch


def glu_layer(x, w1, b1, w2, b2):
    z1 = torch.nn.functional.linear(x, w1, b1)
    z2 = torch.nn.functional.linear(x, w2, b2)
    return z1 * torch.sigmoid(z2)


def glu_layer_backward(grad_output, x, w1, b1, w2, b2):
    z1 = torch.nn.functional.linear(x, w1, b1)
    z2 = torch.nn.functional.linear(x, w2, b2)
    s = torch.sigmoid(z2)
    grad_z1 = grad_output * s
    grad_z2 = grad_output * z1 * s * (1 - s)
    grad_x = torch.matmul(grad_z1, w2) + torch.matmul(grad_z2, w1)
    return (
        grad_x,
        torch.matmul(grad_z1.transpose(0, 1), x),
        grad_z1.sum(0),
        torch.matmul(grad_z2.transpose(0, 1), x),
        grad_z2.sum(0),
    )
