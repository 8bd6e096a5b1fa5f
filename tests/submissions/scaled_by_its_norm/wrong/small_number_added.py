# expect: values V201 scaled_by_its_norm.term_extra
def scaled_by_its_norm(input, dim):
    n = input.norm(dim=dim, keepdim=True).detach()
    return input / (n + 1e-8)
