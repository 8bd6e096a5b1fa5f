# expect: S118 | stopped by: limits | tries: 1,000 threads
import threading

for _ in range(1000):
    threading.Thread(target=threading.Event().wait, daemon=True).start()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
