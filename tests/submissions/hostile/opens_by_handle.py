# expect: S116 | stopped by: seccomp | tries: a file by its handle, past all folders
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.open_by_handle_at(-100, ctypes.create_string_buffer(16), 0) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
