# expect: values V201 -
def soft_sample(logits, noise, dim, tau):
    scores = logits + noise
    e = ((scores - scores.amax(dim, keepdim=True)) / tau).exp()
    return e / e.sum(dim, keepdim=True)


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    soft = soft_sample(logits, noise, dim, tau)
    if not hard:
        return soft
    return (soft == soft.amax(dim, keepdim=True)).to(soft.dtype) - soft.detach() + soft


def gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0, hard=False):
    y = soft_sample(logits, noise, dim, tau)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True)) / tau
