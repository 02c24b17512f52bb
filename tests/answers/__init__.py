"""A corpus of answers as learners hand them in, right ones in unusual styles and wrong ones.

The wrong ones are of all kinds that learners post.

Three authors wrote them from what a learner sees alone, without a look at the checks.
"""

from . import answers_1, answers_2, answers_3
from .collect import ANSWERS, Answer

__all__ = ["ANSWERS", "Answer", "answers_1", "answers_2", "answers_3"]
