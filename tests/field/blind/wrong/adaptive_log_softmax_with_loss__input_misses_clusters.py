import torch


def log_softmax(z):
    return z - torch.logsumexp(z, dim=1, keepdim=True)


def adaptive_log_softmax_with_loss(input, target, head, down1, tail1, down2, tail2, reduction="mean"):
    S = head.shape[0] - 2
    M = S + tail1.shape[0]
    losses = []
    for x, t in zip(input, target.tolist()):
        x = x.unsqueeze(0)
        h = log_softmax(x @ head.T)[0]
        if t < S:
            losses.append(-h[t])
        elif t < M:
            losses.append(-h[S] - log_softmax(x @ down1.T @ tail1.T)[0][t - S])
        else:
            losses.append(-h[S + 1] - log_softmax(x @ down2.T @ tail2.T)[0][t - M])
    loss = torch.stack(losses)
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def adaptive_log_softmax_with_loss_backward(grad_output, input, target, head, down1, tail1, down2, tail2, reduction="mean"):
    S = head.shape[0] - 2
    M = S + tail1.shape[0]
    N = len(target)
    g = grad_output.expand(N) / (N if reduction == "mean" else 1)
    d_head, d_down1, d_tail1, d_down2, d_tail2 = map(torch.zeros_like, (head, down1, tail1, down2, tail2))
    d_input = torch.zeros_like(input)
    for n in range(N):
        x, t = input[n], int(target[n])
        p = torch.softmax(head @ x, 0)
        p[t if t < S else S if t < M else S + 1] -= 1
        p = p * g[n]
        d_head += torch.outer(p, x)
        d_input[n] = head.T @ p
        for lo, hi, down, tail, dd, dt in ((S, M, down1, tail1, d_down1, d_tail1), (M, 10**9, down2, tail2, d_down2, d_tail2)):
            if lo <= t < hi:
                h = down @ x
                q = torch.softmax(tail @ h, 0)
                q[t - lo] -= 1
                q = q * g[n]
                dt += torch.outer(q, h)
                dd += torch.outer(tail.T @ q, x)
    return d_input, d_head, d_down1, d_tail1, d_down2, d_tail2
