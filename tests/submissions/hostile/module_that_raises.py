# expect: S112 | stopped by: worker | tries: a function that cannot be asked where it is from
class Odd:
    @property
    def __module__(self):
        raise SystemExit(0)

    def __call__(self, x):
        return x


odd = Odd()
