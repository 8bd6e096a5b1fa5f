# expect: R701
def sigmoid(x):
    return x.clone().sigmoid_()


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
