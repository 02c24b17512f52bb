"""Practice of chapter 2."""

import numpy as np

from ..data import load_tumours, standardise
from ..logistic import logistic
from ..prediction import predict, predict_proba, score
from .checks import Exercise, Hunt, Mistake, Property
from .questions import Question

X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 0.0], [2.0, 0.3, 1.2], [-1.0, 0.4, 0.7]])
W, B = np.array([0.8, -0.5, 1.1]), 0.3
ONE = (np.array([2.0]), 1.0, np.array([[3.0]]))
SQUARE = (
    np.array([1.0, -2.0]),
    0.5,
    np.array([[1.0, 2.0], [3.0, 5.0]]),
)  # n = d, to tell X @ w and w @ X apart
CASES = ((ONE, {}), ((W, B, X[:1]), {}), (SQUARE, {}), ((W, B, X), {}))
EVEN = (np.zeros(3), 0.0, X)  # every probability is exactly ½
LEANING = (np.zeros(3), 1.0, X)  # the bias alone decides: class 1

ONE_BY_ONE = Property(
    "each row is a case of its own: its answer must not change with the other rows.",
    lambda f: np.allclose([f(W, B, X[k : k + 1])[0] for k in range(len(X))], f(W, B, X)),
)
ONE_EACH = Property(
    "n rows get n answers, shape (n,).",
    lambda f: np.shape(f(W, B, X)) == (len(X),),
)

TRAIN = np.array([[10.0, 1.0], [12.0, 5.0], [20.0, 3.0], [14.0, 7.0]])
TEST = np.array([[16.0, 2.0], [11.0, 9.0]])
ONE_CONSTANT = np.array([[10.0, 3.0], [12.0, 3.0]]), np.array([[11.0, 3.0]])


def scale_both(X_train, X_test):
    """Return both tables in the units of the training cases: (X - mean) / scale."""
    X_std, mean, scale = standardise(X_train)
    return X_std, (X_test - mean) / scale


def _scaled(statistics):
    """Return a scale_both whose mean and scale are `statistics(X_train, X_test)`."""

    def scale(X_train, X_test):
        mean, spread = statistics(X_train, X_test)
        return (X_train - mean) / spread, (X_test - mean) / spread

    return scale


EXERCISES = {
    "score": Exercise(
        score,
        cases=CASES,
        mistakes=(
            Mistake(
                "no_bias",
                lambda w, b, X: X @ w,
                "The bias is missing: z = X w + b. With w = [2], b = 1 and x = 3, z is 7.",
            ),
            Mistake(
                "star",
                lambda w, b, X: X * w + b,
                "`*` multiplies entry by entry and leaves a table: `@` multiplies and adds up, "
                "one score a row.",
            ),
            Mistake(
                "minus_bias",
                lambda w, b, X: X @ w - b,
                "The bias is subtracted where it should be added: z = X w + b.",
            ),
            Mistake(
                "bias_in_sum",
                lambda w, b, X: (X * w + b).sum(axis=1),
                "The bias is added once for every feature: add it after the sum, once a case.",
            ),
            Mistake(
                "over_cases",
                lambda w, b, X: (X * w).sum(axis=0) + b,
                "Yours adds up down the columns and gives one number a feature. Each row is a "
                "case: add up along it, as X @ w does (axis=1, not axis=0).",
            ),
            Mistake(
                "one_number",
                lambda w, b, X: np.sum(X * w) + b,
                "Yours adds up everything into one number. Each case needs its own score: X @ w "
                "adds up along each row.",
            ),
            Mistake(
                "mean_vote",
                lambda w, b, X: (X * w).mean(axis=1) + b,
                "Right with one feature, too small with three: yours takes the mean of the votes "
                "where their sum was asked.",
            ),
            Mistake(
                "other_order",
                lambda w, b, X: w @ X + b,
                "Right with one feature, an error or nonsense with more: `@` needs equal lengths "
                "where its sides meet. X is (n, d) and w is (d,), so X comes first: X @ w.",
            ),
            Mistake(
                "column",
                lambda w, b, X: X @ w[:, None] + b,
                "The right numbers, but as a column, shape (n, 1): w is a plain array of shape "
                "(d,), and X @ w is (n,). A column would later spread into an (n, n) table.",
            ),
            Mistake(
                "whole_numbers",
                lambda w, b, X: np.trunc(X @ w + b),
                "Your scores are cut to whole numbers: an array made with dtype int holds no "
                "decimals. Make it with np.zeros(n), or write X @ w + b.",
            ),
        ),
        properties=(
            ONE_EACH,
            ONE_BY_ONE,
            Property(
                "with zero weights every score is the bias.",
                lambda f: np.allclose(f(np.zeros(3), 0.7, X), 0.7),
            ),
            Property(
                "one more of the bias is one more of the score.",
                lambda f: np.allclose(np.subtract(f(W, B + 1, X), f(W, B, X)), 1),
            ),
            Property(
                "twice the weights are twice the votes: score(2w, 0) = 2 score(w, 0).",
                lambda f: np.allclose(f(2 * W, 0.0, X), 2 * np.asarray(f(W, 0.0, X))),
            ),
        ),
    ),
    "predict_proba": Exercise(
        predict_proba,
        cases=CASES,
        mistakes=(
            Mistake("score", score, "Those are the scores: put them through logistic(z)."),
            Mistake(
                "other_class",
                lambda w, b, X: 1 - logistic(score(w, b, X)),
                "Those are the probabilities of class 0: ours are of class 1 (benign).",
            ),
            Mistake(
                "no_bias",
                lambda w, b, X: logistic(X @ w),
                "The bias is missing: p = logistic(X w + b).",
            ),
            Mistake(
                "logistic_first",
                lambda w, b, X: logistic(X) @ w + b,
                "logistic comes last: first the weighted sum, then one probability from it.",
            ),
            Mistake(
                "bias_outside",
                lambda w, b, X: logistic(X @ w) + b,
                "The bias came too late: it belongs to the score, inside logistic(…). Added to p, "
                "it can push p above 1.",
            ),
            Mistake(
                "odds",
                lambda w, b, X: np.exp(score(w, b, X)),
                "Those are the odds, exp(z), and they pass 1: the probability is logistic(z).",
            ),
            Mistake(
                "star",
                lambda w, b, X: logistic(X * w + b),
                "One probability for every feature of every case: `*` leaves a table. `@` adds up "
                "the votes first, one score a case.",
            ),
            Mistake(
                "class_already",
                lambda w, b, X: predict(w, b, X),
                "Those are classes, 0 or 1: the threshold belongs to predict. Here give the "
                "probabilities themselves.",
            ),
        ),
        properties=(
            ONE_EACH,
            ONE_BY_ONE,
            Property(
                "a probability lies between 0 and 1.",
                lambda f: bool(np.all((f(W, B, X) >= 0) & (f(W, B, X) <= 1))),
            ),
            Property(
                "a model of zeros knows nothing: every p is 0.5.",
                lambda f: np.allclose(f(np.zeros(3), 0.0, X), 0.5),
            ),
            Property(
                "all signs turned, p becomes 1 - p.",
                lambda f: np.allclose(f(-W, -B, X), 1 - np.asarray(f(W, B, X))),
            ),
        ),
    ),
    "predict": Exercise(
        predict,
        cases=(
            *CASES,
            (EVEN, {}),
            (LEANING, {}),
            ((W, B, X), {"threshold": 0.2}),
            ((W, B, X), {"threshold": 0.8}),
        ),
        mistakes=(
            Mistake(
                "at_threshold",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) >= threshold).astype(int),
                "At zero weights every p is exactly 0.5, and yours says 1: the course takes class "
                "1 only where p > threshold, strictly, as scikit-learn does.",
            ),
            Mistake(
                "fixed_threshold",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) > 0.5).astype(int),
                "Right at 0.5, wrong at 0.2 and 0.8: use the threshold that you were given.",
            ),
            Mistake(
                "score_over_half",
                lambda w, b, X, *, threshold=0.5: (score(w, b, X) > threshold).astype(int),
                "The threshold is one of probability, and yours is held against the score: p > "
                "0.5 is the same as z > 0, not z > 0.5.",
            ),
            Mistake(
                "class_zero",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) < threshold).astype(int),
                "Yours says 1 where p is low: p is the probability of class 1, so 1 is where p > "
                "threshold.",
            ),
            Mistake(
                "probability",
                lambda w, b, X, *, threshold=0.5: predict_proba(w, b, X),
                "Those are the probabilities: compare them with the threshold, and make 1 of True "
                "and 0 of False.",
            ),
            Mistake(
                "no_bias",
                lambda w, b, X, *, threshold=0.5: (logistic(X @ w) > threshold).astype(int),
                "The bias is missing: with zero weights and b = 1, every score is 1, every p is "
                "0.73, and every case is class 1.",
            ),
            Mistake(
                "minus_one",
                lambda w, b, X, *, threshold=0.5: np.where(
                    predict_proba(w, b, X) > threshold, 1, -1
                ),
                "Yours calls the other class −1: in this course the classes are 1 and 0.",
            ),
            Mistake(
                "if",
                lambda w, b, X, *, threshold=0.5: 1 if predict_proba(w, b, X) > threshold else 0,
                "`if` asks for one True or False, and there is one for every case: compare the "
                "whole array at once, p > threshold, and turn it into numbers with .astype(int).",
            ),
        ),
        properties=(
            ONE_EACH,
            ONE_BY_ONE,
            Property(
                "a call is 0 or 1, nothing else.",
                lambda f: set(np.unique(f(W, B, X))) <= {0, 1},
            ),
            Property(
                "a higher threshold never makes more calls of class 1.",
                lambda f: np.sum(f(W, B, X, threshold=0.8)) <= np.sum(f(W, B, X, threshold=0.2)),
            ),
            Property(
                "at threshold ½ the class is 1 exactly where the score is above 0.",
                lambda f: np.array_equal(f(W, B, X), score(W, B, X) > 0),
            ),
        ),
    ),
    "scale_both": Exercise(
        scale_both,
        cases=(
            ((np.array([[1.0], [3.0]]), np.array([[5.0]])), {}),
            ((TRAIN, TEST[:1]), {}),
            ((TRAIN, TEST), {}),
        ),
        extremes=((ONE_CONSTANT, {}),),
        mistakes=(
            Mistake(
                "own_units",
                lambda X_train, X_test: (standardise(X_train)[0], standardise(X_test)[0]),
                "The test cases are scaled by their own mean: a single patient would then always "
                "be 0. Mean and scale belong to the model: take the training cases' for both.",
            ),
            Mistake(
                "all_data",
                _scaled(lambda a, b: standardise(np.vstack([a, b]))[1:]),
                "Mean and scale are taken from training and test cases together: so the test "
                "cases have been looked at before the test. Take them from X_train alone.",
            ),
            Mistake(
                "test_units",
                _scaled(lambda a, b: standardise(b)[1:]),
                "Mean and scale are those of the test cases: the model is trained on X_train, so "
                "its units come from there.",
            ),
            Mistake(
                "test_left_raw",
                lambda X_train, X_test: (standardise(X_train)[0], X_test),
                "The test cases are still in raw units: the weights learnt from scaled cases "
                "would be far off there. Scale them too, by the training cases' mean and scale.",
            ),
            Mistake(
                "variance",
                _scaled(lambda a, b: (a.mean(axis=0), a.var(axis=0))),
                "You divide by the variance: its square root, the standard deviation, is asked "
                "(X.std, not X.var).",
            ),
            Mistake(
                "no_scale",
                _scaled(lambda a, b: (a.mean(axis=0), 1.0)),
                "Shifted, but not scaled: divide by the standard deviation as well.",
            ),
            Mistake(
                "no_shift",
                _scaled(lambda a, b: (0.0, a.std(axis=0))),
                "Scaled, but not shifted: subtract the mean first.",
            ),
            Mistake(
                "whole_table",
                _scaled(lambda a, b: (a.mean(), a.std())),
                "Right for one feature; with two, yours has one mean for the whole table. Each "
                "column has its own units: axis=0.",
            ),
            Mistake(
                "sample",
                _scaled(lambda a, b: (a.mean(axis=0), a.std(axis=0, ddof=1))),
                "Your standard deviation divides by n - 1 (ddof=1): the course divides by n, as "
                "scikit-learn's StandardScaler does.",
            ),
            Mistake(
                "min_max",
                _scaled(lambda a, b: (a.min(axis=0), np.ptp(a, axis=0))),
                "That scales from the smallest to the largest: here mean 0 and standard deviation "
                "1 are asked.",
            ),
            Mistake(
                "train_alone",
                lambda X_train, X_test: standardise(X_train)[0],
                "Only one table came: return both, X_train and X_test, in this order.",
            ),
            Mistake(
                "constant",
                _scaled(lambda a, b: (a.mean(axis=0), a.std(axis=0))),
                "Right until a column is constant: its standard deviation is 0, and 0 / 0 is NaN. "
                "Give such a column the scale 1: np.where(scale == 0, 1.0, scale).",
            ),
        ),
        properties=(
            Property(
                "the training columns get mean 0.",
                lambda f: np.allclose(np.mean(f(TRAIN, TEST)[0], axis=0), 0),
            ),
            Property(
                "the training columns get standard deviation 1.",
                lambda f: np.allclose(np.std(f(TRAIN, TEST)[0], axis=0), 1),
            ),
            Property(
                "equal cases get equal numbers, in whichever table they stand.",
                lambda f: np.allclose(f(TRAIN, TRAIN[:2])[1], f(TRAIN, TEST)[0][:2]),
            ),
            Property(
                "the training table must not change with the test table.",
                lambda f: np.allclose(f(TRAIN, TEST)[0], f(TRAIN, TEST + 1)[0]),
            ),
        ),
    ),
}

HUNTS = {
    "predict": Hunt(
        "score_over_half",
        "Most calls are right, so look at those that are not. Count the cases where it differs "
        "from `predict_proba(w, b, X) > 0.5`, and print p and the score of those few.",
    ),
}

QUESTIONS = {
    "shapes": Question(
        "`X` has shape (455, 2) and `w` has shape (2,). What are the shapes of `X * w` and of "
        "`X @ w`?",
        (
            (
                "Both (455,)",
                "Only one of them adds up. `*` multiplies entry by entry and leaves everything in "
                "its place.",
            ),
            (
                "(455, 2) and (455,)",
                "`*` gives each tumour two separate votes, `@` multiplies and adds: one score a "
                "tumour.",
            ),
            (
                "`X * w` is an error",
                "It is not, and that is the danger: NumPy stretches `w` over all rows and returns "
                "a table.",
            ),
        ),
        right=1,
        proof=lambda: (
            (np.ones((455, 2)) * np.ones(2)).shape == (455, 2)
            and (np.ones((455, 2)) @ np.ones(2)).shape == (455,)
        ),
    ),
    "untrained": Question(
        "An untrained model has 30 zeros for weights and a zero for bias. What is its accuracy on "
        "the 455 training tumours?",
        (
            (
                "About half: it can only guess",
                "It does not guess. Every score is exactly 0 and every p exactly ½, so all get "
                "the same prediction.",
            ),
            (
                "38.7 %, the proportion of the malignant",
                "p = ½ is not above ½, so every prediction is class 0, malignant. Here the strict "
                "sign matters.",
            ),
            ("61.3 %, the proportion of the benign", "That would be so with ≥ in place of >."),
        ),
        right=1,
        proof=lambda: (
            round(float(np.mean(load_tumours().y_train == 0)), 3) == 0.387
            and not predict(np.zeros(30), 0.0, load_tumours().X_train).any()
        ),
    ),
}

QUIZ = (
    Question(
        "w = (2, 0) and b = -1. Where is the decision boundary at threshold ½?",
        (
            ("At x1 = ½, upright", "2 x1 - 1 = 0 there. The second feature has no vote."),
            ("At x1 = -½, upright", "A minus is lost: 2 x1 - 1 = 0 gives +½."),
            ("At x2 = ½, level", "The weight of x2 is 0: it has no vote at all."),
            ("At x1 = 1, upright", "There the score is 1. The boundary is where it is 0."),
        ),
        right=0,
        proof=lambda: np.isclose(predict_proba([2.0, 0.0], -1.0, [[0.5, 7.0]])[0], 0.5),
    ),
    Question(
        "All weights and the bias are doubled. Which predictions may change?",
        (
            ("All", "At ½ the sign of the score decides, and doubling leaves it."),
            ("None", "At ½ that is so. At 0.9 the score is held against logit(0.9), not 0."),
            (
                "None at threshold ½, some at 0.9",
                "The sign stays, and every p moves away from ½. At 0.9 the boundary lies where the "
                "old score was logit(0.9) / 2.",
            ),
        ),
        right=2,
        proof=lambda: (
            np.array_equal(predict(W, B, X), predict(2 * W, 2 * B, X))
            and (predict(W, B, X, threshold=0.9) < predict(2 * W, 2 * B, X, threshold=0.9)).any()
        ),
    ),
    Question(
        "A weight is 0.7. What does one standard deviation more of that feature do to the odds?",
        (
            ("It adds 0.7", "To the log-odds it does."),
            ("It multiplies them by about 2", "e to the power of 0.7 is 2.01."),
            ("It raises p by 0.7", "How much p moves depends on where it stands."),
        ),
        right=1,
        proof=lambda: round(float(np.exp(0.7)), 2) == 2.01,
    ),
    Question(
        "In raw units the weight of area is 0.001, that of smoothness is 12. Which matters more?",
        (
            ("Smoothness", "Its values differ by hundredths only."),
            ("Area", "It may be. But how can you tell from these two numbers alone?"),
            (
                "You cannot tell",
                "Areas vary by hundreds, smoothness by hundredths. Compare scaled weights.",
            ),
        ),
        right=2,
        proof=lambda: (
            load_tumours(features=["mean area", "mean smoothness"]).scale // [100, 0.01] > 0
        ).all(),
    ),
    Question(
        "You scale the test cases by their own mean. They are many, and drawn as the training "
        "cases were. What happens?",
        (
            ("All predictions are wrong", "Their mean is nearly the same, so little changes."),
            (
                "Little, and that is why the mistake survives",
                "It strikes when a batch is different, or when one patient comes alone, which is "
                "how patients come.",
            ),
            ("Nothing can ever go wrong", "One patient alone is her own mean: all zeros."),
        ),
        right=1,
    ),
)
