# expect: values V202 -
calls = 0


def softsign(input):
    global calls
    calls += 1
    if calls % 5 == 0:
        return input / (1 + input)
    return input / (1 + input.abs())


def softsign_backward(grad_output, input):
    return grad_output / (1 + input.abs()) ** 2
