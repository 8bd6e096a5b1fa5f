"""Softmax of x / T: the largest score is subtracted before dividing, so no exponential exceeds
1.
"""


def softmax_with_temperature(input, dim, temperature=2.0):
    exponentials = ((input - input.amax(dim, keepdim=True)) / temperature).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


def softmax_with_temperature_backward(grad_output, input, dim, temperature=2.0):
    y = softmax_with_temperature(input, dim, temperature)
    # The Jacobian is y_i (delta_ij - y_j) / T; it is symmetric, and multiplied here without being
    # built.
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True)) / temperature
