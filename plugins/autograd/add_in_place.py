from grader import Reals, tensor


@tensor(memory="in place", graph="kept", domain=Reals(-10, 10))
def add_in_place(x, y):
    """Addition in place: x itself becomes x + y.

    Write add_in_place(x, y): write the sum of x and y into the memory of x, and return x. No new
    tensor is made, y stays as it is, and autograd records the addition, so that the gradient of the
    result reaches both. x has the shape of y, and is no leaf that requires a gradient.

    Hint: x = x + y makes a new tensor and gives it the old name; x += y keeps the tensor.
    """
    return x + y


@add_in_place.misconception(of="value")
def added_twice(x, y):
    """y was added twice: once into x, and again to what is returned."""
    return x + 2 * y


@add_in_place.misconception(of="value")
def overwritten_by_y(x, y):
    """x was overwritten by y: copy_() copies, add_() adds."""
    return y


@add_in_place.misconception(of="value")
def not_added(x, y):
    """x is what it was: add() returns the sum, add_() writes it into x."""
    return x
