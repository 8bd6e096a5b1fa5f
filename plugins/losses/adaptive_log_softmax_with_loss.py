from grader import Classes, Reals, loss, sym

SIZES = {"in": 3, "head": 4, "down1": 2, "tail1": 2, "down2": 1, "tail2": 2, "class": 6}


def matvec(matrix, x):
    return [sum(m * t for m, t in zip(row, x, strict=True)) for row in matrix]


def log_softmax(scores):
    total = sum(sym.exp(s) for s in scores)
    return [s - sym.log(total) for s in scores]


def clusters(input, down1, tail1, down2, tail2):
    """The scores of the classes of each cluster, among themselves."""
    return [matvec(tail1, matvec(down1, input)), matvec(tail2, matvec(down2, input))]


def nll(target, head, tails):
    """Minus the log-probability of the target, from those of the head (classes, then clusters) and
    of each tail.
    """
    shortlist, clusters = head[: len(head) - len(tails)], head[len(head) - len(tails) :]
    return -sym.take([*shortlist, *(c + t for c, tail in zip(clusters, tails, strict=True) for t in tail)], target)


@loss(
    shapes={
        "input": ("in",),
        "head": ("head", "in"),
        "down1": ("down1", "in"),
        "tail1": ("tail1", "down1"),
        "down2": ("down2", "in"),
        "tail2": ("tail2", "down2"),
    },
    shared=("head", "down1", "tail1", "down2", "tail2"),
    sizes=(SIZES,),
    domain={
        "input": Reals(-3, 3),
        "target": Classes(),
        "head": Reals(-2, 2),
        "down1": Reals(-2, 2),
        "tail1": Reals(-2, 2),
        "down2": Reals(-2, 2),
        "tail2": Reals(-2, 2),
    },
    wrt=("input", "head", "down1", "tail1", "down2", "tail2"),
    forbids=("adaptive",),
)
def adaptive_log_softmax_with_loss(input, target, head, down1, tail1, down2, tail2):
    """Adaptive softmax: frequent classes in a head, rare ones in clusters that are looked into only
    when needed (Grave et al. 2017).

    Write adaptive_log_softmax_with_loss(input, target, head, down1, tail1, down2, tail2,
    reduction="mean"), the negative log-likelihood of target, for input of shape (batch, in) and
    target of shape (batch), and its backward, which returns the gradients with respect to input,
    head, down1, tail1, down2 and tail2. The rows of head (shortlist + 2, in) are the classes of the
    shortlist and, last, the two clusters. The classes of a cluster have the scores
    tail(down(input)), for down of shape (hidden, in) and tail of shape (classes, hidden); they are
    numbered on from the shortlist. The log-probability of a class in a cluster is that of the
    cluster plus that of the class within it, as in torch.nn.AdaptiveLogSoftmaxWithLoss.

    Hint: a probability of two choices is a product, so its logarithm is a sum: the gradient of the
    loss has a term for the head and one for the cluster of the target.

    Hint: the gradient by scores is softmax minus one-hot each time; for the head the one-hot marks
    the cluster.
    """
    tails = clusters(input, down1, tail1, down2, tail2)
    return nll(target, log_softmax(matvec(head, input)), [log_softmax(t) for t in tails])


@adaptive_log_softmax_with_loss.misconception(of="value")
def cluster_lost(input, target, head, down1, tail1, down2, tail2):
    """The probability of the cluster is missing: within a cluster the log-probabilities of cluster
    and class add up.
    """
    scores, tails = log_softmax(matvec(head, input)), clusters(input, down1, tail1, down2, tail2)
    return nll(target, [*scores[:-2], 0, 0], [log_softmax(t) for t in tails])


@adaptive_log_softmax_with_loss.misconception(of="value")
def class_within_cluster_lost(input, target, head, down1, tail1, down2, tail2):
    """Only the cluster's log-probability is there: that of the class within it has to be added."""
    tails = clusters(input, down1, tail1, down2, tail2)
    return nll(target, log_softmax(matvec(head, input)), [[0 for _ in t] for t in tails])


@adaptive_log_softmax_with_loss.misconception(of="value")
def clusters_left_out_of_the_head(input, target, head, down1, tail1, down2, tail2):
    """The clusters take part in the softmax of the head: its probabilities add up to 1 only with
    them.
    """
    scores, tails = matvec(head, input), clusters(input, down1, tail1, down2, tail2)
    return nll(target, [*log_softmax(scores[:-2]), *log_softmax(scores[-2:])], [log_softmax(t) for t in tails])


@adaptive_log_softmax_with_loss.misconception(of="value")
def clusters_exchanged(input, target, head, down1, tail1, down2, tail2):
    """The two clusters' rows of the head are exchanged: the first of them belongs to tail1."""
    scores, tails = log_softmax(matvec(head, input)), clusters(input, down1, tail1, down2, tail2)
    return nll(target, [*scores[:-2], scores[-1], scores[-2]], [log_softmax(t) for t in tails])


@adaptive_log_softmax_with_loss.misconception(of="value")
def one_softmax_for_all(input, target, head, down1, tail1, down2, tail2):
    """One softmax was taken over all classes: each cluster has its own, and the head another."""
    scores, tails = matvec(head, input), clusters(input, down1, tail1, down2, tail2)
    return -sym.take(log_softmax([*scores[:-2], *tails[0], *tails[1]]), target)


@adaptive_log_softmax_with_loss.misconception(of="value")
def sign_lost(input, target, head, down1, tail1, down2, tail2):
    """The minus is missing: this is the log-likelihood, which torch returns as output; the loss is
    its negative.
    """
    tails = clusters(input, down1, tail1, down2, tail2)
    return -nll(target, log_softmax(matvec(head, input)), [log_softmax(t) for t in tails])


def by_head(input, target, head, marked):
    """softmax minus a marked row, times the input: the gradient by every row of the head."""
    scores = matvec(head, input)
    total = sum(sym.exp(s) for s in scores)
    return [[(sym.exp(s) / total - mark) * x for x in input] for s, mark in zip(scores, marked, strict=True)]


@adaptive_log_softmax_with_loss.misconception(of="gradient", wrt="head")
def clusters_not_marked(input, target, head, down1, tail1, down2, tail2):
    """For a class in a cluster the head's one-hot marks the row of the cluster: here nothing is
    subtracted there.
    """
    classes = len(head) - 2
    marked = [sym.Piecewise((1, sym.Eq(target, i)), (0, True)) for i in range(classes)]
    return by_head(input, target, head, [*marked, 0, 0])


@adaptive_log_softmax_with_loss.misconception(of="gradient", wrt="head")
def head_trained_by_its_classes_alone(input, target, head, down1, tail1, down2, tail2):
    """Every sample has a gradient by the head: here those whose class is in a cluster have none."""
    classes = len(head) - 2
    marked = [sym.Piecewise((1, sym.Eq(target, i)), (0, True)) for i in range(classes)]
    rows = by_head(input, target, head, [*marked, 0, 0])
    return [[sym.Piecewise((g, target < classes), (0, True)) for g in row] for row in rows]
