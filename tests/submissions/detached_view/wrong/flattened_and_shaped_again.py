# expect: behaviour B701 detached_view.copy_outside_the_graph
def detached_view(x):
    return x.detach().reshape(-1).view(x.shape)
