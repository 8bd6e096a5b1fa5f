# expect: training S115 -
def training_step(weight, x, y, lr=0.1):
    weight.grad = None
    ((weight * x - y) ** 2).sum().backward()
    weight.data = weight.data - lr * weight.grad
