"""python -m logreg_core.practice: which hint does each known mistake get? The confusion table.

One row for each wrong implementation, one column for each hint: a mark on the diagonal is a
mistake that is called by its own name, a mark beside it one that is taken for another.
"""

import sys

from . import EXERCISES, grade


def main() -> int:
    """Print the table of every exercise; return the number of marks beside the diagonals."""
    known = astray = 0
    for name, exercise in EXERCISES.items():
        keys = [mistake.key for mistake in exercise.mistakes]
        print(f"\n{name}: {len(keys)} mistakes")
        for row, mistake in enumerate(exercise.mistakes):
            hint = grade(name, exercise, mistake.wrong).mistake
            marks = ["■" if key == hint else "·" for key in keys]
            known, astray = known + 1, astray + (hint != keys[row])
            taken = "" if hint == keys[row] else f"  taken for {hint or 'none of them'}"
            print(f"  {mistake.key:24}{''.join(marks)}{taken}")
    print(f"\n{known} mistakes in {len(EXERCISES)} exercises, {astray} beside the diagonal.")
    return astray


if __name__ == "__main__":
    sys.exit(main())
