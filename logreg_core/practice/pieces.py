"""Practice of chapter 9."""

import numpy as np

from .questions import Question

QUESTIONS = {
    "mean_of_means": Question(
        "Two pieces, of 10 and of 1,000 cases. Each worker sends the mean of its gradient, and you "
        "take the mean of the two. Is that the gradient?",
        (
            ("Yes, a mean of means is the mean", "Only if the pieces are equally large."),
            (
                "No: ten cases would count as much as a thousand",
                "So send sums and counts, and divide once, at the end.",
            ),
            (
                "Yes, on average",
                "On average over random cuts, perhaps. Here it is one step, and it is wrong.",
            ),
        ),
        right=1,
        proof=lambda: (
            not np.isclose(
                np.mean([np.ones(10).mean(), np.zeros(1000).mean()]),
                np.append(np.ones(10), np.zeros(1000)).mean(),
            )
        ),
    ),
}
