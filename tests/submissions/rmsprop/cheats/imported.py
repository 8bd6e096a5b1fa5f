# expect: R701
from torch.optim import RMSprop  # noqa: F401
