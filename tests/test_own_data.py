"""A learner's own CSV file: read right, or answered in one sentence."""

import numpy as np
import pytest

from logreg_core import load_wines, newton, read_cases, standardise

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
    table = read_cases(written(tmp_path, text), label="kind")
    assert np.array_equal(table.X, [[1.5, 100], [2.5, 120], [3.0, 90]])
    assert list(table.y) == [0, 1, 0]
    assert (table.names, table.classes) == (("size", "weight"), ("apple", "pear"))
    assert table.left_out == 0


def test_rows_with_gaps_are_left_out_and_counted(tmp_path):
    table = read_cases(written(tmp_path, GOOD + "4,pear,\n,apple,3\n5,apple,7\n"), label="kind")
    assert (len(table.y), table.left_out) == (4, 2)


def test_it_can_be_trained_on(tmp_path):
    rng = np.random.default_rng(0)
    rows = "\n".join(f"{a:.3f},{a + b > 0}" for a, b in rng.normal(size=(50, 2)))
    table = read_cases(written(tmp_path, "a,ill\n" + rows), label="ill")
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
        ("size,kind\n1,a\n2,b\ninf,b\n", "kind", "column 'size' holds NaN or inf"),
        ('size,kind\n"1,5",a\n2,b\n', "kind", "holds '1,5', which is no number"),
        ("size,kind\n,a\n2,\n", "kind", "has no complete row"),
        ("size,kind\n" + "\n".join(f"{k},{k}" for k in range(30)), "kind", "30 different values"),
    ],
)
def test_a_bad_file_gets_a_sentence(tmp_path, text, label, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_cases(written(tmp_path, text), label=label)


def test_a_file_is_never_executed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for evil in ("__import__('os').mkdir('done')", "=cmd|'/C mkdir done'!A0", "`mkdir done`"):
        text = f'size,kind\n"{evil}",a\n2,b\n'
        with pytest.raises(ValueError, match="which is no number"):
            read_cases(written(tmp_path, text), label="kind")
    assert not (tmp_path / "done").exists()


def test_no_file_and_no_text_get_a_sentence(tmp_path):
    with pytest.raises(ValueError, match="there is no file"):
        read_cases(tmp_path / "nowhere.csv", label="kind")
    with pytest.raises(ValueError, match="could not be read as text"):
        read_cases(written(tmp_path, "größe,kind\n1,a\n2,b\n", "latin-1"), label="kind")
    with pytest.raises(ValueError, match="could not be read as text"):
        read_cases(tmp_path, label="kind")


def test_wines():
    wines = load_wines(features=["proline", "hue"])
    assert wines.X.shape == (178, 2)
    assert np.allclose([wines.X.mean(axis=0), wines.X.std(axis=0)], [[0, 0], [1, 1]])
    assert wines.names == ("proline", "hue")
    assert set(wines.y) == {0, 1, 2}
    with pytest.raises(ValueError, match="there is no feature 'colour': choose from alcohol"):
        load_wines(features=["colour"])
