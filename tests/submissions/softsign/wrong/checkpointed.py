# expect: rules R702 -
from torch.utils.checkpoint import checkpoint


def softsign(x):
    return checkpoint(lambda t: t / (1 + t.abs()), x, use_reentrant=True)
