from grader import Reals, layer, sym


def affine(weight, bias, x):
    return [sum(w * t for w, t in zip(row, x, strict=True)) + b for row, b in zip(weight, bias, strict=True)]


def sigmoid(x):
    return 1 / (1 + sym.exp(-x))


@layer(
    shapes={"x": ("in",), "w1": ("out", "in"), "b1": ("out",), "w2": ("out", "in"), "b2": ("out",)},
    domain=Reals(-3, 3),
    forbids=("glu",),
)
def glu_layer(x, w1, b1, w2, b2):
    """GLU: a linear layer gated by the sigmoid of another (Dauphin et al. 2016).

    Write glu_layer(x, w1, b1, w2, b2) = z1 * sigmoid(z2) with z1 = x w1^T + b1 and z2 = x w2^T +
    b2, for x of shape (batch, in), weights of shape (out, in) and biases of shape (out,), and
    glu_layer_backward(grad_output, x, w1, b1, w2, b2), which returns the gradients with respect to
    all five, in this order.

    Hint: find the gradients with respect to z1 and z2 first; each then goes through its linear
    layer like any other.

    Hint: x feeds both layers, so its gradient has two terms; a bias serves the whole batch, so its
    gradient is a sum.
    """
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * sigmoid(b) for a, b in zip(z1, z2, strict=True)]


@glu_layer.stable
def through_tanh(x, w1, b1, w2, b2):
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * (1 + sym.tanh(b / 2)) / 2 for a, b in zip(z1, z2, strict=True)]


@glu_layer.misconception(of="value")
def gate_and_value_exchanged(x, w1, b1, w2, b2):
    """The gate is applied to z1, the layer with w1 and b1; it belongs on z2."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [sigmoid(a) * b for a, b in zip(z1, z2, strict=True)]


@glu_layer.misconception(of="value")
def bias_of_gate_lost(x, w1, b1, w2, b2):
    """The bias b2 is missing in the gate's layer."""
    z1, z2 = affine(w1, b1, x), affine(w2, [0 for _ in b2], x)
    return [a * sigmoid(b) for a, b in zip(z1, z2, strict=True)]


@glu_layer.misconception(of="value")
def gate_is_tanh(x, w1, b1, w2, b2):
    """The gate of GLU is sigmoid(z2), not tanh(z2)."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * sym.tanh(b) for a, b in zip(z1, z2, strict=True)]


@glu_layer.misconception(of="value")
def gate_is_swish(x, w1, b1, w2, b2):
    """This is SwiGLU: the gate of GLU is sigmoid(z2), without the factor z2."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * b / (1 + sym.exp(-b)) for a, b in zip(z1, z2, strict=True)]


glu_layer.fact(
    "claim",
    "The derivative of GLU has no bounds: it grows with the weights and with z1.",
    but={
        "The derivative of GLU lies in (0, 1).": (
            "001:785",
            "That is where the gate lies; its product with w1, and z1 w2 times its slope, can have any sign and size.",
        )
    },
    source="the product rule: w1 sigmoid(z2) + z1 sigmoid'(z2) w2",
)
glu_layer.fact(
    "claim",
    "The derivative of one output of GLU by x is w1 sigmoid(z2) + z1 sigmoid(z2) (1 - sigmoid(z2)) w2.",
    but={
        "The derivative of GLU is d/dx (z1 sigmoid(z2)), and cannot be carried further.": (
            "001:772",
            "Both factors depend on x: the product rule gives two terms, and the chain rule brings the weights.",
        )
    },
    source="the product and chain rules; z1 and z2 are linear in x",
)
