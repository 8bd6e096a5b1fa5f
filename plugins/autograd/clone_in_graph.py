from grader import Reals, tensor


@tensor(memory="own", graph="kept", domain=Reals(-10, 10), torch="torch.clone")
def clone_in_graph(x):
    """Clone in the graph: the numbers of x in memory of their own, through which gradients still
    flow.

    Write clone_in_graph(x): a tensor with the numbers of x that does not change when x is changed
    in place, and whose gradient reaches x.

    Hint: copying is an operation like any other: autograd can record it.
    """
    return x
