"""log(sum e^x) = m + log(sum e^(x - m)), with m the largest score: no exponential overflows, and
one of them is 1.
"""


def logsumexp(input, dim):
    largest = input.amax(dim, keepdim=True)
    return (largest + (input - largest).exp().sum(dim, keepdim=True).log()).squeeze(dim)


def logsumexp_backward(grad_output, input, dim):
    exponentials = (input - input.amax(dim, keepdim=True)).exp()
    probabilities = exponentials / exponentials.sum(dim, keepdim=True)
    return grad_output.unsqueeze(dim) * probabilities
