from torch.optim import Adam  # noqa: F401
