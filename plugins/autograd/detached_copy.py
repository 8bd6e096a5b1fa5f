from grader import Reals, tensor


@tensor(memory="own", graph="cut", domain=Reals(-10, 10))
def detached_copy(x):
    """Detached copy: the numbers of x in memory of their own, outside of the graph.

    Write detached_copy(x): a tensor with the numbers of x that does not change when x is changed in
    place, and that autograd knows nothing of.

    Hint: detach() gives a tensor outside of the graph, but one that shares memory; clone() copies,
    but stays in the graph.
    """
    return x
