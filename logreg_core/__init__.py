"""Logistic regression from scratch in NumPy: one small file for each chapter of the course.

Read the names below from top to bottom and you have read the story: a score becomes a
probability, a loss says how wrong it is, a gradient says which way is down, a loop walks there,
and the metrics say whether it was worth it. Importing this package loads NumPy and nothing else.
"""

from .data import (
    Split,
    load_breast_cancer,
    load_wine,
    make_blobs,
    make_circles,
    make_moons,
    make_xor,
    standardise,
)
from .distributed import PartialSums, SerialClient, combine, partial_sums, train_distributed
from .gradient import gradient, numerical_gradient
from .io import load_csv
from .logistic import logistic, logit
from .loss import log_loss, sample_losses
from .metrics import (
    accuracy,
    auc,
    calibration_curve,
    confusion,
    f1_score,
    precision,
    recall,
    roc_curve,
)
from .newton import newton
from .prediction import predict, predict_proba, score
from .regularization import cost, l2_penalty
from .softmax import softmax, softmax_cost, softmax_gradient, softmax_newton
from .training import History, Step, gradient_descent, train

__version__ = "0.1.0"

# In story order, not in the alphabet's: this list is the table of contents.
__all__ = [  # noqa: RUF022
    # 1 The logistic function
    "logistic",
    "logit",
    # 2 Predictions
    "score",
    "predict_proba",
    "predict",
    # 3 Loss
    "sample_losses",
    "log_loss",
    # 4 Regularization
    "l2_penalty",
    "cost",
    # 5 Gradient
    "gradient",
    "numerical_gradient",
    # 6 The training loop
    "Step",
    "History",
    "gradient_descent",
    "train",
    "newton",
    # 7 Evaluation
    "confusion",
    "accuracy",
    "precision",
    "recall",
    "f1_score",
    "roc_curve",
    "auc",
    "calibration_curve",
    # 8 Extending
    "softmax",
    "softmax_cost",
    "softmax_gradient",
    "softmax_newton",
    # 9 Beyond one machine
    "PartialSums",
    "partial_sums",
    "combine",
    "train_distributed",
    "SerialClient",
    # What we are given
    "Split",
    "load_breast_cancer",
    "load_wine",
    "standardise",
    "make_blobs",
    "make_moons",
    "make_circles",
    "make_xor",
    "load_csv",
]
