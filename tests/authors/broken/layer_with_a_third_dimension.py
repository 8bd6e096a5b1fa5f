# expect: A602 "in" and "out" alone
from grader import layer


@layer(shapes={"x": ("in",), "w": ("out", "k")})  # <-
def layer_with_a_third_dimension(x, w):
    """A title."""
    return [sum(row) * x[0] for row in w]
