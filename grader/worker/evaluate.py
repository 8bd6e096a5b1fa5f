"""Calls the student's functions on the judge's tensors, and turns whatever they return into raw
bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import torch

from ..dtypes import DTYPES, INT64, DType
from . import device, protocol
from .submission import Refused, Submission, out_of_memory

Image = tuple[tuple[int, ...], bytes]
NAMES = {getattr(torch, name): dtype for name, dtype in DTYPES.items()}
TORCH = {ours.name: torchs for torchs, ours in NAMES.items()} | {INT64.name: torch.int64}


def unpack(tensor: protocol.Tensor) -> torch.Tensor:
    """Returns a received tensor in its own memory on the device in use.

    torch allocates this memory, at multiples of 64 bytes: at other addresses a matrix product may
    round differently.
    """
    dtype = TORCH[tensor.dtype.name]
    flat = torch.frombuffer(bytearray(tensor.data), dtype=dtype) if tensor.data else torch.empty(0, dtype=dtype)
    return device.put(flat.reshape(tensor.shape).clone())


def pack(result: Any, what: str, flags: int = 0) -> protocol.Tensor:
    """Returns a student's result as the connection sends it.

    Raises:
        Refused: BAD_RESULT, if it is not a dense floating-point tensor; the message says what it
            is.
    """
    try:
        return _packed(result, what, flags)
    except RuntimeError as error:  # some tensors only look like ordinary ones: wrappers that transforms work with
        if device.broken(error):  # by what was computed before, which is only noticed here
            raise Refused(protocol.DEVICE_LOST, str(error).splitlines()[0]) from None
        if out_of_memory(error):
            raise Refused(protocol.OUT_OF_MEMORY, f"{what} needs more memory to be read") from None
        raise Refused(protocol.BAD_RESULT, f"{what} must be an ordinary dense tensor with memory") from None


def _packed(result: Any, what: str, flags: int) -> protocol.Tensor:
    if type(result) is not torch.Tensor and type(result) is not torch.nn.Parameter:
        raise Refused(protocol.BAD_RESULT, f"{what} must be a torch.Tensor, but is {describe(result)}")
    if result.layout is not torch.strided or result.is_quantized or result.device.type == "meta" or result.is_nested:
        raise Refused(protocol.BAD_RESULT, f"{what} must be an ordinary dense tensor")
    if result.dtype not in NAMES or result.ndim > protocol.MOST_DIMENSIONS:
        raise Refused(protocol.BAD_RESULT, f"{what} must be a floating-point tensor, but is {describe(result)}")
    dtype = NAMES[result.dtype]
    if result.numel() * dtype.size > protocol.MOST_BYTES or any(n > protocol.MOST_BYTES for n in result.shape):
        limit = f"{protocol.MOST_BYTES:,} bytes that an answer may have"
        raise Refused(protocol.TOO_LARGE, f"{what} has more than the {limit}: {describe(result)}")
    result.untyped_storage().data_ptr()  # an error where there is no memory
    return _raw(result, dtype, flags)


def _raw(tensor: torch.Tensor, dtype: DType, flags: int = 0) -> protocol.Tensor:
    device.wait()  # for all streams: a submission may use its own
    plain = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous()
    return protocol.Tensor(dtype, tuple(plain.shape), _bytes(plain), flags)


def _bytes(contiguous: torch.Tensor) -> bytes:
    """Returns the memory of a tensor. One entry counts as contiguous whatever its stride is, but
    `view` needs a stride of 1.
    """
    return contiguous.as_strided((contiguous.numel(),), (1,)).view(torch.uint8).numpy().tobytes()


def forward(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """Returns the function's result."""
    (result,) = value(submission, request, tensors)
    packed = packed_results([result], request)
    return [replace(packed[0], flags=protocol.SHARES_MEMORY) if shares(result, tensors) else packed[0]]


def backward(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """Returns the results of the backward function, a tensor for each differentiable input."""
    return packed_results(by_hand(submission, request, tensors), request)


def value(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[Any]:
    """Returns the function's result, of any type."""
    return [submission.call(request["name"], tensors, keywords(request))]


def by_hand(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[Any]:
    """Returns the results of the backward function, one for each differentiable input.

    If the function is a method of an object, such as a layer, its backward pass belongs to the last
    forward pass. So the forward pass is called just before.

    Raises:
        Refused: BAD_RESULT, if the number of results is wrong.
    """
    name, wanted = request["name"], sum(request["differentiable"])
    function = name.removesuffix("_backward")
    if submission.is_method(function):
        submission.call(function, [t.clone() for t in tensors[1:]], keywords(request))
    result = submission.call(name, tensors, keywords(request))
    parts = list(result) if isinstance(result, tuple | list) else [result]
    if len(parts) != wanted:
        expected = "one gradient" if wanted == 1 else f"a tuple of {wanted} gradients, one for each input"
        raise Refused(protocol.BAD_RESULT, f"{name} must return {expected}, but returned {describe(result)}")
    if wanted == 1 and not isinstance(result, torch.Tensor):
        raise Refused(protocol.BAD_RESULT, f"the result of {name} must be a torch.Tensor, but is {describe(result)}")
    return parts


def packed_results(results: Sequence[Any], request: Mapping[str, Any]) -> list[protocol.Tensor]:
    """Returns a function's results as the connection sends them.

    Raises:
        Refused: BAD_RESULT, if one is not a dense floating-point tensor on the device in use; the
            message says which.
    """
    name, several = request["name"], len(results) > 1
    names = [f"gradient {i + 1} of {name}" if several else f"the result of {name}" for i in range(len(results))]
    packed = [pack(result, what) for result, what in zip(results, names, strict=True)]
    for result, what in zip(results, names, strict=True):
        _on_device(result, what)
    return packed


def keywords(request: Mapping[str, Any]) -> dict[str, Any]:
    """Returns keyword arguments; JSON has lists where Python's functions take tuples."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in request.get("keywords", {}).items()}


def strided(tensor: torch.Tensor) -> torch.Tensor:
    """Returns the same entries in another memory order, every second place: no view of it is
    contiguous.
    """
    order = tuple(reversed(range(tensor.ndim)))
    wide = torch.zeros((*reversed(tensor.shape), 2), dtype=tensor.dtype, device=tensor.device)
    wide[..., 0] = tensor.permute(order)
    return wide[..., 0].permute(order)


def shares(result: torch.Tensor, inputs: Sequence[torch.Tensor]) -> bool:
    """Whether a result lies in the memory of one of the inputs."""
    start = result.untyped_storage().data_ptr() if result.numel() else 0
    return bool(start) and any(start == t.untyped_storage().data_ptr() for t in inputs)


def image(tensor: torch.Tensor) -> Image:
    """Returns the shape and the bytes of a tensor, for a later comparison."""
    device.wait()
    plain = tensor.detach().cpu().contiguous()
    return tuple(plain.shape), _bytes(plain)


def changed(tensor: torch.Tensor, before: Image) -> bool:
    """Whether the numbers of a tensor have changed. A change from -0.0 to 0.0 does not count,
    because adding 0 makes it.
    """
    now = image(tensor)
    if now == before:
        return False
    if now[0] != before[0] or len(now[1]) != len(before[1]) or not tensor.is_floating_point():
        return True
    numbers = torch.frombuffer(bytearray(before[1]), dtype=tensor.dtype)
    flat = tensor.detach().cpu().contiguous().reshape(-1)
    return not bool(((flat == numbers) | (flat.isnan() & numbers.isnan())).all())


def _on_device(result: torch.Tensor, what: str) -> None:
    if result.device != device.current():
        message = f"{what} is on {result.device}, but its inputs are on {device.current()}"
        raise Refused(protocol.BAD_RESULT, f"{message}: make new tensors like them (zeros_like, device=x.device)")


def describe(value: Any) -> str:
    if type(value) is torch.Tensor or type(value) is torch.nn.Parameter:
        return f"a tensor of shape {tuple(value.shape)} and dtype {str(value.dtype).removeprefix('torch.')}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None:
        return "None (is a return missing?)"
    return f"of type {type(value).__module__}.{type(value).__qualname__}".replace("builtins.", "")
