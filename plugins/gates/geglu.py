from grader import Reals, layer, sym


def affine(weight, bias, x):
    return [sum(w * t for w, t in zip(row, x, strict=True)) + b for row, b in zip(weight, bias, strict=True)]


def gelu(x):
    return x * (1 + sym.erf(x / sym.sqrt(2))) / 2


@layer(
    shapes={"x": ("in",), "w1": ("out", "in"), "b1": ("out",), "w2": ("out", "in"), "b2": ("out",)},
    domain=Reals(-3, 3),
    forbids=("glu",),
)
def geglu(x, w1, b1, w2, b2):
    """GeGLU: a linear layer gated by the GELU of another (Shazeer 2020).

    Write geglu(x, w1, b1, w2, b2) = z1 * GELU(z2) with z1 = x w1^T + b1 and z2 = x w2^T + b2, for x
    of shape (batch, in), weights of shape (out, in) and biases of shape (out,), and
    geglu_backward(grad_output, x, w1, b1, w2, b2), which returns the gradients with respect to all
    five, in this order. GELU is the exact one, with erf.

    Hint: find the gradients with respect to z1 and z2 first; each then goes through its linear
    layer like any other.

    Hint: x feeds both layers, so its gradient has two terms; a bias is used by every sample of the
    batch, so its gradient is a sum.
    """
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * gelu(b) for a, b in zip(z1, z2, strict=True)]


@geglu.misconception(of="value", note="001:851")
def gate_is_tanh(x, w1, b1, w2, b2):
    """The gate of GeGLU is GELU(z2), not tanh(z2)."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * sym.tanh(b) for a, b in zip(z1, z2, strict=True)]


@geglu.misconception(of="value")
def gate_is_sigmoid(x, w1, b1, w2, b2):
    """This is GLU, gated by a sigmoid; the gate of GeGLU is GELU(z2)."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a / (1 + sym.exp(-b)) for a, b in zip(z1, z2, strict=True)]


@geglu.misconception(of="value")
def gate_is_swish(x, w1, b1, w2, b2):
    """This is SwiGLU, gated by swish; the gate of GeGLU is GELU(z2)."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [a * b / (1 + sym.exp(-b)) for a, b in zip(z1, z2, strict=True)]


@geglu.misconception(of="value")
def gate_and_value_exchanged(x, w1, b1, w2, b2):
    """GELU is applied to z1, the layer with w1 and b1; it belongs on z2."""
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    return [gelu(a) * b for a, b in zip(z1, z2, strict=True)]


@geglu.misconception(of="value")
def bias_of_gate_lost(x, w1, b1, w2, b2):
    """The bias b2 is missing in the gate's layer."""
    z1, z2 = affine(w1, b1, x), affine(w2, [0 for _ in b2], x)
    return [a * gelu(b) for a, b in zip(z1, z2, strict=True)]


@geglu.misconception(of="value")
def gate_by_tanh_approximation(x, w1, b1, w2, b2):
    """The gate is the tanh approximation of GELU; this exercise asks for the exact one, with
    erf.
    """
    z1, z2 = affine(w1, b1, x), affine(w2, b2, x)
    inner = [sym.sqrt(2 / sym.pi) * (b + sym.Rational(44715, 10**6) * b**3) for b in z2]
    return [a * b * (1 + sym.tanh(u)) / 2 for a, b, u in zip(z1, z2, inner, strict=True)]


geglu.fact(
    "claim",
    "The derivative of GeGLU has no bounds: it grows with the weights and with z1 and z2.",
    but={
        "The derivative of GeGLU lies in (0, 1).": (
            "001:869",
            "Neither GELU nor its slope lies in (0, 1), and the product rule multiplies them by w1, and by z1 w2.",
        )
    },
    source="the product rule: w1 GELU(z2) + z1 GELU'(z2) w2",
)
