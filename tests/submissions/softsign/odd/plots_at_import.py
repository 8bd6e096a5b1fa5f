import matplotlib.pyplot as plt
import torch


def softsign(x):
    return x / (x.abs() + 1)


def softsign_backward(grad_output, x):
    return grad_output * (x.abs() + 1) ** -2


points = torch.linspace(-5, 5, 50)
figure, axes = plt.subplots()
axes.plot(points, softsign(points), label="softsign")
axes.legend()
plt.tight_layout()
plt.show()
