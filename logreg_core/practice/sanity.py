"""Practice of the sanity checks."""

from .questions import Question

QUESTIONS = {
    "only_the_referee": Question(
        "One model penalises the bias, too, in its cost and in its slopes. Which checks see it?",
        (
            (
                "Check 3, the slopes with λ",
                "The slopes are those of this cost. They share the mistake, so they agree.",
            ),
            (
                "Check 4, one by one",
                "One case pays the same penalty as many.",
            ),
            (
                "Check 6 alone, the referee",
                "It is a sound model, only not the one that was meant. Whatever compares the model "
                "with itself lets it pass, and so does check 1: zeros pay no penalty.",
            ),
        ),
        right=2,
    ),
}
