# expect: S108
class Oops(Exception):
    def __str__(self):
        raise ValueError("no words")


def sigmoid(x):
    raise Oops
