from grader import Reals, layer, sym


def affine(weight, bias, x):
    return [sum(w * t for w, t in zip(row, x, strict=True)) + b for row, b in zip(weight, bias, strict=True)]


def relu(x):
    return sym.Piecewise((x, x > 0), (0, True))


@layer(
    shapes={"x": ("in",), "w1": ("out", "in"), "b1": ("out",), "w2": ("out", "in"), "b2": ("out",)},
    domain=Reals(-3, 3),
    forbids=("glu",),
)
def reglu(x, w1, b1, w2, b2):
    """ReGLU: a linear layer gated by the ReLU of another (Shazeer 2020).

    Write reglu(x, w1, b1, w2, b2) = z1 * relu(z2) with z1 = x w1^T + b1 and z2 = x w2^T + b2, for x
    of shape (batch, in), weights of shape (out, in) and biases of shape (out,), and
    reglu_backward(grad_output, x, w1, b1, w2, b2), which returns the gradients with respect to all
    five, in this order.

    Hint: find the gradients with respect to z1 and z2 first; each then goes through its linear
    layer like any other.

    Hint: x feeds both layers, so its gradient has two terms; a bias serves the whole batch, so its
    gradient is a sum.
    """
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * relu(b) for a, b in zip(z1, z2, strict=True)]


@reglu.misconception(of="value")
def gate_and_value_exchanged(x, w1, b1, w2, b2):
    """The gate is applied to z1, the layer with w1 and b1; it belongs on z2."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [relu(a) * b for a, b in zip(z1, z2, strict=True)]


@reglu.misconception(of="value")
def bias_of_gate_lost(x, w1, b1, w2, b2):
    """The bias b2 is missing in the gate's layer."""
    z1, z2 = affine(w1, b1, x), affine(w2, [0 for _ in b2], x)
    return [a * relu(b) for a, b in zip(z1, z2, strict=True)]


@reglu.misconception(of="value")
def gate_is_linear(x, w1, b1, w2, b2):
    """The gate has no activation: this is the bilinear layer z1 * z2."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * b for a, b in zip(z1, z2, strict=True)]


@reglu.misconception(of="value")
def gate_is_sigmoid(x, w1, b1, w2, b2):
    """This is GLU, gated by a sigmoid: the gate of ReGLU is ReLU(z2)."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a / (1 + sym.exp(-b)) for a, b in zip(z1, z2, strict=True)]
