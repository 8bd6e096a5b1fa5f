# expect: behaviour B702 detached_copy.requires_a_gradient
def detached_copy(x):
    return x.detach().clone().requires_grad_(True)
