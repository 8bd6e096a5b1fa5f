# expect: gradients G305 -
kept = {}


def softsign(input):
    kept[input.shape, input.dtype] = 1 + input.abs()
    return input / kept[input.shape, input.dtype]


def softsign_backward(grad_output, input):
    if (input.shape, input.dtype) not in kept:
        softsign(input)
    return grad_output / kept[input.shape, input.dtype] ** 2
