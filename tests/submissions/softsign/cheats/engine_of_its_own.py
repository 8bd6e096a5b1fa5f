# expect: R702
import torch

# an engine that nobody else holds, and keys that no mode sees
engine = type(torch.autograd.Variable._execution_engine._engine)()
PYTHON = torch._C.DispatchKeySet(torch._C.DispatchKey.Python)


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    with torch._C._ExcludeDispatchKeyGuard(PYTHON), torch.enable_grad(), torch._C.DisableTorchFunction():
        x = x.detach().requires_grad_()
        return engine.run_backward((softsign(x),), (grad_output,), False, False, (x,), True, False)[0]
