# expect: S112
import os


def sigmoid(x):
    os._exit(0)
