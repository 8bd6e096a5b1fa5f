"""The floating-point formats that submissions are checked in, without torch: sizes, rounding, bytes
and printing.
"""

import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class DType:
    """A binary floating-point format: `digits` significant bits, exponents from `min_exponent` (of
    the smallest normal number).
    """

    name: str
    code: int  # in the worker's protocol
    size: int  # bytes
    digits: int
    min_exponent: int
    max_exponent: int

    @property
    def unit(self) -> float:
        """The unit roundoff u, the largest relative error of rounding to nearest."""
        return 2.0**-self.digits

    @property
    def smallest_normal(self) -> float:
        return 2.0**self.min_exponent

    @property
    def largest(self) -> float:
        return math.ldexp(2 - 2.0 ** (1 - self.digits), self.max_exponent)

    def ulp(self, x: float) -> float:
        """The distance between neighbouring numbers at the size of `x`."""
        exponent = self.max_exponent if math.isinf(x) else math.frexp(x)[1] - 1 if x else self.min_exponent
        return 2.0 ** (min(max(exponent, self.min_exponent), self.max_exponent) - self.digits + 1)

    def round(self, x: float) -> float:
        """The number of this format that is nearest to `x`, ties to even; beyond the largest it is
        infinite.
        """
        if not math.isfinite(x) or self.digits == 53:
            return x
        ulp = self.ulp(x)
        rounded = round(x / ulp) * ulp
        return rounded if abs(rounded) <= self.largest else math.copysign(math.inf, x)

    def pack(self, values: Iterable[float]) -> bytes:
        """Raw little-endian bytes of numbers of this format."""
        values = list(values)
        if self.name == "int64":
            return struct.pack(f"<{len(values)}q", *map(int, values))
        if self.name == "bfloat16":
            raw = struct.pack(f"<{len(values)}f", *values)
            return b"".join(raw[i + 2 : i + 4] for i in range(0, len(raw), 4))
        return struct.pack(f"<{len(values)}{_LETTER[self.name]}", *values)

    def unpack(self, data: bytes) -> tuple[float, ...]:
        """The numbers whose raw little-endian bytes these are."""
        count = len(data) // self.size
        if self.name == "bfloat16":
            data = b"".join(b"\0\0" + data[2 * i : 2 * i + 2] for i in range(count))
            return struct.unpack(f"<{count}f", data)
        return struct.unpack(f"<{count}{_LETTER[self.name]}", data)

    def text(self, x: float) -> str:
        """The shortest decimal that this format reads back as `x`."""
        if not math.isfinite(x) or self.digits == 53:
            return repr(x)
        return next((t for n in range(1, 10) if self.round(float(t := _trimmed(x, n))) == x), repr(x))


def _trimmed(x: float, digits: int) -> str:
    return repr(float(f"{x:.{digits}g}"))


_LETTER = {"float16": "e", "float32": "f", "float64": "d", "int64": "q"}

FLOAT16 = DType("float16", 1, 2, 11, -14, 15)
BFLOAT16 = DType("bfloat16", 2, 2, 8, -126, 127)
FLOAT32 = DType("float32", 3, 4, 24, -126, 127)
FLOAT64 = DType("float64", 4, 8, 53, -1022, 1023)
INT64 = DType("int64", 5, 8, 63, 0, 63)  # on the wire alone, for the indices of classes
DTYPES = {d.name: d for d in (FLOAT16, BFLOAT16, FLOAT32, FLOAT64)}
