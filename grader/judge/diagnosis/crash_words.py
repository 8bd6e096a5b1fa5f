"""The explanations of mistakes behind a crash, a wrong shape or a broken contract, by their
codes.
"""

from types import MappingProxyType

# {piece} is what stands in the code, {instead} what puts it right, and {lines} where: "Line 3" or
# "Lines 3 and 4".
WORDS = MappingProxyType(
    {
        "keepdim_missing": "{lines}: keepdim=True is missing in {piece}. Without it the result loses a dimension, "
        "and no longer lines up with what it is computed with.",
        "keepdim_extra": "{lines}: keepdim=True is one too many in {piece}.",
        "wrong_dimension": "{lines}: the dimension is the wrong one in {piece}: write {instead}.",
        "over_everything": "{lines}: the whole tensor is reduced by {piece}, not one dimension: write {instead}.",
        "matrix_not_transposed": "{lines}: a matrix has the wrong orientation in {piece}: write {instead}.",
        "transpose_returned": "{lines}: the transpose of what is asked for is computed by {piece}: write {instead}.",
        "sum_over_batch_missing": "{lines}: the sum over the batch is missing in {piece}: write {instead}.",
        "sum_missing": "{lines}: a sum is missing in {piece}: write {instead}.",
        "reduction_ignored": "{lines}: no reduction is applied to {piece}, though reduction asks for its mean or its "
        "sum.",
        "dimension_to_add": "{lines}: the dimension that was reduced is missing in {piece}: write {instead}.",
        "not_along_channels": "{lines}: the last dimension of the other tensor is what {piece} is lined up with, and "
        "not dimension 1: write {instead}.",
        "view_of_strided": "{lines}: a tensor that is not contiguous in memory makes {piece} fail: write {instead}.",
        "changed_in_place": "{lines}: a tensor that is still needed as it was is changed in place by {piece}: write "
        "{instead}.",
        "alias_changed": "{lines}: no copy is made of {piece}, so that one tensor has two names, and is changed "
        "under one of them: write {instead}.",
        "shared_tensor": "{lines}: one tensor gets two names by {piece}, and what is changed under one of them has "
        "changed under the other: write {instead}.",
        "input_returned": "{lines}: a tensor that was given, or a view of it, is returned by {piece}: write {instead}.",
        "graph_cut": "{lines}: the result is cut off from autograd's graph by {piece}, so that no gradient comes "
        "through: write {instead}.",
        "graph_not_recorded": "{lines}: autograd records no graph after {piece}, so that no gradient comes through: "
        "leave it out.",
        "no_grad_missing": "{lines}: a parameter requires a gradient, and may be changed in place only inside of "
        "`with torch.no_grad():`, which is missing around {piece}.",
        "missing_gradient_not_skipped": "{lines}: {piece} is None for a parameter that got no gradient: skip it with "
        "`if {piece} is None: continue`.",
        "parameter_rebound": "{lines}: {piece} binds the name to a new tensor, which has no gradient, and leaves the "
        "parameter as it is: write {instead}.",
        "gradient_none_at_first": "{lines}: {piece} is None before the first backward pass: ask `if {piece} is not "
        "None` before.",
        "closure_parameter_missing": "{lines}: step takes no closure: it has to be step(self, closure=None), call "
        "the closure if there is one, and return its loss.",
        "closure_not_called": "{lines}: step takes a closure and never calls it. At its start belongs `with "
        "torch.enable_grad(): loss = closure()`, if there is one, and at its end `return loss`.",
        "closure_loss_not_returned": "{lines}: step calls its closure and does not return what the closure returns.",
        "closure_without_grad": "{lines}: the closure is called where gradients are switched off, and can compute "
        "none: call it inside of `with torch.enable_grad():`.",
        "number_function_on_tensor": "{lines}: single numbers are taken by {piece}, and it is given a tensor: write "
        "{instead}.",
        "floor_division": "{lines}: the quotient is rounded down in {piece}: write {instead}.",
        "gradients_exchanged": "{lines}: gradients are not returned in the order of the inputs: write {instead}.",
        "dtype_fixed": "{lines}: the dtype is always the same in {piece}, whatever the inputs have: write {instead}.",
        "condition_of_tensor": "{lines}: {piece} asks one question of a whole tensor, which has an answer for each "
        "entry: {instead} decides for each entry.",
        "gradient_for_each_input": "{lines}: apply is given {piece} arguments, so backward has to return {piece} "
        "gradients, None for arguments that have none. It returns {instead}.",
        "not_stored_yet": "{lines}: {piece} is read where nothing is stored under {instead}.",
        "import_missing": "{lines}: {piece} is used and was never imported: `{instead}` is missing.",
        "divisor_zero": "{lines}: the divisor {piece} is 0 in a call that has to work.",
    }
)
