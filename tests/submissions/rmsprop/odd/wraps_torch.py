from torch.optim import RMSprop  # noqa: F401
