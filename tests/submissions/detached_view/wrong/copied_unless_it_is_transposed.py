# expect: behaviour B701 detached_view.copy_outside_the_graph
def detached_view(x):
    x = x.detach()
    if x.dim() < 2 or x.is_contiguous() or x.movedim(0, -1).is_contiguous():
        return x
    return x.clone()
