"""The playground: its state is one plain object, and its code gives what the figure shows."""

import contextlib
import io

import numpy as np
import pytest

from logreg_core import plots, predict_proba
from logreg_core.explorers import Experiment, playground_explorer
from logreg_core.explorers.playground import AXIS, POWERS, compute, products, read_points
from logreg_core.optimisers import OPTIMISERS

# Some of the experiments end where they separate the classes.
pytestmark = pytest.mark.filterwarnings("ignore:The classes are completely separable")
POINTS = "0 0 0; 1 1 1; 2.5 2 1; -3 1 0; 2 -1 0; 1 2 1"
EXPERIMENTS = [
    Experiment(step=40),
    Experiment(
        data="tumours", noise=0.3, seed=2, lam=0.1, batch_size=8, optimiser="momentum", step=99
    ),
    Experiment(
        data="circles", features=("x1²", "x2²"), optimiser="adam", learning_rate=1.0, step=300
    ),
    Experiment(data="xor", features=tuple(POWERS), batch_size=1, optimiser="nesterov", step=7),
    Experiment(data="blobs", noise=1.5, batch_size=32, step=0),
    Experiment(data="own", points=POINTS, step=20),
]
BY_DATA = [experiment.data for experiment in EXPERIMENTS]


@pytest.fixture(scope="module")
def figure():
    return playground_explorer()


def ran(code: str) -> dict:
    """Run a text as a learner's cell; return its variables and what it printed."""
    out, names = io.StringIO(), {}
    with contextlib.redirect_stdout(out):
        exec(code, names)
    return {**names, "printed": out.getvalue()}


def test_all_data_and_rules_are_among_the_experiments():
    assert {e.optimiser for e in EXPERIMENTS} == set(OPTIMISERS)
    assert BY_DATA == ["moons", "tumours", "circles", "xor", "blobs", "own"]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=BY_DATA)
def test_the_code_gives_the_costs_and_weights_of_the_figure(experiment):
    shown, code = compute(experiment), ran(experiment.code())
    np.testing.assert_allclose(code["history"].cost, shown["cost"], rtol=1e-12)
    np.testing.assert_allclose(code["w"], shown["weights"], rtol=1e-12)
    assert code["printed"] == f"cost {shown['cost'][-1]:.6f}\n"
    assert len(experiment.code().splitlines()) <= 18
    assert max(map(len, experiment.code().splitlines())) <= 120 or experiment.data == "own"


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=BY_DATA)
def test_the_field_is_the_probability_of_the_code_s_model(experiment):
    code, shown = ran(experiment.code()), compute(experiment)
    for i, j in ((3, 70), (41, 12)):
        column = products(np.array([[AXIS[j], AXIS[i]]]), experiment.features)
        p = predict_proba(code["w"], code["b"], (column - code["mean"]) / code["scale"])
        assert shown["field"][i, j] == pytest.approx(p[0], rel=1e-9)


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=BY_DATA)
def test_an_experiment_is_kept_and_restored(experiment):
    restored = playground_explorer(eval(repr(experiment)))
    assert Experiment(**restored.values) == experiment
    np.testing.assert_array_equal(restored.data["cost"], compute(experiment)["cost"])
    assert experiment.code().splitlines()[-3] in restored.box.children[-1].children[0].value


def test_the_pointer_adds_points_and_a_button_takes_the_last_away(figure):
    plane, curves, weights = figure.fig.axes
    figure.click(plane, 1.234, -2.0)
    figure.set(add=1)
    figure.click(plane, -0.5, 0.25)
    figure.click(plane, 3.0, 3.0, pressed=False)  # a drag adds nothing
    assert figure.values["points"] == "1.23 -2.00 0; -0.50 0.25 1"
    assert figure.values["data"] == "own"
    assert figure.data["X"].tolist() == [[1.23, -2.0], [-0.5, 0.25]]
    assert figure.data["y"].tolist() == [0, 1]
    figure.press("Undo point")
    assert figure.values["points"] == "1.23 -2.00 0"
    figure.click(curves, 41.2, 0.5)
    assert figure.values["step"] == 41
    before = figure.values
    figure.click(weights, 0.0, 2.0)
    assert figure.values == before
    figure.reset()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"features": ()}, "Choose at least one feature."),
        ({"data": "own"}, "at least 5: there are 0."),
        ({"data": "own", "points": "1 1 0; 2 2 0; 3 3 0; 1 3 0; 2 1 0"}, "of one class"),
        ({"data": "own", "points": "1 1 0; 2 2"}, 'not "2 2"'),
        ({"data": "own", "points": "1 1 7"}, 'not "1 1 7"'),
        ({"data": "own", "points": "inf 1 0"}, 'not "inf 1 0"'),
    ],
)
def test_what_cannot_be_trained_gets_a_sentence_and_loses_nothing(figure, change, sentence):
    figure.set(**change)
    assert sentence in figure.alt
    assert {name: figure.values[name] for name in change} == change
    assert np.isfinite(figure.data["field"]).all()
    figure.reset()
    assert figure.data["problem"] == ""


def test_points_are_read_with_blanks_or_commas():
    assert read_points(" 1, 2, 0;; -0.5 3e0 1 ; ").tolist() == [[1, 2, 0], [-0.5, 3, 1]]
    assert read_points("").shape == (0, 3)


def test_the_products_are_those_that_are_named():
    X = np.array([[2.0, 3.0]])
    by_name = dict(zip(POWERS, products(X, tuple(POWERS))[0], strict=True))
    assert by_name["x1² x2"] == 12
    assert by_name["x1 x2²"] == 18
    assert by_name["x2³"] == 27
    assert list(by_name) == sorted(by_name, key=lambda name: sum(POWERS[name]))


def test_a_pixel_of_the_field_has_the_colour_of_its_probability():
    fig, ax = plots.figure(width=4, height=3)
    x1, x2 = np.linspace(-1, 1, 5), np.linspace(0, 4, 9)
    p = np.random.default_rng(0).random((9, 5))
    plots.draw_probability(ax, x1, x2, p)
    ax.set_axis_off()
    fig.canvas.draw()
    pixels = np.asarray(fig.canvas.buffer_rgba())
    for i, j in ((0, 0), (8, 4), (3, 2), (5, 1)):
        x, y = ax.transData.transform((x1[j], x2[i]))
        x, y = np.clip([x, y], [ax.bbox.x0 + 1, ax.bbox.y0 + 1], [ax.bbox.x1 - 2, ax.bbox.y1 - 2])
        seen = pixels[pixels.shape[0] - 1 - int(y), int(x), :3]
        assert seen.tolist() == plots.probability_colors(p[i, j]).tolist()


def test_weights_that_are_about_to_leave_float64_draw_no_field():
    """At step 293 they are finite still, and no score is."""
    wild = {"data": "circles", "noise": 0.19696969696969696, "seed": 16, "features": ("x1",)}
    pace = {"learning_rate": 2.37137, "lam": 5.623413, "batch_size": 1, "optimiser": "momentum"}
    for step in range(280, 301):
        shown = compute(Experiment(**wild, **pace, step=step))
        assert np.isfinite(shown["field"]).all()
