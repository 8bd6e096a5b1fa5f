"""All functions of one argument that formulas are made of. A new one is an entry here and a test of
it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sympy import Function

from .absolute import ABS, SIGN
from .circular import ATAN, COS, SIN
from .error import ERF, ERFC
from .exponential import EXP, LOG
from .hyperbolic import COSH, SINH, TANH
from .operation import Operation

OPERATIONS = (EXP, LOG, SIN, COS, SINH, COSH, TANH, ATAN, ERF, ERFC, ABS, SIGN)
BY_FUNCTION: Mapping[type[Function], Operation] = MappingProxyType({o.function: o for o in OPERATIONS})
BY_NAME: Mapping[str, Operation] = MappingProxyType({o.name: o for o in OPERATIONS})
