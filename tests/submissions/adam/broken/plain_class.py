# expect: S109
class Adam:
    def __init__(self, params, learning_rate=1e-3):
        self.params = list(params)
        self.rate = learning_rate

    def step(self):
        for p in self.params:
            p.data -= self.rate * p.grad
