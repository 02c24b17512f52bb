"""What Python's and NumPy's errors mean, for those who meet them for the first time."""

import ast
import difflib
import inspect
import linecache
import re
import traceback
from collections.abc import Callable
from pathlib import Path

import numpy as np

from . import reading

PACKAGE = str(Path(__file__).resolve().parents[1])
FOUND_ELSEWHERE = {
    "ln": "the natural logarithm is np.log",
    "loge": "the natural logarithm is np.log",
    "lg": "the logarithm to base 10 is np.log10; the natural one, np.log",
    "sigmoid": "write 1 / (1 + np.exp(-z)), or call the course's logistic(z)",
    "logistic": "write 1 / (1 + np.exp(-z)), or call the course's logistic(z)",
    "expit": "expit is SciPy's: write 1 / (1 + np.exp(-z))",
    "logit": "write np.log(p / (1 - p))",
    "softmax": "write it with np.exp and a sum along axis=1",
    "norm": "it is np.linalg.norm",
    "len": "len is Python's own",
    "E": "the number e is np.e, and e to the power z is np.exp(z)",
    "length": "how many there are is len(...)",
    "matrix_multiply": "the product of matrices is the operator @",
    "mult": "the product of matrices is the operator @",
    "pow": "a power is w**2",
    "sqr": "a square is w**2",
}

# (type of the error, what its text says, the key of the mistake, what it means and what to do)
TABLE = (
    (OverflowError, "", "math_overflow", "A number became too large for `math`: np.exp gives inf "
     "there and goes on. Better still, choose a form in which nothing large is raised."),
    (TypeError, "only .* can be converted to|must be real number, not (list|tuple|.*ndarray)|"
     "cannot convert the series", "one_number", "Functions from `math`, as well as float() and "
     "int(), take one number, and an array came: use NumPy's functions, such as np.exp and np.log, "
     "which take both."),
    (ValueError, "math domain error|expected a positive input", "math_domain", "math.log stops at "
     "0 and below: a probability was rounded to 0 or 1, or a sign is wrong."),
    (TypeError, "bitwise_xor|operand type.* for \\^", "caret", "In Python `^` is not a power: it "
     "compares bits. A power is `**`: w**2."),
    (TypeError, "bitwise_(and|or)|operand type.* for [&|]|'rand_'|'ror_'", "and_brackets", "`&` "
     "and `|` bind more tightly than `==`: put each comparison in brackets: (y == 1) & "
     "(y_hat == 1)."),
    (TypeError, "'invert'", "and_brackets", "`~` turns True and False around: give it a "
     "comparison, ~(y == 1); for numbers write 1 - y."),
    (TypeError, "boolean (negative|subtract)", "booleans", "True and False cannot be subtracted: "
     "make numbers of them first, with .astype(int), or use ~ and !=."),
    (TypeError, "object of type '(float|int|.*float64|NoneType)' has no len", "len_of_number",
     "len() counts the entries of an array, and a single number came: write it so that it takes "
     "both, with arithmetic on the whole, without len and without a loop."),
    (TypeError, "len\\(\\) of unsized|iteration over a 0-d", "len_of_number", "A single number has "
     "no entries to count or to walk through: use arithmetic on the whole, which takes both."),
    (TypeError, "object is not (iterable|subscriptable)", "number_as_array", "A single number is "
     "used as if it were an array: it has no entries to walk through or to pick."),
    (IndexError, "invalid index to scalar|array is 0-dimensional", "number_as_array", "A single "
     "number is used as if it were an array: it has no entries to pick."),
    (IndexError, "out of bounds", "out_of_bounds", "The index goes beyond the end: the entries of "
     "an array of n are numbered from 0 to n - 1. Is it the right axis, rows or columns?"),
    (IndexError, "must be of integer|valid indices", "index_type", "An index must be a whole "
     "number or an array of True and False: y == 1 picks, the labels 0.0 and 1.0 do not."),
    (IndexError, "too many indices", "axis", "There are more indices than axes: w has one axis, "
     "w[j]; a table has two, X[i, j]."),
    (IndexError, "boolean index did not match", "axis", "The comparison has another length than "
     "the array it picks from: both must run over the same axis."),
    (TypeError, "list' and 'list|list' and 'float|float' and 'list|multiply sequence|"
     "unsupported operand type\\(s\\) for .*'list'", "list_arithmetic", "Lists and tuples do "
     "not calculate: + joins two and * repeats one. Make an array of a list, with np.array(...); "
     "of a function that returns a pair catch both parts, as in dw, db = gradient(...)."),
    (TypeError, "'(function|numpy.ufunc|builtin_function.*|method)'", "function_for_numbers",
     "A function stands where its value is expected: call it, with its arguments in brackets right "
     "behind its name, as in np.exp(-z)."),
    (ValueError, "both or neither of x and y", "where_two", "np.where takes three arguments: "
     "np.where(condition, this, that)."),
    (TypeError, "NoneType", "none_inside", "A None is used as if it were a number: a function that "
     "is called here has no `return`, such as print or list.append."),
    (TypeError, "Cannot cast ufunc", "integer_buffer", "An array of whole numbers cannot take "
     "decimals in place: make it with np.zeros(n), which holds decimals."),
    (TypeError, "concatenate str|must be str|'str' and|and 'str'", "text", "A text is used as if "
     "it were a number."),
    (TypeError, "missing \\d+ required|takes .* positional argument|unexpected keyword", "call",
     "A function is called with other arguments than it has: compare the call with its first "
     "line. What stands behind a * there must be named, as in lam=lam."),
    (TypeError, "not callable", "not_callable", "Brackets behind a value call it as a function: "
     "is a * missing, or should it be [square brackets]? Or does a variable carry the name of a "
     "function?"),
    (ZeroDivisionError, "", "zero_division", "The denominator is 0 there: ask first whether it "
     "is, and say what the answer is then."),
    (UnboundLocalError, "", "unbound", "The name is given a value further down in the function, "
     "and is used before: set it first, before the loop."),
    (ModuleNotFoundError, "", "no_module", "The package is not installed here: NumPy is all that "
     "this exercise needs."),
    (ValueError, "inhomogeneous", "ragged", "The rows are of different length, so they make no "
     "table: return a tuple of arrays, such as (dw, db), not np.array([dw, db])."),
    (ValueError, "setting an array element with a sequence", "array_into_cell", "A whole array is "
     "put where one number has its place: is a sum missing, such as .sum() or @?"),
    (ValueError, "Expected 2D array|Reshape your data", "sklearn_shape", "scikit-learn expects a "
     "table (n, d) here. NumPy alone is enough: (X - mean) / scale."),
    (ValueError, "pos_label|Target is multiclass", "sklearn_labels", "scikit-learn looks for the "
     "class 1 unless it is told which: hand `pos_label` on, as pos_label=pos_label."),
    (ValueError, "Unknown label type|mix of (binary|continuous)|continuous", "sklearn_order",
     "scikit-learn's functions take the truth first, y_true, then y_pred: the arguments are "
     "swapped, or probabilities stand where classes are expected."),
    (ValueError, "inconsistent numbers? of samples", "sklearn_order", "scikit-learn expects one "
     "entry for each case in both arguments, the truth first: check what is handed over."),
    (ValueError, "y_true contains only one label", "sklearn_one_label", "scikit-learn's log_loss "
     "cannot tell the classes when all cases have the same: hand over labels=[0, 1]."),
    (ValueError, "cannot convert float NaN|cannot convert float infinity", "nan_to_int", "A number "
     "that is NaN or infinite cannot become a whole one: something overflowed before."),
    (ValueError, "unpack", "unpack", "The left side has another number of names than the right "
     "side has values: print what the right side is."),
    (np.exceptions.AxisError, "", "axis", "There is no such axis: a row of numbers has only "
     "axis 0; a table has axis 0, down the columns, and axis 1, along the rows."),
    (AttributeError, "'(float|int|numpy.float64)' object", "number_as_array", "A single number "
     "is no array and has none of its methods: np.sum(z), np.exp(z) take both."),
    (AttributeError, "'(list|tuple)' object", "list_arithmetic", "A list has none of an array's "
     "methods: make an array of it first, with np.array(...)."),
    (AttributeError, "ndarray' object has no attribute '(append|extend)'", "array_append",
     "An array does not grow: collect in a list, with .append, and return np.array(list)."),
    (AttributeError, "ndarray' object has no attribute '(values|to_numpy|iloc|loc|iterrows)'",
     "pandas", "That belongs to pandas: a NumPy array came, without it."),
    (AttributeError, "ndarray' object has no attribute '(detach|numpy|size\\(|sigmoid|cpu|item_|"
     "unsqueeze|sub|mm|t|pow|div|mul|add)'", "torch", "That belongs to PyTorch: a NumPy array "
     "came. Use np.exp, @ and .T."),
    (AttributeError, "ndarray' object has no attribute '(exp|log|abs|sqrt|tanh|power)'",
     "method", "That is a function of NumPy, not a method of arrays: np.exp(z), np.log(p)."),
)  # fmt: skip


def explain(error: BaseException, learner: Callable) -> tuple[str, str | None]:
    """Return what is to be said of an error, and the key of the mistake where it is known."""
    text = str(error)
    if found := re.search("module 'numpy' has no attribute '(.+?)'", text):
        return _not_in_numpy(found[1])
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        return _unknown_name(error, learner)
    if "truth value of a" in text:
        return _truth_value(line_of(error, learner), learner)
    if re.search(r"got (builtin_function_or_method|function|method|ufunc)\b", text):
        return (
            "A function is handed over where numbers are expected: hand over the argument, or call "
            "the function, with brackets.",
            "function_for_numbers",
        )
    if inner := _from_course(error):
        return inner
    if isinstance(error, ValueError) and (shapes := _mismatch(text)):
        return shapes
    for kind, says, key, advice in TABLE:
        if isinstance(error, kind) and re.search(says, text):
            return advice, key
    return "", None


def line_of(error: BaseException, learner: Callable) -> str:
    """Return the learner's own line in which the error arose, as ` in the line ...`, or nothing."""
    ours = [
        frame
        for frame, _ in traceback.walk_tb(error.__traceback__)
        if not frame.f_code.co_filename.startswith((PACKAGE, "<frozen"))
        and frame.f_globals is getattr(learner, "__globals__", None)
    ]
    numbers = [n for frame, n in traceback.walk_tb(error.__traceback__) if frame in ours]
    if not ours:
        return ""
    text = linecache.getline(ours[-1].f_code.co_filename, numbers[-1]).strip()
    return f" in the line `{text}`" if text and len(text) <= 90 and "`" not in text else ""


def _not_in_numpy(name: str) -> tuple[str, str]:
    if name in FOUND_ELSEWHERE:
        return f"NumPy has no np.{name}: {FOUND_ELSEWHERE[name]}.", f"np_{name}"
    near = difflib.get_close_matches(name, dir(np), n=1)
    hint = f" Did you mean np.{near[0]}?" if near else ""
    return f"NumPy has no np.{name}.{hint}", f"np_{name}"


def _unknown_name(error: NameError, learner: Callable) -> tuple[str, str]:
    name = re.search("'(.+?)'", str(error))[1]
    code = getattr(learner, "__code__", None)
    known = [*getattr(learner, "__globals__", {}), *(code.co_varnames if code else ())]
    elsewhere = {
        "log": "np.log", "exp": "np.exp", "sqrt": "np.sqrt", "e": "np.e", "mean": "np.mean",
        "sigmoid": "logistic", "dot": "the operator @", "shape": "X.shape", "null": "None",
        "true": "True", "false": "False",
    }  # fmt: skip
    near = elsewhere.get(name) or next(iter(difflib.get_close_matches(name, known, n=1)), "")
    hint = f" Did you mean {near}?" if near else ""
    return (
        f"Nothing has the name {name} there.{hint} Is it spelt right, is it set before it is used, "
        "and was the cell that makes it run?",
        "unknown_name",
    )


def _truth_value(line: str, learner: Callable) -> tuple[str, str]:
    if reading.lacks_brackets(learner):
        return next((advice, key) for *_, key, advice in TABLE if key == "and_brackets")
    if re.search(r"\b(and|or|not)\b", line) or (
        not line and reading.has(learner, ast.And, ast.Or, ast.Not)
    ):
        return (
            "`and`, `or` and `not` ask for one True or False, and an array has one for each entry: "
            "write &, | and ~, with each comparison in brackets: (y == 1) & (y_hat == 1).",
            "and_for_arrays",
        )
    if re.search(r"\b(if|while)\b", line) or (not line and reading.has(learner, ast.If)):
        return (
            "`if` asks for one True or False, and an array has one for each entry: use "
            "np.where(condition, this, that), or arithmetic on the whole array.",
            "if_for_arrays",
        )
    return (
        "One True or False is asked for, and an array has one for each entry: Python's own max, "
        "min and chained comparisons take single numbers. NumPy's np.maximum and np.where take "
        "arrays.",
        "truth_value",
    )


def _from_course(error: BaseException) -> tuple[str, str] | None:
    """Explain an error that a function of the course raised: its call was not as it expects."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    inside = [
        frame
        for frame in frames
        if frame.f_code.co_filename.startswith(PACKAGE)
        and not frame.f_code.co_filename.startswith(str(Path(PACKAGE) / "practice"))
    ]
    if not inside:
        return None
    code = inside[0].f_code
    named = inspect.getargs(code)
    asked = ", ".join([*named.args[: code.co_argcount], *(f"{k}=…" for k in _keywords(code))])
    return (
        f"It comes from your call of {code.co_name}, whose arguments are {code.co_name}({asked}), "
        "in this order: is each one in its place, and what is expected there?",
        "inner_call",
    )


def _keywords(code) -> list[str]:
    return list(code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount])


def _mismatch(text: str) -> tuple[str, str] | None:
    """Explain shapes that do not fit, with the two lengths that met."""
    if "does not have enough dimensions" in text:
        return (
            "One side of `@` is a single number: `@` multiplies arrays, `*` a number.",
            "matmul_number",
        )
    if "mismatch in its core dimension" in text or "not aligned" in text:
        sizes = re.search(r"size (\d+) is different from (\d+)", text)
        sizes = sizes or re.search(r": (\d+) \(dim \d\) != (\d+)", text)
        met = f" Here {sizes[1]} and {sizes[2]} met." if sizes else ""
        return (
            "`@` needs equal lengths where its two sides meet: (n, d) @ (d,) gives (n,), and the "
            f"transpose X.T turns (n, d) into (d, n).{met} Print the .shape of both sides.",
            "matmul_shapes",
        )
    if "broadcast" in text:
        found = re.findall(r"\([\d,]*\)", text)
        met = f" Here {found[0]} and {found[1]} met." if len(found) > 1 else ""
        return (
            "Arrays are paired entry by entry, so their shapes must be equal, or 1 where they "
            f"differ.{met} Print the .shape of both sides; for a column of row sums, "
            "keepdims=True keeps (n, 1).",
            "broadcast_shapes",
        )
    return None
