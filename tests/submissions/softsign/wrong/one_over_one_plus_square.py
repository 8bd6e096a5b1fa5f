# expect: gradients G301 softsign.grouping_other
def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs() ** 2)
