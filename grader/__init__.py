"""What a plugin imports: decorators that make exercises, domains of their inputs, `sym`, and the
hook marker. And what a cell of a notebook, a test or a script imports: `check`.

They are imported when they are asked for: a worker imports this package to run a submission, and
needs none of them; and the command imports it before it can say a word about Ctrl-C.
"""

TYPE_CHECKING = False  # as type checkers read it, without importing what it is from
if TYPE_CHECKING:
    from . import sym as sym
    from .cell.checked import check as check
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

__all__ = [
    "Classes",
    "Depending",
    "Distribution",
    "GumbelNoise",
    "Positive",
    "Probabilities",
    "Reals",
    "check",
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

DOMAINS = ("Classes", "Depending", "Distribution", "GumbelNoise", "Positive", "Probabilities", "Reals")
HOMES = {
    **dict.fromkeys(DOMAINS, "domains"),
    "hookimpl": "hookspecs",
    "check": "cell.checked",
}  # of all others, families

if not TYPE_CHECKING:

    def __getattr__(name):
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name == "sym":
            return import_module(f"{__name__}.sym")
        return getattr(import_module(f"{__name__}.{HOMES.get(name, 'families')}"), name)
