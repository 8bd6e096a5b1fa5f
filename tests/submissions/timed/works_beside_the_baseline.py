# expect: softsign P801 too slow
import threading

import torch

idle = threading.Event()
started = []


def burn():
    room = torch.zeros(1 << 24)
    while True:
        idle.wait()
        room.add_(1)


def softsign(x):
    y = x / (1 + x.abs())
    if x.numel() < 16384:
        return y
    if not started:
        started.extend(threading.Thread(target=burn, daemon=True) for _ in range(2))
        for thread in started:
            thread.start()
    idle.clear()
    for _ in range(200):
        y = y + 0 * x
    idle.set()
    return y


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
