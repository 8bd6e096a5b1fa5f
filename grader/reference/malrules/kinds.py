"""What goes wrong in a derivation: how common it is, and how it is said.

Plausibilities go from 1 (rare) to 5 (frequent). In the sentences, `before` is what was to be
differentiated by `by`, and `part` is the part of it that was treated wrongly.
"""

from dataclasses import dataclass

from ..operations.table import OPERATIONS


@dataclass(frozen=True)
class Kind:
    plausibility: int
    sentence: str


KINDS = {
    "whole.not_differentiated": Kind(4, "This is {before} itself, not its derivative."),
    "whole.sign": Kind(4, "The whole derivative of {before} has got the wrong sign."),
    "whole.reciprocal": Kind(1, "This is 1 divided by the derivative of {before}."),
    "whole.other_input": Kind(4, "This is the derivative of {before} by {part}, not by {by}."),
    "whole.absolute_value_lost": Kind(3, "The absolute value in {before} was lost: {part} was differentiated instead."),
    "sum.term_dropped": Kind(5, "At the sum rule on {before} the derivative of the term {part} was dropped."),
    "sum.sign": Kind(4, "At the sum rule on {before} the derivative of the term {part} has got the wrong sign."),
    "sum.constant_kept": Kind(3, "At the sum rule on {before} the constant {part} was kept: its derivative is 0."),
    "sum.constant_as_one": Kind(
        2, "At the sum rule on {before} the derivative of the constant {part} was taken as 1: it is 0."
    ),
    "factor.sign_lost": Kind(4, "In the derivative of {before} the minus sign was lost."),
    "factor.lost": Kind(
        4,
        "In the derivative of {before} the constant factor {part} was lost. It stays when the rest is differentiated.",
    ),
    "factor.inverted": Kind(2, "In the derivative of {before} the constant factor {part} was inverted."),
    "factor.differentiated": Kind(
        2, "The derivative of {before} was taken as 0. Its factor {part} is constant, but the rest is not."
    ),
    "product.term_dropped": Kind(
        5, "At the product rule on {before} the term with the derivative of {part} was dropped."
    ),
    "product.of_derivatives": Kind(
        4, "The derivatives of the factors of {before} were multiplied. The product rule adds a term for each factor."
    ),
    "product.factor_lost": Kind(
        4,
        "At the product rule on {before} the factor {part} was lost: it stays where another factor is differentiated.",
    ),
    "product.minus": Kind(
        2, "At the product rule on {before} the term with the derivative of {part} was subtracted: it is added."
    ),
    "product.not_differentiated": Kind(
        2, "{before} was copied where its derivative belongs: the product rule was not applied to it."
    ),
    "quotient.order_exchanged": Kind(
        5,
        "The quotient rule on {before} gives this if the terms of the numerator are exchanged, which changes its sign.",
    ),
    "quotient.plus": Kind(
        5, "The quotient rule on {before} gives this if the terms of the numerator are added, not subtracted."
    ),
    "quotient.not_squared": Kind(5, "The quotient rule on {before} gives this if the denominator is not squared."),
    "quotient.term_dropped": Kind(
        5, "The quotient rule on {before} gives this if the term with the derivative of {part} is dropped."
    ),
    "quotient.denominator_lost": Kind(3, "The quotient rule on {before} gives this if the new denominator is lost."),
    "quotient.of_derivatives": Kind(
        3, "Numerator and denominator of {before} were differentiated each for itself: that is not the quotient rule."
    ),
    "quotient.factor_lost": Kind(
        3, "The quotient rule on {before} gives this if the factor {part} is lost in the numerator of the result."
    ),
    "chain.inner_dropped": Kind(5, "At the chain rule on {before} the inner derivative {part} was dropped."),
    "chain.outer_not_differentiated": Kind(
        3, "At the chain rule on {before} the outer function was not differentiated, only the inner one, {part}."
    ),
    "chain.outer_at_variable": Kind(
        3, "At the chain rule on {before} the outer derivative was taken at {by}: it belongs at {part}."
    ),
    "chain.outer_dropped": Kind(
        2, "At the chain rule on {before} the outer derivative was dropped: only that of {part} is left."
    ),
    "chain.outer_at_inner_derivative": Kind(
        2, "At the chain rule on {before} the outer derivative was taken at the inner derivative, not multiplied by it."
    ),
    "chain.inner_twice": Kind(2, "At the chain rule on {before} the inner derivative {part} was applied twice."),
    "chain.inner_inverted": Kind(
        2, "At the chain rule on {before} the result was divided by the inner derivative {part}."
    ),
    "chain.added": Kind(
        1, "At the chain rule on {before} the outer and the inner derivative were added, not multiplied."
    ),
    "power.exponent_not_reduced": Kind(4, "At the power rule on {before} the exponent was not reduced by 1."),
    "power.factor_lost": Kind(
        4, "At the power rule on {before} the factor {part} was lost: the old exponent comes down as a factor."
    ),
    "power.exponent_raised": Kind(3, "At the power rule on {before} the exponent was raised by 1, not reduced."),
    "power.exponent_sign_lost": Kind(3, "At the power rule on {before} the new exponent has lost its minus sign."),
    "power.factor_sign_lost": Kind(
        3, "At the power rule on {before} the old exponent, {part}, has lost its minus sign when it became a factor."
    ),
    "power.new_exponent_as_factor": Kind(
        3, "At the power rule on {before} the new exponent came down as a factor, not the old one, {part}."
    ),
    "exponential.log_lost": Kind(
        4, "In the derivative of {before} the factor {part} was lost: only that of exp is the function itself."
    ),
    "exponential.power_rule": Kind(3, "The power rule was applied to {before}, but the variable is in the exponent."),
    "function.not_differentiated": Kind(3, "{before} was copied where its derivative belongs."),
    **{b.kind: Kind(b.plausibility, b.sentence) for operation in OPERATIONS for b in operation.buggy},
    "branches.exchanged": Kind(4, "In the derivative of {before} branches were exchanged."),
    "branches.one_everywhere": Kind(
        4, "The derivative of the branch {part} of {before} was taken everywhere, not only where that branch holds."
    ),
    "branches.taken_over": Kind(
        3, "The derivative of the branch {part} of {before} was taken also where another branch holds."
    ),
    "branches.not_differentiated": Kind(3, "The branch {part} of {before} was copied and not differentiated."),
    "branches.as_zero": Kind(2, "The derivative of the branch {part} of {before} was taken as 0."),
}
