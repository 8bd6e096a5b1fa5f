import torch


def _ls(s):
    s = s - s.max(1, keepdim=True).values
    return s - s.exp().sum(1, keepdim=True).log()


def _rows(input, target, head, down1, tail1, down2, tail2):
    n_short = head.size(0) - 2
    n_first = tail1.size(0)
    first = (target >= n_short) & (target < n_short + n_first)
    second = target >= n_short + n_first
    head_index = target.clone()
    head_index[first] = n_short + 1
    head_index[second] = n_short
    i1 = (target - n_short) * first
    i2 = (target - n_short - n_first) * second
    return first, second, head_index, i1, i2, _ls(input @ head.t()), _ls(input @ down1.t() @ tail1.t()), _ls(input @ down2.t() @ tail2.t())


def adaptive_log_softmax_with_loss(input, target, head, down1, tail1, down2, tail2, reduction="mean"):
    first, second, hi, i1, i2, lh, l1, l2 = _rows(input, target, head, down1, tail1, down2, tail2)
    pick = lambda l, i: l.gather(1, i.unsqueeze(1)).squeeze(1)
    logp = pick(lh, hi) + pick(l1, i1) * first + pick(l2, i2) * second
    loss = -logp
    return loss if reduction == "none" else loss.sum() if reduction == "sum" else loss.mean()


def adaptive_log_softmax_with_loss_backward(grad_output, input, target, head, down1, tail1, down2, tail2, reduction="mean"):
    first, second, hi, i1, i2, lh, l1, l2 = _rows(input, target, head, down1, tail1, down2, tail2)
    g = torch.ones_like(target, dtype=input.dtype) * grad_output
    if reduction == "mean":
        g = g / target.numel()

    def score_grad(logs, index, scale):
        d = logs.exp()
        d = d - torch.zeros_like(d).scatter(1, index.unsqueeze(1), 1.0)
        return d * scale.unsqueeze(1)

    gh = score_grad(lh, hi, g)
    g1 = score_grad(l1, i1, g * first)
    g2 = score_grad(l2, i2, g * second)
    h1, h2 = input @ down1.t(), input @ down2.t()
    gi = gh @ head + g1 @ tail1 @ down1 + g2 @ tail2 @ down2
    return gi, gh.t() @ input, (g1 @ tail1).t() @ input, g1.t() @ h1, (g2 @ tail2).t() @ input, g2.t() @ h2
