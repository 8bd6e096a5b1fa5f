# expect: R701
from torch.optim import Adam  # noqa: F401
