# expect: R701
from torch.distributions import Categorical


def log_softmax(x, dim):
    return Categorical(logits=x.movedim(dim, -1), validate_args=False).logits.movedim(-1, dim)


def log_softmax_backward(grad_output, x, dim):
    p = log_softmax(x, dim).exp()
    return grad_output - p * grad_output.sum(dim, keepdim=True)
