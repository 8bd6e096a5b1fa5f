"""The formats agree with torch's: rounding, spacing, bytes, printing."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.dtypes import DTYPES, DType

each = pytest.mark.parametrize("dtype", DTYPES.values(), ids=DTYPES)
reals = st.floats(allow_nan=False)


def of_torch(dtype: DType) -> torch.dtype:
    return getattr(torch, dtype.name)  # type: ignore[no-any-return]


@each
@given(x=reals)
def test_rounding_is_torchs(dtype: DType, x: float) -> None:
    assert dtype.round(x) == torch.tensor(x, dtype=torch.float64).to(of_torch(dtype)).item()


@each
def test_sizes_are_torchs(dtype: DType) -> None:
    info = torch.finfo(of_torch(dtype))
    assert (dtype.largest, dtype.smallest_normal, 2 * dtype.unit) == (info.max, info.tiny, info.eps)


@each
@given(x=reals)
def test_ulp_is_the_distance_to_the_next_number(dtype: DType, x: float) -> None:
    r = dtype.round(x)
    if math.isfinite(r) and abs(r) < dtype.largest:
        beyond = torch.nextafter(
            torch.tensor(abs(r), dtype=of_torch(dtype)), torch.tensor(math.inf, dtype=of_torch(dtype))
        )
        assert beyond.item() - abs(r) == dtype.ulp(r)


@each
@given(values=st.lists(reals))
def test_bytes_are_torchs(dtype: DType, values: list[float]) -> None:
    rounded = [dtype.round(x) for x in values]
    data = dtype.pack(rounded)
    assert list(dtype.unpack(data)) == rounded
    if data:
        assert torch.frombuffer(bytearray(data), dtype=of_torch(dtype)).tolist() == rounded


@each
@given(x=reals)
def test_text_reads_back_as_the_same_number(dtype: DType, x: float) -> None:
    r = dtype.round(x)
    assert dtype.round(float(dtype.text(r))) == r


def test_text_is_short() -> None:
    assert DTYPES["float32"].text(DTYPES["float32"].round(0.1)) == "0.1"
    assert DTYPES["bfloat16"].text(DTYPES["bfloat16"].round(3.14)) == "3.14"
