# expect: R701
import torch


class Gate(torch.nn.Module):
    def forward(self, x):
        return torch.sigmoid(x)


sigmoid = Gate()


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
