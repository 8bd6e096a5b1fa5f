# expect: S108
def sigmoid(x):
    return sigmoid(x)
