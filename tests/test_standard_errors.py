"""Chapter 8's standard errors, from the curvature of the cost: statsmodels has the same."""

import numpy as np
import pytest
from statsmodels.api import Logit, add_constant

from logreg_core import load_breast_cancer, newton, predict_proba


@pytest.mark.parametrize(
    "features",
    [["mean radius"], ["mean radius", "mean texture"], ["mean smoothness", "mean symmetry"]],
)
def test_they_are_statsmodels_s(features):
    tumours = load_breast_cancer(features=features)
    X, y = tumours.X_train, tumours.y_train
    w, b = newton(X, y, lam=0.0).final
    A = np.column_stack([X, np.ones(len(y))])
    p = predict_proba(w, b, X)
    se = np.sqrt(np.diag(np.linalg.inv((A.T * (p * (1 - p))) @ A)))
    theirs = Logit(y, add_constant(X, prepend=False)).fit(disp=0, tol=1e-12)
    assert np.allclose(theirs.params, [*w, b], rtol=1e-8)
    assert np.allclose(theirs.bse, se, rtol=1e-6)
