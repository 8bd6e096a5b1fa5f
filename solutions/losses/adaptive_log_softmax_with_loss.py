"""Adaptive softmax with two clusters: log p(class) = log p(cluster) + log p(class within the
cluster).
"""

import torch


def _log_softmax(scores):
    shifted = scores - scores.amax(1, keepdim=True)
    return shifted - shifted.exp().sum(1, keepdim=True).log()


def _parts(input, target, head, down1, tail1, down2, tail2):
    """For the head and each cluster: who is in it, the index of the right entry, and all
    log-probabilities.
    """
    shortlist = head.shape[0] - 2
    middle = shortlist + tail1.shape[0]
    in1, in2 = (target >= shortlist) & (target < middle), target >= middle
    entry = torch.where(in1, shortlist, torch.where(in2, shortlist + 1, target))
    return (
        (torch.ones_like(in1), entry, _log_softmax(input @ head.T)),
        (in1, torch.where(in1, target - shortlist, 0), _log_softmax(input @ down1.T @ tail1.T)),
        (in2, torch.where(in2, target - middle, 0), _log_softmax(input @ down2.T @ tail2.T)),
    )


def adaptive_log_softmax_with_loss(input, target, head, down1, tail1, down2, tail2, reduction="mean"):
    loss = 0
    for inside, index, logs in _parts(input, target, head, down1, tail1, down2, tail2):
        loss = loss - torch.where(inside, logs.gather(1, index[:, None])[:, 0], 0.0)
    return {"none": lambda: loss, "sum": loss.sum, "mean": loss.mean}[reduction]()


def adaptive_log_softmax_with_loss_backward(
    grad_output, input, target, head, down1, tail1, down2, tail2, reduction="mean"
):
    share = grad_output / len(target) if reduction == "mean" else grad_output
    by_scores = []
    for inside, index, logs in _parts(input, target, head, down1, tail1, down2, tail2):
        one_hot = torch.zeros_like(logs).scatter(1, index[:, None], 1.0)
        # softmax minus one-hot, where it counts
        by_scores.append((logs.exp() - one_hot) * (inside * share)[:, None])
    by_head, by_tail1, by_tail2 = by_scores
    by_hidden1, by_hidden2 = by_tail1 @ tail1, by_tail2 @ tail2
    by_input = by_head @ head + by_hidden1 @ down1 + by_hidden2 @ down2
    return (
        by_input,
        by_head.T @ input,
        by_hidden1.T @ input,
        by_tail1.T @ (input @ down1.T),
        by_hidden2.T @ input,
        by_tail2.T @ (input @ down2.T),
    )
