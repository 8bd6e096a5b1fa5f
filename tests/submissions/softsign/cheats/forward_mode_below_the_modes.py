# expect: R702
import torch
import torch.autograd.forward_ad as forward

PYTHON = torch._C.DispatchKeySet(torch._C.DispatchKey.Python)


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    with torch._C._ExcludeDispatchKeyGuard(PYTHON), torch._C.DisableTorchFunction(), forward.dual_level():
        return forward.unpack_dual(softsign(forward.make_dual(x, grad_output))).tangent
