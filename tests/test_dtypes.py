"""The formats agree with torch's: rounding, spacing, bytes, printing."""

import math
from fractions import Fraction

import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from grader.dtypes import DTYPES, DType

each = pytest.mark.parametrize("dtype", DTYPES.values(), ids=DTYPES)
reals = st.floats(allow_nan=False)


def of_torch(dtype: DType) -> torch.dtype:
    return getattr(torch, dtype.name)  # type: ignore[no-any-return]


@each
@given(x=st.floats(width=32, allow_nan=False))
def test_rounding_is_torchs(dtype: DType, x: float) -> None:
    """Of numbers that float32 holds: torch converts others to 16 bits by way of float32, and so
    rounds them twice.
    """
    assert dtype.round(x) == torch.tensor(x, dtype=torch.float64).to(of_torch(dtype)).item()


@each
@given(x=st.floats(allow_nan=False, allow_infinity=False))
# which torch rounds twice to bfloat16, and so to a number that is not the nearest
@example(x=5.981343255101441e16)
@example(x=65519.99999999999)  # nearer to float16's largest number than to what would follow
@example(x=2.0**-25 * 3)
def test_rounding_gives_the_nearest_number_and_of_two_the_even_one(dtype: DType, x: float) -> None:
    r = dtype.round(x)
    if math.isinf(r):
        assert abs(Fraction(x)) >= Fraction(dtype.largest) + Fraction(dtype.ulp(dtype.largest)) / 2
        return
    assert torch.tensor(r, dtype=torch.float64).to(of_torch(dtype)).item() == r
    places = Fraction(x) / Fraction(dtype.ulp(x))
    distance = abs(Fraction(r) / Fraction(dtype.ulp(x)) - places)
    assert distance <= Fraction(1, 2)
    assert distance < Fraction(1, 2) or Fraction(r) / Fraction(dtype.ulp(x)) % 2 == 0


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
