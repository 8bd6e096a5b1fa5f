# expect: A602 no hyperparameter called skip
from grader import Classes, loss, sym


@loss(shapes={"input": ("class",)}, domain={"target": Classes(ignored="skip")})  # <-
def classes_ignore_what_is_not_there(input, target):
    """A title."""
    return sym.take(input, target)
