"""The families: a module each, with all that is particular to it and the decorators that make its
exercises.
"""

from ..drawing.draft import Clause as Clause
from ..drawing.draft import Draft as Draft
from ..drawing.draft import Drawing as Drawing
from ..drawing.draft import Part as Part
from ..drawing.draft import Timed as Timed
from ..drawing.tensors import entries as entries
from ..family import Family as Family
from ..family import Procedure as Procedure
from ..layout import Layout as Layout
from ..layout import Sample as Sample
from ..specification import Input as Input
from ..specification import Specification as Specification
from .elements import ELEMENTWISE, elementwise, tensor
from .layers import LAYER, layer
from .losses import LOSS, loss
from .make import Options as Options
from .make import door as door
from .make import exercise as exercise
from .optimizers import OPTIMIZER, optimizer
from .rows import ROWWISE, rowwise
from .samplers import SAMPLER, sampler
from .training_steps import TRAINING, training

FAMILIES: tuple[Family, ...] = (ELEMENTWISE, ROWWISE, LOSS, LAYER, OPTIMIZER, SAMPLER, TRAINING)

__all__ = [
    "FAMILIES",
    "Clause",
    "Draft",
    "Drawing",
    "Family",
    "Input",
    "Layout",
    "Options",
    "Part",
    "Procedure",
    "Sample",
    "Specification",
    "Timed",
    "door",
    "elementwise",
    "entries",
    "exercise",
    "layer",
    "loss",
    "optimizer",
    "rowwise",
    "sampler",
    "tensor",
    "training",
]
