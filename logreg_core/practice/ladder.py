"""Practice of the sanity ladder."""

from .questions import Question

QUESTIONS = {
    "only_the_referee": Question(
        "Why does no other rung see a bias that is penalised in the cost and in the slopes?",
        (
            (
                "Because the bias is small",
                "It is not small here, and the rungs would not see a large one either.",
            ),
            (
                "Because all of them compare the model with itself",
                "Cost and slopes agree, zeros pay nothing, and one case pays what many pay. It is "
                "a sound model, only not the one that was meant.",
            ),
            (
                "Because the rungs are too tolerant",
                "No tolerance would help: nothing is off by a little.",
            ),
        ),
        right=1,
    ),
}
