# expect: S113 | stopped by: deadline | tries: loops where the worker looks at a function
class Loop:
    @property
    def __signature__(self):
        while True:
            pass

    def __call__(self, x):
        return x


sigmoid = Loop()
