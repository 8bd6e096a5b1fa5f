"""The device that a submission computes on."""

from __future__ import annotations

import os
import warnings

import torch

CPU = torch.device("cpu")
ROOM = 1 << 25  # bytes, more than an allocator has in reserve
CACHE = 1 << 26  # bytes of a device's cache, if the device does not say
_current = CPU
_held = 0  # bytes that libraries keep after their first use
_flushed: torch.Tensor | None = None  # fills the cache
_synchronize = torch.accelerator.synchronize  # saved before a submission is loaded


class Missing(Exception):
    """The device is missing here. The message says why."""


def use(name: str) -> str:
    """Makes torch compute on a device from now on: "cpu", or torch's name of an accelerator.
    Returns the name of the device.

    Matrix products then keep all digits of their dtype: no TF32, no sums in half precision.

    Raises:
        Missing: if the device is not there.
    """
    global _current
    if name == CPU.type:
        # of code that looks for a GPU in confinement
        warnings.filterwarnings("ignore", "CUDA initialization")
        return name
    there = found()
    if there != name:
        raise Missing(f"torch {torch.__version__} finds {there or 'no accelerator'} here")
    torch.set_float32_matmul_precision("highest")
    if name == "cuda":
        torch.backends.cudnn.allow_tf32 = False
        torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = False
        torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction = False
    _current = torch.device(name, torch.accelerator.current_device_index())
    torch.ones(1, device=_current).sum().item()  # starts the driver, before anything is confined
    return torch.cuda.get_device_name(_current) if name == "cuda" else name


def found() -> str:
    """Returns the kind of accelerator that torch can use here, or "". Starts no driver."""
    os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"
    accelerator = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
    return accelerator.type if accelerator else ""


def current() -> torch.device:
    """Returns the device in use."""
    return _current


def put(tensor: torch.Tensor) -> torch.Tensor:
    """Returns a tensor in the device's memory."""
    return tensor.to(_current)


def trouble() -> str:
    """Returns what fails on the device, now that this process is confined: every driver needs other
    things. Returns "" if a product, a reduction, a backward pass, a stream and some memory work.
    """
    global _held
    try:
        x = torch.rand(64, 64, device=_current, requires_grad=True)
        y = x @ x
        with torch.Stream(_current):
            torch.autograd.backward([(x @ y).exp().amax(1).log().sum()])
        wait()
        del x, y
        torch.empty(ROOM, dtype=torch.uint8, device=_current).zero_().sum().item()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if _current.type in ("cuda", "xpu"):
        torch.accelerator.empty_cache()
        torch.accelerator.reset_peak_memory_stats()
        _held = torch.accelerator.max_memory_allocated()
    return ""


def peak() -> int:
    """Returns the most bytes of the device's memory that tensors have used since the last call,
    without those that `trouble` has left there; 0 if the device does not say.
    """
    if _current.type not in ("cuda", "xpu"):
        return 0
    size = torch.accelerator.max_memory_allocated() - _held
    torch.accelerator.reset_peak_memory_stats()
    return max(size, 0)


def wait() -> None:
    """Waits until the device has finished all its work, in every stream."""
    if _current != CPU:
        _synchronize()


def rest() -> None:
    """Fills the device's cache with other data, and waits until the device is idle."""
    global _flushed
    if _current == CPU:
        return
    if _flushed is None:
        size = torch.cuda.get_device_properties(_current).L2_cache_size if _current.type == "cuda" else CACHE
        _flushed = torch.empty(2 * size, dtype=torch.uint8, device=_current)
    _flushed.zero_()
    _synchronize()


def broken(error: BaseException) -> bool:
    """Whether an exception says that the device has failed. Then this process can compute nothing
    more on it.
    """
    if _current == CPU:
        return False
    kind: type[BaseException] | None = getattr(torch, "AcceleratorError", None)
    return (kind is not None and isinstance(error, kind)) or f"{_current.type.upper()} error" in str(error)
