# expect: S112 | stopped by: worker | tries: a default value that cannot be shown
class Odd:
    def __repr__(self):
        raise SystemExit(0)


def sigmoid(x, y, z=Odd()):
    return x
