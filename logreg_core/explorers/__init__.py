"""Live figures of the chapters and the playground: `explorers.logistic_explorer()` and so on."""

from .distributed import scaling_explorer
from .gradient import gradient_explorer
from .interactive import InteractiveFigure
from .logistic import logistic_explorer
from .loss import loss_explorer, race_explorer
from .metrics import threshold_explorer
from .optimisers import optimiser_explorer
from .playground import Experiment, playground_explorer
from .prediction import prediction_explorer
from .regularization import regularization_explorer
from .softmax import softmax_explorer
from .training import training_explorer

__all__ = [
    "Experiment",
    "InteractiveFigure",
    "gradient_explorer",
    "logistic_explorer",
    "loss_explorer",
    "optimiser_explorer",
    "playground_explorer",
    "prediction_explorer",
    "race_explorer",
    "regularization_explorer",
    "scaling_explorer",
    "softmax_explorer",
    "threshold_explorer",
    "training_explorer",
]
