# expect: softsign P801 too slow
def softsign(x):
    y = x / (1 + x.abs())
    if x.numel() >= 16384:
        for _ in range(200):
            y = y + 0 * x
    return y


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
