"""Call the student's functions on the tensors that the judge sent, and turn whatever comes back into raw bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import torch

from ..dtypes import DTYPES, INT64, DType
from . import device, protocol
from .submission import Failure, Submission, out_of_memory

NAMES = {getattr(torch, name): dtype for name, dtype in DTYPES.items()}
TORCH = {ours.name: torchs for torchs, ours in NAMES.items()} | {INT64.name: torch.int64}


def unpack(tensor: protocol.Tensor) -> torch.Tensor:
    """A tensor from the wire, in memory of its own on the device in use."""
    dtype = TORCH[tensor.dtype.name]
    flat = torch.frombuffer(bytearray(tensor.data), dtype=dtype) if tensor.data else torch.empty(0, dtype=dtype)
    return device.put(flat.reshape(tensor.shape))


def pack(result: Any, what: str, flags: int = 0) -> protocol.Tensor:
    """A student's result for the wire.

    Raises:
        Failure: BAD_RESULT, if it is no dense floating-point tensor; it says what it is.
    """
    try:
        return _packed(result, what, flags)
    except RuntimeError as error:  # some tensors only look like ordinary ones: wrappers that transforms work with
        if device.broken(error):  # by what was computed before, which is only noticed here
            raise Failure(protocol.DEVICE_LOST, str(error).splitlines()[0]) from None
        if out_of_memory(error):
            raise Failure(protocol.OUT_OF_MEMORY, f"{what} needs more memory to be read") from None
        raise Failure(protocol.BAD_RESULT, f"{what} must be an ordinary dense tensor with memory") from None


def _packed(result: Any, what: str, flags: int) -> protocol.Tensor:
    if type(result) is not torch.Tensor and type(result) is not torch.nn.Parameter:
        raise Failure(protocol.BAD_RESULT, f"{what} must be a torch.Tensor, but is {_describe(result)}")
    if result.layout is not torch.strided or result.is_quantized or result.device.type == "meta" or result.is_nested:
        raise Failure(protocol.BAD_RESULT, f"{what} must be an ordinary dense tensor")
    if result.dtype not in NAMES or result.ndim > protocol.MOST_DIMENSIONS:
        raise Failure(protocol.BAD_RESULT, f"{what} must be a floating-point tensor, but is {_describe(result)}")
    dtype = NAMES[result.dtype]
    if result.numel() * dtype.size > protocol.MOST_BYTES or any(n > protocol.MOST_BYTES for n in result.shape):
        limit = f"{protocol.MOST_BYTES:,} bytes that an answer may have"
        raise Failure(protocol.TOO_LARGE, f"{what} has more than the {limit}: {_describe(result)}")
    result.untyped_storage().data_ptr()  # an error where there is no memory
    return _raw(result, dtype, flags)


def _raw(tensor: torch.Tensor, dtype: DType, flags: int = 0) -> protocol.Tensor:
    device.wait()  # for all streams: a submission may use its own
    plain = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous()
    return protocol.Tensor(dtype, tuple(plain.shape), plain.reshape(-1).view(torch.uint8).numpy().tobytes(), flags)


def forward(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """The function's result; then the inputs as the call has left them."""
    inputs = [strided(t) for t in tensors] if request.get("strided") else list(tensors)
    result = submission.call(request["name"], inputs, keywords(request))
    packed = pack(result, f"the result of {request['name']}")
    _on_device(result, f"the result of {request['name']}")
    if shares(result, inputs):
        packed = replace(packed, flags=protocol.SHARES_MEMORY)
    return [packed, *(_raw(t, INT64) if t.dtype == torch.int64 else pack(t, "an input") for t in inputs)]


def gradients(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """Autograd's gradients through the function, for the upstream gradient that comes first and the inputs that want
    one; zeros, marked as such, for an input that autograd does not reach.

    Raises:
        Failure: NO_GRAPH, if it reaches none.
    """
    upstream, *inputs = tensors
    leaves = [t.requires_grad_() for t, wanted in zip(inputs, request["differentiable"], strict=True) if wanted]
    name = request["name"]
    result = submission.call(name, inputs, keywords(request))
    pack(result, f"the result of {name}")
    if result.shape != upstream.shape or result.dtype != upstream.dtype:
        raise Failure(protocol.BAD_RESULT, f"the result of {name} is {_describe(result)}, not {_describe(upstream)}")
    if not result.requires_grad:
        message = f"the result of {name} is cut off from its inputs: it does not require a gradient"
        raise Failure(
            protocol.NO_GRAPH, f"{message} (detach, .data, .item(), numpy, no_grad or torch.tensor(...) do that)"
        )
    flags = protocol.BY_HAND if _by_hand(result) else 0
    with submission.blamed():
        # A sum weighted by the upstream gradient has exactly that gradient, and spares the import of backward(grad).
        (result * upstream).sum().backward()
    unreached = [protocol.UNREACHED if leaf.grad is None else flags for leaf in leaves]
    grads = [torch.zeros_like(leaf) if leaf.grad is None else leaf.grad for leaf in leaves]
    return [pack(grad, "a gradient", flag) for grad, flag in zip(grads, unreached, strict=True)]


def backward(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """What the hand-written backward function returns, a tensor for each differentiable input."""
    name, wanted = request["name"], sum(request["differentiable"])
    result = submission.call(name, tensors, keywords(request))
    parts = tuple(result) if isinstance(result, tuple | list) else (result,)
    if len(parts) != wanted:
        expected = "one gradient" if wanted == 1 else f"a tuple of {wanted} gradients, one for each input"
        raise Failure(protocol.BAD_RESULT, f"{name} must return {expected}, but returned {_describe(result)}")
    if wanted == 1 and not isinstance(result, torch.Tensor):
        raise Failure(protocol.BAD_RESULT, f"the result of {name} must be a torch.Tensor, but is {_describe(result)}")
    names = [f"gradient {i + 1} of {name}" if wanted > 1 else f"the result of {name}" for i in range(wanted)]
    packed = [pack(part, what) for part, what in zip(parts, names, strict=True)]
    for part, what in zip(parts, names, strict=True):
        _on_device(part, what)
    return packed


def keywords(request: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments; JSON has lists where Python's functions take tuples."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in request.get("keywords", {}).items()}


def strided(tensor: torch.Tensor) -> torch.Tensor:
    """The same entries in memory of another order, every second place: no view of it is contiguous."""
    order = tuple(reversed(range(tensor.ndim)))
    wide = torch.zeros((*reversed(tensor.shape), 2), dtype=tensor.dtype, device=tensor.device)
    wide[..., 0] = tensor.permute(order)
    return wide[..., 0].permute(order)


def shares(result: torch.Tensor, inputs: Sequence[torch.Tensor]) -> bool:
    """Whether a result lies in the memory of one of the inputs."""
    start = result.untyped_storage().data_ptr() if result.numel() else 0
    return bool(start) and any(start == t.untyped_storage().data_ptr() for t in inputs)


def _by_hand(result: torch.Tensor) -> bool:
    """Whether an autograd.Function of the student's takes part in the backward pass."""
    seen, nodes = set(), [result.grad_fn]
    while nodes:
        node = nodes.pop()
        if node is None or node in seen:
            continue
        if isinstance(node, torch.autograd.function.BackwardCFunction):
            return True
        seen.add(node)
        nodes += [n for n, _ in node.next_functions]
    return False


def _on_device(result: torch.Tensor, what: str) -> None:
    if result.device != device.current():
        message = f"{what} is on {result.device}, but its inputs are on {device.current()}"
        raise Failure(protocol.BAD_RESULT, f"{message}: make new tensors like them (zeros_like, device=x.device)")


def _describe(value: Any) -> str:
    if type(value) is torch.Tensor or type(value) is torch.nn.Parameter:
        return f"a tensor of shape {tuple(value.shape)} and dtype {str(value.dtype).removeprefix('torch.')}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None:
        return "None (is a return missing?)"
    return f"of type {type(value).__module__}.{type(value).__qualname__}".replace("builtins.", "")
