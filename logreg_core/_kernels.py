"""The formulas that several chapters share, each once, without checks of the input."""

import numpy as np

from ._validation import Floats

MAX_EXP = 700.0  # exp(709) is the last that is finite


def losses_and_residuals(z: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return the loss and the residual p - y of each case, from one exponential.

    Formula: with m = (1 - 2y) z, which is z or -z, the loss is log(1 + exp(m)) and p - y is
    exp(m) / (1 + exp(m)) with that sign. Beyond MAX_EXP the loss is m to the last digit.
    Shapes: z (n,), y (n,) of 0 and 1 -> (n,), (n,).
    """
    sign = 1.0 - 2.0 * y
    m = sign * z
    odds = np.exp(np.minimum(m, MAX_EXP))
    return np.log1p(odds) + np.maximum(m - MAX_EXP, 0.0), sign * odds / (1.0 + odds)
