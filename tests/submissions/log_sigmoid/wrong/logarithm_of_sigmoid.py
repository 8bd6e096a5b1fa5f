# expect: values V201 log_sigmoid.unstable observed.not_numbers
import torch

def log_sigmoid(input):
    return torch.log(torch.sigmoid(input))

def log_sigmoid_backward(grad_output, input):
    return grad_output * torch.sigmoid(-input)
