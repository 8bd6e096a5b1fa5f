# expect: S101
# naïve
import torch
