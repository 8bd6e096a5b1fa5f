"""What a plugin imports: decorators that make exercises, domains of their inputs, `sym`, and the hook marker."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import sym as sym
    from .domains import Classes as Classes
    from .domains import Depending as Depending
    from .domains import Distribution as Distribution
    from .domains import GumbelNoise as GumbelNoise
    from .domains import Positive as Positive
    from .domains import Probabilities as Probabilities
    from .domains import Reals as Reals
    from .families import elementwise as elementwise
    from .families import layer as layer
    from .families import loss as loss
    from .families import optimizer as optimizer
    from .families import rowwise as rowwise
    from .families import sampler as sampler
    from .families import tensor as tensor
    from .families import training as training
    from .hookspecs import hookimpl as hookimpl

HOMES = {
    "sym": "sym",
    "Classes": "domains",
    "Depending": "domains",
    "Distribution": "domains",
    "GumbelNoise": "domains",
    "Positive": "domains",
    "Probabilities": "domains",
    "Reals": "domains",
    "elementwise": "families",
    "layer": "families",
    "loss": "families",
    "optimizer": "families",
    "rowwise": "families",
    "sampler": "families",
    "tensor": "families",
    "training": "families",
    "hookimpl": "hookspecs",
}


def __getattr__(name: str) -> Any:
    """Imported on first use: the command is there to say that it was interrupted before SymPy and all else is."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f".{HOMES[name]}", __name__)
    found = module if HOMES[name] == name else getattr(module, name)
    globals()[name] = found
    return found


__all__ = [
    "Classes",
    "Depending",
    "Distribution",
    "GumbelNoise",
    "Positive",
    "Probabilities",
    "Reals",
    "elementwise",
    "hookimpl",
    "layer",
    "loss",
    "optimizer",
    "rowwise",
    "sampler",
    "sym",
    "tensor",
    "training",
]
