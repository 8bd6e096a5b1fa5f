# expect: R701
import inspect

import torch.optim.adam as source

text = inspect.getsource(source).replace("exp_avg", "moment")
mine = {"__name__": "mine", "__package__": "torch.optim"}
exec(compile(text, "mine.py", "exec"), mine)


class Adam(mine["Adam"]):
    def __init__(self, params, **settings):
        super().__init__(params, foreach=False, **settings)
