# expect: S102
import torch

raise ValueError("no configuration found")
