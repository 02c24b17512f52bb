"""A learner's own CSV file: read right, or answered in one sentence."""

import csv
import gzip
import io
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logreg_core import io as course_io
from logreg_core import load_csv, load_wine, newton, standardise

GOOD = "size,kind,weight\n1.5,apple,100\n2.5,pear,120\n3.0,apple,90\n"


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "own.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
    ],
    ids=["comma", "semicolon", "tab", "windows", "excel"],
)
def test_a_file_is_read(tmp_path, text):
    table = load_csv(written(tmp_path, text), label="kind")
    assert np.array_equal(table.X, [[1.5, 100], [2.5, 120], [3.0, 90]])
    assert list(table.y) == [0, 1, 0]
    assert (table.names, table.classes) == (("size", "weight"), ("apple", "pear"))
    assert table.left_out == 0


def test_rows_with_gaps_are_left_out_and_counted(tmp_path):
    table = load_csv(written(tmp_path, GOOD + "4,pear,\n,apple,3\n5,apple,7\n"), label="kind")
    assert (len(table.y), table.left_out) == (4, 2)


def test_it_can_be_trained_on(tmp_path):
    rng = np.random.default_rng(0)
    rows = "\n".join(f"{a:.3f},{a + b > 0}" for a, b in rng.normal(size=(50, 2)))
    table = load_csv(written(tmp_path, "a,ill\n" + rows), label="ill")
    assert table.classes == ("False", "True")
    assert newton(standardise(table.X)[0], table.y, lam=0.1).final[0][0] > 0


@pytest.mark.parametrize(
    ("text", "label", "sentence"),
    [
        (GOOD, "colour", "there is no column 'colour': the file has size, kind, weight"),
        (GOOD, "weight", "column 'kind' holds 'apple', which is no number"),
        ("", "kind", "holds 0 lines: a row of names and two cases at least"),
        ("size,kind\n1,a\n", "kind", "holds 2 lines"),
        (GOOD + "1,2\n", "kind", "row 5 of .* has 2 fields, and there are 3 names"),
        ("kind\na\nb\n", "kind", "has one column only"),
        ("size,kind\n1,a\n2,a\n", "kind", "column 'kind' holds 1 different values"),
        (
            "size,kind\n1,a\n2,b\ninf,b\n",
            "kind",
            "column 'size' holds 'inf', which is no number .line 4.: leave it empty",
        ),
        ('size,kind\n"1,5",a\n2,b\n', "kind", "holds '1,5', which is no number"),
        ("size,kind\n,a\n2,\n", "kind", "has no complete row"),
        ("size,kind\n" + "\n".join(f"{k},{k}" for k in range(30)), "kind", "30 different values"),
    ],
)
def test_a_bad_file_gets_a_sentence(tmp_path, text, label, sentence):
    with pytest.raises(ValueError, match=sentence):
        load_csv(written(tmp_path, text), label=label)


def test_a_file_is_never_executed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for evil in ("__import__('os').mkdir('done')", "=cmd|'/C mkdir done'!A0", "`mkdir done`"):
        text = f'size,kind\n"{evil}",a\n2,b\n'
        with pytest.raises(ValueError, match="which is no number"):
            load_csv(written(tmp_path, text), label="kind")
    assert not (tmp_path / "done").exists()


def test_no_file_and_no_text_get_a_sentence(tmp_path):
    with pytest.raises(ValueError, match="there is no file"):
        load_csv(tmp_path / "nowhere.csv", label="kind")
    with pytest.raises(ValueError, match="is a folder: add the name of the file"):
        load_csv(tmp_path, label="kind")
    with pytest.raises(ValueError, match=r"there is no file 'https://.*: download it first"):
        load_csv("https://example.org/own.csv", label="kind")
    with pytest.raises(ValueError, match="there is no file"):
        load_csv(GOOD * 50, label="kind")  # what is in the file, in the place of its name
    with pytest.raises(TypeError, match="expected the path of a CSV file, got DataFrame"):
        load_csv(pd.DataFrame(), label="kind")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"PK\x03\x04...", "which is an Excel or zip file: open it and save it as CSV"),
        (b"\xd0\xcf\x11\xe0...", "which is an old Excel file"),
        (gzip.compress(GOOD.encode(), mtime=0), "which is a gzip file: unpack it"),
        (b"%PDF-1.7", "which is a PDF"),
        (b"<!DOCTYPE html>\n<p>a,b", "which is a web page: save the raw file"),
        (b"a,b\x00\n", "could not be read as text: save it as CSV, UTF-8"),
        (GOOD.encode("utf-16-le"), "could not be read as text"),
    ],
)
def test_what_is_no_csv_is_named(tmp_path, raw, sentence):
    path = tmp_path / "own.csv"
    path.write_bytes(raw)
    with pytest.raises(ValueError, match=sentence):
        load_csv(path, label="kind")


# --- what was left out or looks odd is said ----------------------------------------------------


def read(tmp_path, text, label="kind", **options):
    """Return the table, where each note but the one on missing fields is a warning, too."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        table = load_csv(written(tmp_path, text), label=label, **options)
    said = [str(warning.message) for warning in caught]
    assert said == [note for note in table.notes if "miss a field" not in note]
    assert {warning.filename for warning in caught} <= {__file__}
    return table


FRAME = pd.DataFrame({"size": [1.5, 2.5, 3.0, 0.5], "kind": list("abab")})


@pytest.mark.parametrize(
    "text",
    [
        FRAME.to_csv(),
        FRAME.set_index(pd.Index([7, 3, 9, 1])).to_csv(),
        FRAME.to_csv(index_label="Unnamed: 0"),
        pd.read_csv(io.StringIO(FRAME.to_csv())).to_csv(),
        '"","size","kind"\n"1",1.5,"a"\n"2",2.5,"b"\n"3",3,"a"\n"4",0.5,"b"\n',
        '"size","kind"\n"Mazda",1.5,"a"\n"Fiat",2.5,"b"\n"VW",3,"a"\n"BMW",0.5,"b"\n',
        "#,size,kind\n1,1.5,a\n2,2.5,b\n3,3,a\n4,0.5,b\n",
    ],
    ids=["pandas", "pandas, shuffled", "pandas, read", "pandas, twice", "R", "R, short", "#"],
)
def test_row_numbers_and_names_without_a_name_are_left_out(tmp_path, text):
    table = read(tmp_path, text)
    assert np.array_equal(table.X, FRAME[["size"]])
    assert table.names == ("size",)
    assert "column 1 has no name, holds" in table.notes[0]


def test_they_would_have_told_the_class_of_sorted_cases(tmp_path):
    """Why it matters: noise, sorted by class, and a model that learns the row numbers."""
    rng = np.random.default_rng(0)
    noise = pd.DataFrame(rng.normal(size=(60, 2)), columns=["a", "b"])
    noise["kind"] = np.repeat(["no", "yes"], 30)
    table = read(tmp_path, noise.to_csv())
    assert np.array_equal(table.X, noise[["a", "b"]])


@pytest.mark.parametrize(
    ("numbers", "what"),
    [
        (range(1, 13), "numbers the rows, which says nothing about a case"),
        (range(12), "numbers the rows"),
        ([3, 1, 2, 4, 6, 5, 7, 9, 8, 12, 10, 11], "numbers the rows"),
        (range(5, 77, 6), "grows from row to row: if it only numbers them"),
    ],
)
def test_a_column_that_numbers_the_rows_is_named(tmp_path, numbers, what):
    rows = "".join(f"{k},{k * k % 7},{'ab'[at % 2]}\n" for at, k in enumerate(numbers))
    table = read(tmp_path, "size,weight,kind\n" + rows)
    assert table.names == ("size", "weight")
    (note,) = table.notes
    assert note.startswith(f"column 'size' {what}")
    assert note.endswith(" drop=['size'] leaves it out.")
    assert read(tmp_path, "size,weight,kind\n" + rows, drop=["size"]).names == ("weight",)
    assert read(tmp_path, "size,weight,kind\n" + rows, drop="size").notes == ()


def test_a_few_whole_numbers_may_be_a_feature(tmp_path):
    assert read(tmp_path, "size,kind\n2,a\n3,b\n1,a\n").notes == ()


@pytest.mark.parametrize(
    ("labels", "note"),
    [
        (["é", "e\u0301", "a"], "the classes 'e\u0301' and 'é' look like one"),
        (["A", "Ａ", "b"], "the classes 'A' and 'Ａ' look like one"),
        (["0", '"0,0"', "1"], "the classes '0' and '0,0' look like one"),
        (["0", "False", "1"], "the classes '0' and 'False' look like one"),
        (["Yes", "yes", "no"], "the classes 'Yes' and 'yes' look like one"),
        (["1", "1.0", "0"], "the classes '1' and '1.0' look like one"),
        (["New  York", "new york", "Rome"], "the classes 'New  York' and 'new york' look like"),
        (["NaN", "NA", "a", "b"], "2 of 4 rows miss a field ('NA', 'NaN') and are left out."),
        (["None", "?", "a", "b"], "2 of 4 rows miss a field ('?', 'None') and are left out."),
    ],
)
def test_classes_that_may_be_one_or_none_are_said(tmp_path, labels, note):
    rows = "".join(f"{k * k % 5},{label}\n" for k, label in enumerate(labels))
    assert any(said.startswith(note) for said in read(tmp_path, "size,kind\n" + rows).notes)


def test_plus_and_minus_are_classes(tmp_path):
    assert read(tmp_path, "size,kind\n3,+\n2,-\n5,+\n").classes == ("+", "-")


GAPS = [
    "",
    "n.a.",
    "NA",
    "N/A",
    "n/a",
    "#N/A",
    "?",
    "-",
    ".",
    "NULL",
    "None",
    "nan",
    "<NA>",
    "#DIV/0!",
    "–",
    "—",
]


@pytest.mark.parametrize("gap", GAPS)
def test_a_text_for_a_missing_value_is_one(tmp_path, gap):
    table = read(tmp_path, GOOD + f"{gap},apple,5\n7, {gap} ,5\n")
    left = 1 if gap in ("-", ".", "–", "—") else 2  # as a class these are names
    assert (len(table.y), table.left_out) == (5 - left, left)
    told = repr(gap) if gap else "empty"
    assert table.notes == (f"{left} of 5 rows miss a field ({told}) and are left out.",)


def test_a_gap_in_every_row_is_blamed_on_its_column(tmp_path):
    text = "size,shape,kind\n1,,a\n2,,b\n5,,a\n"
    with pytest.raises(ValueError, match=r"column 'shape' in 3 of them: .* drop=\['shape'\]"):
        load_csv(written(tmp_path, text), label="kind")
    assert read(tmp_path, text, drop=["shape"]).X.tolist() == [[1], [2], [5]]


# --- delimiters, names and lines ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "X"),
    [
        ('"height, cm";"weight, kg";kind\n170;60;a\n180;7;b\n', ("height, cm", "weight, kg"), None),
        ("height, cm;weight, kg;kind\n17,5;60;a\n180;7,25;b\n", ("height, cm", "weight, kg"), None),
        ("size|kind\n2|a\n1|b\n", ("size",), [[2], [1]]),
        ('"si\nze",kind\n2,"a\nb"\n1,c\n', ("si ze",), [[2], [1]]),
        ('"the ""big"" size",kind\n2,a\n1,b\n', ('the "big" size',), [[2], [1]]),
        ("size,kind,\n2,a,\n1,b,\n", ("size",), [[2], [1]]),
        ("size,kind,\n2,a\n1,b\n", ("size",), [[2], [1]]),
        ("sep=;\nsize;kind\n2;a\n1;b\n", ("size",), [[2], [1]]),
        ("size,kind\n2,a,\n1,b,\n", ("size",), [[2], [1]]),
        ("size,kind\n\n2,a\n , \n1,b\n,\n", ("size",), [[2], [1]]),
        ('size, kind\n2, a\n1, "b"\n', ("size",), [[2], [1]]),
        ("0,1,kind\n5,3,a\n4,2,b\n", ("0", "1"), [[5, 3], [4, 2]]),
        ("# size,kind\n2,0\n1,1\n", ("size",), [[2], [1]]),
        ("PK,kind\n2,0\n1,1\n", ("PK",), [[2], [1]]),
    ],
)
def test_a_file_of_another_kind_is_read(tmp_path, text, names, X):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = load_csv(written(tmp_path, text), label="kind")
    assert table.names == names
    assert table.left_out == 0
    if X:
        assert table.X.tolist() == X


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_line_end_and_unicode_encoding_is_read(tmp_path, encoding, end):
    text = GOOD.replace("size", "größe").replace("\n", end)
    table = load_csv(written(tmp_path, text, encoding), label="kind")
    assert table.names == ("größe", "weight")
    assert np.array_equal(table.X, [[1.5, 100], [2.5, 120], [3.0, 90]])


def test_an_old_encoding_is_read_and_said(tmp_path):
    path = written(tmp_path, GOOD.replace("size", "größe"), "cp1252")
    with pytest.warns(UserWarning, match="is not UTF-8 and was read as Windows-1252"):
        assert load_csv(path, label="kind").names == ("größe", "weight")


def test_comments_are_left_out_and_said(tmp_path):
    table = read(tmp_path, "# by hand\n# on, Monday\n" + GOOD + "# the end\n#4,pear,1\n")
    assert table.notes == ("4 line(s) that start with # are left out.",)
    assert len(table.y) == 3


@pytest.mark.parametrize(
    ("text", "label", "sentence"),
    [
        (GOOD, "Kind", "there is no column 'Kind': .* Did you mean 'kind'?"),
        (GOOD, "wieght", "Did you mean 'weight'?"),
        ("5.1,3.5,x\n4.9,3,x\n4,3,y\n", "kind", "Is the first row, the names, missing?"),
        ("5.1,3.5,x\n4.9,3,x\n4,3,y\n", "x", "expected names in the first row .*got 5.1, 3.5, x"),
        ("5,5,x\n4.9,3,x\n4,3,y\n", "x", "two columns '5': .* is the row of names missing?"),
        ("a,,kind\n1,2,x\n2,3,y\n", "kind", "column 2 of .* has no name: give it one"),
        ("size kind\n1 a\n2 b\n", "size kind", "expected a comma, .*, got spaces: write commas"),
        ('"size" "kind"\n"1" 1 "a"\n"2" 2 "b"\n', "kind", "got spaces: write commas"),
        ("size,kind\n1,5,x\n2,5,y\n3,5,x\n", "kind", "has 3 fields, .*, or start the names with"),
        ("1,2,x\n2,3,y\n3.5,1,x\n", "x", "expected names in the first row .*got 1, 2, x: put"),
        ("a,1\nb,2\na,3\n", "a", "expected names in the first row .*got a, 1: put a row"),
        ("My table\nsize,kind\n1,x\n2,y\n", "kind", "got 'My table': delete this line"),
        ("size,kind\n1,x\n2\n", "kind", "row 3 .* add what is missing, or delete the row"),
        ("size,kind\ncm,\n1,x\n2,y\n", "kind", "'cm', .*: correct it, delete the line if"),
        (",kind\n0,x\n1,y\n", "kind", "expected a feature .* got none: .* column 1 has no name"),
        ('size,kind\n1,"a\n2,b\n', "kind", "unexpected end of data in line 3"),
        (GOOD + "\n\n1,2\n", "kind", "row 7 of .* has 2 fields, and there are 3 names"),
        ("size,kind\n1,5,a\n2,b\n", "kind", "row 2 of .* write decimals with a point"),
    ],
)
def test_a_slip_is_named(tmp_path, text, label, sentence):
    with pytest.raises(ValueError, match=sentence):
        load_csv(written(tmp_path, text), label=label)


def test_numbers_as_names_are_doubted(tmp_path):
    table = read(tmp_path, "0,1,kind\n5,3,a\n4,2,b\n")
    assert table.notes[0].startswith("the first row has the names 0, 1, kind: put a row of names")


@pytest.mark.parametrize(
    ("drop", "error", "sentence"),
    [
        (["kind"], ValueError, "got the class column: leave 'kind' in"),
        (3, TypeError, r"expected a list of names in drop, got 3: write drop=\['3'\]"),
    ],
)
def test_what_drop_cannot_be_is_said(tmp_path, drop, error, sentence):
    with pytest.raises(error, match=sentence):
        load_csv(written(tmp_path, GOOD), label="kind", drop=drop)
    assert load_csv(written(tmp_path, GOOD), label="kind", drop=None).names == ("size", "weight")


def test_short_and_long_rows_do_not_make_up_for_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(course_io, "LARGE", 0)
    with pytest.raises(ValueError, match=r"row 5 of .* has 1 fields"):
        load_csv(written(tmp_path, "size,kind\n1,x,\n-3,x\n5,y\n1\n1,y\n"), label="kind")


# --- numbers -----------------------------------------------------------------------------------

WRITTEN = {
    "7": 7,
    " 7 ": 7,
    "+.5e3": 500,
    "5.": 5,
    "-0": 0,
    "1E-3": 0.001,
    "−1": -1,
    "–1": -1,
    "１２．５": 12.5,
}
NO_NUMBER = {
    "1_2": "correct it",
    "0x1F": "correct it",
    "٣": "write the number alone",
    "½": "correct it",
    "5²": "write the number alone",
    "ten": "delete the line if it holds names, units or sums",
    "unknown": "leave it empty where the value is missing",
    "*": "leave it empty where the value is missing",
    "True": "correct it",
    "1e400": "more than float64 can hold .line 4.: use another unit",
    "infinity": "only finite numbers can be used",
    "-inf": "only finite numbers can be used",
    '"1,234"': "write it without thousands separators",
    "1 234.5": "write it without thousands separators",
    '"1,5"': "write decimals with a point",
    "45 %": "write the number without the % sign",
    "$5": "write the number alone",
    "5 kg": "write the number alone",
    "2024-01-05": "turn dates into a number",
}


@pytest.mark.parametrize("number", WRITTEN)
def test_a_number_may_be_written_in_many_ways(tmp_path, number):
    assert read(tmp_path, f"size,kind\n9.5,a\n3,b\n{number},b\n").X[2, 0] == WRITTEN[number]


@pytest.mark.parametrize("field", NO_NUMBER)
def test_what_is_no_number_is_named_with_what_to_do(tmp_path, field):
    path = written(tmp_path, f"size,more,kind\n9.5,5,a\n3,2,b\n{field},7,b\n")
    with pytest.raises(ValueError, match=NO_NUMBER[field]) as caught:
        load_csv(path, label="kind")
    assert str(caught.value).startswith(f"column 'size' holds {field.strip(chr(34))!r}")
    if "1e400" not in field:
        assert "drop=['size']" in str(caught.value)
    assert load_csv(path, label="kind", drop=["size"]).X.ravel().tolist() == [5, 2, 7]


def test_decimal_commas_are_read_where_they_part_no_fields(tmp_path):
    table = read(tmp_path, "size;kind\n1,5;a\n2,25;b\n-3;b\n")
    assert table.X.ravel().tolist() == [1.5, 2.25, -3.0]
    assert table.notes == ("column 'size' has decimal commas, which were read as points.",)
    with pytest.raises(ValueError, match=r"write 1\.500 or 1500, whichever is meant"):
        load_csv(written(tmp_path, "size;kind\n1,500;a\n2,250;b\n"), label="kind")
    with pytest.raises(ValueError, match="holds '1,5', which is no number"):
        load_csv(written(tmp_path, "size;kind\n1,5;a\n2.5;b\n"), label="kind")


def test_true_and_false_become_1_and_0_and_that_is_said(tmp_path):
    table = read(tmp_path, "smoker,kind\nTrue,a\nFALSE,b\n,b\n")
    assert table.X.ravel().tolist() == [1, 0]
    assert table.notes[0] == "column 'smoker' holds True and False, which became 1 and 0."


# --- drawn files, against pandas ---------------------------------------------------------------

NAMES = st.text("aä, ;\"'\n\t|%é日", min_size=1, max_size=6).map(lambda s: " ".join(s.split()))
FIELDS = st.one_of(
    st.floats(-1e6, 1e6).map(repr),
    st.floats(-1e6, 1e6).map("{:.3e}".format),
    st.integers(-(10**6), 10**6).map(str),
    st.sampled_from(["", "NA", "nan", " 5 ", "+1.5", "1e-300"]),
)


@st.composite
def files(draw):
    """The text of a CSV file and what parts its fields."""
    d, n = draw(st.integers(1, 4)), draw(st.integers(4, 9))
    some = NAMES.filter(lambda name: name and name not in ("kind", '"'))
    names = [f"x {name}" for name in draw(st.lists(some, min_size=d, max_size=d, unique=True))]
    rows = [[*draw(st.lists(FIELDS, min_size=d, max_size=d)), "ab"[k % 2]] for k in range(n)]
    out, delimiter = io.StringIO(), draw(st.sampled_from(",;\t|"))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(
        [[*names, "kind"], *rows]
    )
    return out.getvalue(), delimiter


def expected(text, delimiter):
    """What pandas reads, its rows with gaps left out."""
    frame = pd.read_csv(io.StringIO(text), sep=delimiter, skip_blank_lines=True)
    numbers = frame.drop(columns="kind").apply(pd.to_numeric)
    full = numbers.notna().all(axis=1)
    return numbers[full].to_numpy(float), frame["kind"][full], numbers.columns


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=files(), large=st.booleans())
def test_a_drawn_file_is_what_pandas_reads(tmp_path, monkeypatch, drawn, large):
    """Both ways in: `large` files go through pandas themselves, where they are regular."""
    text, delimiter = drawn
    monkeypatch.setattr(course_io, "LARGE", 0 if large else 10**9)
    X, kinds, names = expected(text, delimiter)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = tmp_path / "drawn.csv"
        path.write_bytes(text.encode())
        if kinds.nunique() < 2:
            with pytest.raises(ValueError, match=r"no complete row|1 different values"):
                load_csv(path, label="kind")
            return
        table = load_csv(path, label="kind")
    assert table.names == tuple(" ".join(name.split()) for name in names)
    assert np.array_equal(table.X, X)
    assert [table.classes[k] for k in table.y] == kinds.tolist()


LINES = st.text("0123456789.,eE-+_ abNnif#;x", max_size=12)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, min_size=2, max_size=6), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_large_files_are_read_as_small_ones(tmp_path, monkeypatch, lines, end):
    path = tmp_path / "any.csv"
    path.write_bytes(end.join(["a,b", "1,x", "2,y", *lines]).encode())
    answers = []
    for large in (10**9, 0):
        monkeypatch.setattr(course_io, "LARGE", large)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                table = load_csv(path, label="b")
                answers.append((table.X.tolist(), table.y.tolist(), *table[2:5]))
            except ValueError as error:
                answers.append(str(error))
    assert answers[0] == answers[1]


def test_a_large_file_goes_through_pandas_and_without_it_through_csv(tmp_path, monkeypatch):
    monkeypatch.setattr(course_io, "LARGE", 0)
    path = written(tmp_path, GOOD + "NA,apple,7\n")
    seen, ours = [], course_io._columns_by_pandas
    spy = lambda *given: seen.append(1) or ours(*given)  # noqa: E731
    monkeypatch.setattr(course_io, "_columns_by_pandas", spy)
    first = load_csv(path, label="kind")
    monkeypatch.setattr(course_io, "find_spec", lambda name: None)
    second = load_csv(path, label="kind")
    assert seen == [1]
    assert np.array_equal(first.X, second.X)
    assert first.left_out == second.left_out == 1


def test_wines():
    wines = load_wine(features=["proline", "hue"])
    assert wines.X.shape == (178, 2)
    assert np.allclose([wines.X.mean(axis=0), wines.X.std(axis=0)], [[0, 0], [1, 1]])
    assert wines.names == ("proline", "hue")
    assert set(wines.y) == {0, 1, 2}
    with pytest.raises(ValueError, match="there is no feature 'colour': choose from alcohol"):
        load_wine(features=["colour"])
