from grader import Reals, tensor


@tensor(memory="shared", graph="cut", domain=Reals(-10, 10), torch="torch.detach")
def detached_view(x):
    """Detached view: another tensor over the memory of x, outside of the graph.

    Write detached_view(x): a tensor that shares memory with x, so that a change of one is seen in
    the other, and that autograd knows nothing of. Nothing is to be copied, also for an x whose
    memory is not contiguous.

    Hint: there is one method that does both.
    """
    return x
