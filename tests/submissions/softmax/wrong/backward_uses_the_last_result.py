# expect: gradients G305 -
last = {}


def softmax(input, dim):
    e = (input - input.amax(dim, keepdim=True)).exp()
    last[input.shape, input.dtype] = e / e.sum(dim, keepdim=True)
    return last[input.shape, input.dtype]


def softmax_backward(grad_output, input, dim):
    y = last[input.shape, input.dtype]
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
