# expect: S112 | stopped by: worker | tries: a function that cannot be looked at
class Odd:
    @property
    def __signature__(self):
        raise SystemExit(0)

    def __call__(self, x):
        return x


sigmoid = Odd()
