# expect: gradients G305 -
kept = {}


def softsign(input):
    kept["bottom"] = 1 + input.abs()
    return input / kept["bottom"]


def softsign_backward(grad_output, input):
    return grad_output / kept["bottom"] ** 2
