"""Live figures without a browser: moved from code, read back as arrays."""

import gc
import io
import re
import tracemalloc
from itertools import product

import ipywidgets as widgets
import numpy as np
import pytest
import sklearn.metrics
from matplotlib.text import Text
from nbformat.v4 import new_output
from PIL import Image
from sklearn import metrics

from logreg_core import explorers, load_breast_cancer, plots
from logreg_core.explorers import interactive, regularization, training
from logreg_core.explorers.metrics import held_out_probabilities
from tools.notebooks import picture_in

# Where there is no boundary, no cost any more, no saturation, there is no number.
GAPS = ("boundary", "cost", "held_out", "saturated")
NAMES = [name for name in explorers.__all__ if name.endswith("_explorer")]


@pytest.fixture(scope="module", params=NAMES)
def figure(request):
    return getattr(explorers, request.param)()


@pytest.fixture
def small():
    """The smallest live figure: a line whose height is h."""
    fig, ax = plots.figure(width=3, height=2)
    ax.set(xlim=(0, 1), ylim=(0, 10))
    line = plots.draw_curve(ax, [0, 1], [0, 0])

    def update(h, k):
        if h == 9:
            raise ArithmeticError("nine")
        line.set_ydata([h, h * k])
        return {"h": np.array([h, h * k])}, f"h = {h:g} <&>."

    return interactive.InteractiveFigure(
        fig,
        update,
        artists=[line],
        h=interactive.slider("h", 0, 10, 1.0, step=0.5),
        k=interactive.selection_slider("k", (0.0, 0.1, 1.0, 10.0), 1.0),
    )


def pixels(figure) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(figure.png)))


def ends_and_some(control, rng) -> list:
    """Both ends of a control, and something in between."""
    if isinstance(control, interactive.MultiToggle):
        return [(), control.options, control.options[: 1 + rng.integers(3)]]
    if isinstance(control, widgets.Text):  # the playground's own points: none, five, nonsense
        return ["", "0 0 0; 1 1 1; 2.5 2 1; -3 1 0; 2 -1 0", "1 2 red"]
    if hasattr(control, "options"):
        values = [o[1] if isinstance(o, tuple) else o for o in control.options]
        return [values[0], values[-1], values[rng.integers(len(values))]]
    steps = round((control.max - control.min) / control.step)
    return [control.min, control.max, control.min + control.step * int(rng.integers(steps + 1))]


# --- the engine ------------------------------------------------------------------------------


def test_a_control_moves_the_picture(small):
    before, renders = pixels(small), small.renders
    small.controls["h"].value = 5.0
    assert small.renders == renders + 1
    assert small.data["h"].tolist() == [5.0, 5.0]
    assert small.values == {"h": 5.0, "k": 1.0}
    assert not np.array_equal(before, pixels(small))


def test_the_blitted_picture_is_that_of_a_full_drawing(small):
    small.controls["h"].value = 5.0
    for artist in small._artists:
        artist.set_animated(False)
    small.fig.canvas.draw()
    full = np.asarray(small.fig.canvas.buffer_rgba())[..., :3]
    # where a line meets the frame, a full drawing puts the frame on top
    assert (pixels(small) != full).any(axis=2).mean() < 0.002


def test_nothing_of_the_last_picture_remains(small):
    first = pixels(small)
    small.controls["h"].value = 8.0
    small.controls["h"].value = 1.0
    assert np.array_equal(first, pixels(small))


def test_reset_brings_the_start_back(small):
    first = pixels(small)
    small.controls["h"].value, small.controls["k"].value = 7.0, 10.0
    small.reset()
    assert small.values == {"h": 1.0, "k": 1.0}
    assert np.array_equal(first, pixels(small))


def test_an_error_is_raised_where_it_was_caused(small):
    with pytest.raises(ArithmeticError, match="nine"):
        small.controls["h"].value = 9.0


def boxes(figure) -> dict[str, widgets.Widget]:
    found, todo = {}, [figure.box]
    while todo:
        widget = todo.pop()
        if not isinstance(widget, interactive.MultiToggle):
            todo += getattr(widget, "children", ())
        if getattr(widget, "description", ""):
            found[widget.description] = widget
    return found


def test_number_boxes_and_sliders_move_each_other(small):
    boxes(small)["h"].value = 4.5
    assert small.controls["h"].value == 4.5
    small.controls["h"].value = 2.0
    assert boxes(small)["h"].value == 2.0


def test_a_typed_number_goes_to_the_nearest_choice(small):
    box = boxes(small)["k"]
    for typed, choice in ((0.7, 1.0), (1000.0, 10.0), (0.04, 0.0), (0.11, 0.1)):
        box.value = typed
        assert small.controls["k"].value == box.value == choice


def test_arrow_keys_in_the_box_go_from_choice_to_choice(small):
    """A browser adds or takes one step of the box, and aligns it: the way is a step at most."""
    box, control = boxes(small)["k"], small.controls["k"]
    control.value = 0.0
    for choice in (0.1, 1.0, 10.0, 10.0):
        box.value = min(box.value + box.step, box.max)
        assert control.value == box.value == choice
    for choice in (1.0, 0.1, 0.0, 0.0):
        box.value = max(box.value - box.step, box.min)
        assert control.value == box.value == choice


def test_one_output_serves_every_viewer(small):
    data = small._repr_mimebundle_()
    assert data["text/plain"] == small.alt == repr(small)
    assert "application/vnd.jupyter.widget-view+json" in data
    assert Image.open(io.BytesIO(small.png)).format == "PNG"
    picture = picture_in(new_output("display_data", data))
    assert (picture.alt, picture.width, picture.png) == (small.alt, 300, small.png)


def test_the_picture_carries_its_sentence_and_its_size(small):
    assert 'alt="h = 1 &lt;&amp;&gt;."' in small.image.value
    assert 'width="300" height="200" ' in small.image.value


def test_set_goes_to_the_nearest_values_and_draws_once(small):
    renders = small.renders
    small.set(h=3.3, k=0.7)
    assert small.values == {"h": 3.5, "k": 1.0}
    assert small.renders == renders + 1


@pytest.fixture
def pressed():
    """A live figure with a button, a pointer, a play button and a control that redraws."""
    fig, ax = plots.figure(width=3, height=2)
    ax.set(xlim=(0, 10), ylim=(0, 10))
    line = plots.draw_curve(ax, [0, 10], [0, 0])

    def update(h, name):
        line.set_ydata([h, h])
        ax.set_xlabel(name)
        return {"h": np.array([h])}, f"{name} = {h:g}."

    return interactive.InteractiveFigure(
        fig,
        update,
        artists=[line],
        buttons={"Higher": lambda values: {"h": values["h"] + 2}},
        point=lambda ax, x, y, pressed: {"h": y if pressed else -y},
        redraw=["name"],
        play="h",
        h=interactive.slider("h", -10, 10, 1.0, step=1),
        name=interactive.toggle_buttons("name", ["up", "down"], "up"),
    )


def test_a_button_sets_what_it_says(pressed):
    pressed.press("Higher")
    assert pressed.values["h"] == 3
    pressed.press("Reset")
    assert pressed.values["h"] == 1
    (button,) = [box for name, box in boxes(pressed).items() if name == "Higher"]
    button.click()
    assert pressed.values["h"] == 3


def test_the_pointer_arrives_in_the_units_of_the_axes(pressed):
    """What the browser sends: pressed or dragged, a time, and two fractions of the picture."""
    ax = pressed.fig.axes[0]
    x, y = ax.transData.transform((5, 7))
    width, height = pressed.fig.canvas.get_width_height()
    at = f"{x / width},{1 - y / height}"
    pressed._pointer.value = f"1,100.5,{at}"
    assert pressed.values["h"] == 7
    pressed._pointer.value = f"0,101,{at}"
    assert pressed.values["h"] == -7
    pressed._pointer.value = "1,102,0.001,0.001"  # beside the axes: nothing happens
    assert pressed.values["h"] == -7


def test_a_control_that_redraws_changes_the_background_and_back(pressed):
    first, still = pixels(pressed), pressed._background
    pressed.controls["h"].value = 5
    assert pressed._background is still
    pressed.controls["name"].value = "down"
    assert pressed._background is not still
    pressed.reset()
    assert np.array_equal(first, pixels(pressed))


def test_play_walks_over_the_slider_fifteen_times_a_second(pressed):
    player = pressed._player
    assert (player.min, player.max, player.interval) == (-10, 10, 66)
    player.playing = True
    pressed.reset()
    assert not player.playing


def test_several_buttons_may_be_down_at_once():
    control = interactive.MultiToggle("letters", ["a", "b", "c"], ["c", "a"])
    assert control.value == ("c", "a")
    control._buttons[1].value = True
    assert control.value == ("a", "b", "c")
    control.value = ("b",)
    assert [button.value for button in control._buttons] == [False, True, False]
    seen = []
    control.observe(lambda change: seen.append(change["new"]), "value")
    control.value = ("a", "c")
    assert seen == [("a", "c")]  # one change, not one for each button


def test_the_png_writer_agrees_with_pillow():
    rgb = np.random.default_rng(0).integers(0, 256, (7, 11, 3), dtype=np.uint8)
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(interactive.png(rgb)))), rgb)


# --- every explorer --------------------------------------------------------------------------


def test_it_survives_both_ends_of_every_control(figure):
    rng = np.random.default_rng(0)
    for control in figure.controls.values():
        for value in ends_and_some(control, rng):
            control.value = value
            assert pixels(figure).std() > 10
            assert figure.alt.endswith(".")
    figure.reset()


@pytest.mark.slow
def test_a_thousand_random_moves_stay_finite_and_true_and_leave_nothing(figure):
    rng = np.random.default_rng(1)
    objects = []
    for move in range(1000):
        name = rng.choice(list(figure.controls))
        figure.controls[name].value = ends_and_some(figure.controls[name], rng)[rng.integers(3)]
        for key, value in figure.data.items():
            if isinstance(value, np.ndarray) and key not in GAPS:
                assert np.isfinite(np.asarray(value, dtype=float)).all(), key
        if hasattr(figure.controls[name], "min"):
            assert f"{figure.controls[name].value:g}" in figure.alt
        if move in (500, 999):
            gc.collect()
            objects.append(len(gc.get_objects()))
    figure.reset()
    assert objects[1] - objects[0] < 1000  # less than two for a move


def test_every_button_and_every_place_of_the_picture_can_be_pressed(figure):
    rng = np.random.default_rng(4)
    for button in figure._buttons:
        for _ in range(20):
            figure.press(button)
    figure.reset()
    for control in list(figure.controls.values())[:2]:
        control.value = ends_and_some(control, rng)[0]
    for ax in figure.fig.axes if figure._point else ():
        before = figure.values
        for place in rng.random((5, 2)):
            figure.click(ax, *ax.transData.inverted().transform(ax.transAxes.transform(place)))
        asked = figure._point(
            ax, *ax.transData.inverted().transform(ax.transAxes.transform(place)), True
        )
        assert (figure.values != before) == bool(asked)
    figure.reset()


def test_reset_restores_the_first_picture(figure):
    figure.reset()
    first = pixels(figure)
    for control in figure.controls.values():
        control.value = ends_and_some(control, np.random.default_rng(2))[1]
    figure.reset()
    assert np.array_equal(first, pixels(figure))


def test_every_control_has_a_named_box(figure):
    named = [box for box in boxes(figure).values() if hasattr(box, "value")]
    assert len(named) == len(figure.controls)
    assert not any(
        isinstance(box, widgets.IntSlider | widgets.FloatSlider | widgets.SelectionSlider)
        for box in named
    )
    for box, control in zip(reversed(named), figure.controls.values(), strict=True):
        assert box.value == control.value


def test_no_label_shows_a_formula_as_its_source(figure):
    """Logarithmic axes write their labels as formulas, which must be drawn as such."""
    for text in figure.fig.findobj(Text):
        assert text.get_parse_math() or "$" not in text.get_text(), text


def test_it_fits_a_laptop_screen(figure):
    height, width = pixels(figure).shape[:2]
    assert width <= 1100
    assert height <= 460


@pytest.mark.slow
def test_moving_leaves_nothing_behind(figure):
    control = next(iter(figure.controls.values()))
    values = ends_and_some(control, np.random.default_rng(3))

    def move(times):
        for k in range(times):
            control.value = values[k % 2]
        gc.collect()

    tracemalloc.start()
    move(20)
    before = tracemalloc.get_traced_memory()[0]
    move(60)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    figure.reset()
    assert grown < 200_000  # one picture kept for each move would be six million


def test_the_sentence_has_no_unrounded_numbers(figure):
    assert not re.search(r"\d\.\d{6,}", figure.alt)


# --- what they say is what they show ------------------------------------------------------------


@pytest.mark.parametrize("pair", training.PAIRS)
def test_the_state_of_a_training_run_is_true(pair):
    """Walked through all rates, some λ and some steps; each word is held to the whole run."""
    seen = set()
    for lam, rate in product(interactive.LAMS[::10], interactive.LEARNING_RATES):
        (history, _), lowest = training.fit(pair, rate, lam), training.minimum(pair, lam)
        cost = np.nan_to_num(history.cost, nan=1e9, posinf=1e9).clip(max=1e9)
        left = (cost - lowest) / (cost[0] - lowest)
        assert left.min() > -1e-9  # nothing is below the minimum
        for step in (1, 5, 20, 100, 300):
            word = training.compute(pair, rate, lam, step)["state"]
            seen.add(word)
            moves = np.diff(cost[: step + 1][-20:])
            assert (word == "diverged") == (cost[step] > 100 * cost[0])
            assert (word == "oscillating") <= ((moves > 0).any() and (moves < 0).any())
            assert (word == "rising") <= (moves > 0).all()
            downhill = word in ("too slow", "still falling", "converged")
            assert downhill <= (moves < 1e-9).all()
            assert (word == "converged") <= (left[step] < 1e-3)
            assert (word == "too slow") <= (left[-1] > 0.1)  # 300 steps are not enough
            plain = training.state(cost[: step + 1])  # without a minimum to compare with
            assert plain == word or (downhill and plain in ("still falling", "hardly moving"))
            assert (plain == "hardly moving") <= (abs(moves[-1]) < 1e-5)
    assert seen == {"diverged", "oscillating", "rising", "converged", "too slow", "still falling"}


def test_no_minimum_is_claimed_where_the_cases_are_separated_and_only_there():
    figure = explorers.regularization_explorer()
    bench = regularization.Workbench(load_breast_cancer(features=regularization.FEATURES))
    for lam, degree in product((0.0, *interactive.LAMS[1::6]), regularization.DEGREES):
        figure.set(lam=lam, degree=degree)
        w, b, *losses, _ = bench.fit(degree, lam)
        train, rest, _ = bench.columns(degree)
        wrong = [((X @ w + b > 0) != y).sum() for X, y in ((train, bench.y), (rest, bench.y_rest))]
        separated = lam == 0 and wrong[0] == 0
        assert ("there is no minimum" in figure.alt) == separated
        assert f"with {wrong[0]} and {wrong[1]} wrong; {len(w)} weights" in figure.alt
        assert figure.data["losses"] == tuple(losses)


def test_a_step_on_the_map_is_minus_the_rate_times_the_gradient_that_is_shown():
    figure = explorers.gradient_explorer()
    for w, b, rate, steps in product((-7.0, 0.5, 5.0), (-4.0, 4.0), (0.1, 10.0), (0, 7)):
        figure.set(w=w, b=b, learning_rate=rate, steps=steps)
        shown = figure.data
        step = np.diff(shown["next"], axis=0)[0]
        assert step == pytest.approx(
            -figure.values["learning_rate"] * np.array([shown["dw"], shown["db"]])
        )
        assert (
            f"cost {shown['cost']:.3f}, gradient ({shown['dw']:.3f}, {shown['db']:.3f})"
            in figure.alt
        )
        assert len(shown["path"]) == steps + 1


# --- what the first chapters' figures say, against the arrays ------------------------------------


def numbers(sentence: str) -> list[float]:
    return [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?(?:e[-+]\d+)?", sentence)]


def walk(figure, times=40):
    """Move every control at random, and yield after each move."""
    rng = np.random.default_rng(5)
    for _ in range(times):
        for name, control in figure.controls.items():
            ends = ends_and_some(control, rng)
            figure.set(**{name: ends[rng.integers(len(ends))]})
        yield figure.values


def test_the_sentence_of_chapter_1_is_true_everywhere():
    figure = explorers.logistic_explorer()
    for now in walk(figure):
        p = 1 / (1 + np.exp(-(now["w"] * now["x"] + now["b"])))
        higher, lower = (
            1 / (1 + np.exp(-(now["w"] * (now["x"] + h) + now["b"]))) for h in (1e-4, -1e-4)
        )
        said = numbers(figure.alt)
        assert np.allclose(said[:3], [now["w"], now["b"], now["x"]])
        assert np.isclose(said[4], np.exp(now["w"] * now["x"] + now["b"]), rtol=6e-3)
        assert np.allclose(said[5:], [p, (higher - lower) / 2e-4], atol=6e-5)
        for title, numbers_there in zip(
            (ax.get_title(loc="left") for ax in figure.fig.axes), (said[3:5], said[5:]), strict=True
        ):
            assert numbers(title) == numbers_there


@pytest.mark.slow
def test_the_sentence_of_chapter_2_is_true_everywhere():
    tumours, figure = load_breast_cancer(), explorers.prediction_explorer()
    for now in walk(figure):
        pair = [tumours.names.index(now[name]) for name in ("first", "second")]
        z = tumours.X_train[:, pair] @ [now["w1"], now["w2"]] + now["b"]
        y, y_hat = tumours.y_train, z > np.log(now["threshold"] / (1 - now["threshold"]))
        wrong, missed = (y_hat != y).sum(), (y_hat & (y == 0)).sum()
        f1 = metrics.f1_score(y, y_hat, zero_division=0)
        assert f"{wrong} of {len(y)} tumours are classified wrongly, {missed} malig" in figure.alt
        assert figure.alt.endswith(f"F1 of benign {f1:.3f}.")
        assert figure.fig.axes[1].get_title(loc="left") == f"{wrong} wrong, F1 {f1:.3f}"


def test_the_sentence_of_chapter_3_is_true_everywhere():
    figure = explorers.loss_explorer()
    for now in walk(figure):
        p = 1 / (1 + np.exp(-now["z"]))
        loss = -np.log(p if now["y"] == 1 else 1 - p)
        expected = [now["y"], now["z"], p, loss, (p - now["y"]) ** 2, p - now["y"]]
        assert np.allclose(numbers(figure.alt), expected, atol=6e-5)
        assert figure.alt.startswith(("A malignant", "A benign")[now["y"]])


def test_the_race_of_chapter_3_counts_what_was_walked():
    one, figure = load_breast_cancer(features=["mean radius"]), explorers.race_explorer()

    def loss(w, b):
        p = 1 / (1 + np.exp(-(one.X_train[:, 0] * w + b)))
        return metrics.log_loss(one.y_train, p)

    w, b = 4.0, -3.0
    for step, (my_w, my_b) in enumerate(((0.0, 0.0), (-4.0, 0.5), (-8.0, 6.0)), start=1):
        residual = 1 / (1 + np.exp(-(one.X_train[:, 0] * w + b))) - one.y_train
        w, b = w - 2.0 * (residual * one.X_train[:, 0]).mean(), b - 2.0 * residual.mean()
        figure.set(w=my_w, b=my_b)
        figure.press("Take this step")
        assert figure.alt.startswith(
            f"After {step} of 15 steps your loss is {loss(my_w, my_b):.3f} and the machine's "
            f"{loss(w, b):.3f}; the landscape is hidden."
        )
    bottom = np.array([figure.data["your_loss"][2], loss(-4.0, 0.47)])
    assert bottom[0] - bottom[1] < 0.001  # near w = -4 and b = 0.5, as the chapter says


def test_the_threshold_explorer_counts_as_scikit_learn_with_malignant_as_positive():
    live_figure = explorers.threshold_explorer()
    y, p = held_out_probabilities()
    for threshold in np.arange(21) / 20:
        live_figure.set(threshold=threshold)
        ill, called_ill = y == 0, p <= threshold
        (tn, fp), (fn, tp) = sklearn.metrics.confusion_matrix(ill, called_ill)
        scores = sklearn.metrics.precision_recall_fscore_support(
            ill, called_ill, average="binary", zero_division=0
        )
        for said in (
            f"{tp} malignant tumours found and {fn} missed (recall {scores[1]:.3f})",
            f"{fp} benign ones alarmed (false-positive rate {fp / (fp + tn):.3f})",
            f"precision {scores[0]:.3f}, F1 {scores[2]:.3f}.",
            f"the total cost is {fn + fp}",
        ):
            assert said in live_figure.alt


@pytest.mark.slow
def test_the_lowest_total_cost_is_that_of_all_thresholds():
    live_figure = explorers.threshold_explorer()
    for price in (1.0, 5.0, 100.0):
        live_figure.set(miss_cost=price, costs="every threshold")
        costs = []
        for threshold in np.arange(101) / 100:
            live_figure.set(threshold=threshold)
            costs.append(live_figure.data["total_cost"])
        place = np.argmin(costs) / 100
        assert f"its minimum, {min(costs):g}, is at {place:g}." in live_figure.alt


def test_the_optimiser_explorer_says_where_its_walk_ends():
    live_figure = explorers.optimiser_explorer()
    for batch, rate, rule in (
        (1, 10.0, "sgd"),
        (455, 0.4217, "sgd"),
        (455, 0.4217, "nesterov"),
    ):
        live_figure.set(batch=batch, rate=rate, optimiser=rule)
        end = live_figure.data["cost"][-1]
        floor = "at most " if end <= 1e-5 else ""
        said = f"{floor}{end:.2g} above the minimum" if np.isfinite(end) else "diverged"
        assert said in live_figure.alt
        assert f"{live_figure.data['epochs'][-1]:.1f} epochs" in live_figure.alt
