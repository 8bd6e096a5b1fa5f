# expect: S112 S114 | stopped by: judge | tries: headers of another form
import struct

from grader.worker import protocol
import torch

protocol.HEADER = struct.Struct('<4sBBHIQ4x')


def sigmoid(x):
    return torch.zeros_like(x) * x


def sigmoid_backward(grad_output, x):
    return torch.zeros_like(x)
