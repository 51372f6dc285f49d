"""Columns of pages, from Arrow, pandas and Polars."""

import os
import signal
import threading
import time

import pytest

import bodycopy

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from bodycopy.arrow import ARTICLE, clean_array  # noqa: E402


@pytest.fixture(scope="module")
def pages(samples):
    return [f.read_bytes() for f in samples]


@pytest.fixture(scope="module")
def rows(pages):
    articles = [bodycopy.clean(page) for page in pages]
    return [{field.name: getattr(article, field.name) for field in ARTICLE} for article in articles]


def test_a_column_of_bytes(pages, rows):
    array = clean_array(pa.array(pages, pa.binary()))
    assert isinstance(array, pa.StructArray)
    assert array.type == ARTICLE
    assert array.to_pylist() == rows
    assert clean_array(pages, workers=1).to_pylist() == rows


@pytest.mark.parametrize("kind", ["binary", "large_binary", "binary_view"])
def test_every_kind_of_bytes(pages, rows, kind):
    if not hasattr(pa, kind):
        pytest.skip(f"this pyarrow has no {kind}")
    assert clean_array(pa.array(pages, getattr(pa, kind)())).to_pylist() == rows


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
def test_every_kind_of_text(samples, kind):
    if not hasattr(pa, kind):
        pytest.skip(f"this pyarrow has no {kind}")
    raw = next(f for f in samples if f.stem == "ja-shift-jis").read_bytes()
    array = clean_array(pa.array([raw.decode("shift_jis")], getattr(pa, kind)()))
    assert array[0]["text"].as_py() == bodycopy.clean(raw).text


def test_chunks_and_slices_stay(pages, rows):
    column = pa.chunked_array([pages[:5], [], pages[5:]], pa.binary())
    articles = clean_array(column)
    assert [len(chunk) for chunk in articles.chunks] == [5, 0, len(pages) - 5]
    assert articles.to_pylist() == rows
    assert clean_array(column.slice(3, 4)).to_pylist() == rows[3:7]
    assert clean_array(pa.array(pages).slice(3, 4)).to_pylist() == rows[3:7]
    assert clean_array(pa.array([], pa.binary())).to_pylist() == []


def test_addresses_are_a_column_too(storm):
    urls = pa.chunked_array([["https://example.org/1"], [None, "https://example.org/3"]])
    assert clean_array([storm] * 3, urls).field("url").to_pylist() == urls.to_pylist()
    with pytest.raises(ValueError, match="there are 3 addresses for 2 pages"):
        clean_array([storm] * 2, urls)


def test_null_is_an_empty_page(storm):
    assert clean_array([storm, None, ""]).field("status").to_pylist() == ["ok", "empty", "empty"]
    assert clean_array([None, None]).field("status").to_pylist() == ["empty", "empty"]


def test_options_come_with_a_cleaner(storm):
    cleaner = bodycopy.Cleaner(include=["title"])
    assert clean_array([storm], cleaner=cleaner)[0]["text"].as_py().startswith("Storm\n")


def test_other_columns_are_an_error():
    with pytest.raises(TypeError, match="pages are a column of binary or string, not of Int64"):
        clean_array(pa.array([1, 2]))
    with pytest.raises(TypeError, match="addresses are a column of string, not of Binary"):
        clean_array(["<p>x"], pa.array([b"https://example.org/"]))


@pytest.fixture(scope="module")
def long_column():
    page = "<article>" + "<p>The storm took the roof of the chapel, and nobody was hurt.</p>" * 5_000
    return pa.array([page] * 100)


def test_other_threads_run_meanwhile(long_column, turns_during):
    # With the lock held there would be one turn before and one after.
    assert turns_during(lambda: clean_array(long_column, workers=1)) > 10


@pytest.fixture
def heeds_ctrl_c():
    """What a shell starts in the background ignores Ctrl-C, and so do its tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_ctrl_c_ends_a_column(long_column, heeds_ctrl_c):
    long = pa.concat_arrays([long_column] * 5)
    begun = time.monotonic()
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        clean_array(long, workers=1)
    assert time.monotonic() - begun < 10


def test_polars(pages, rows, storm):
    pl = pytest.importorskip("polars", reason="Polars is not installed")
    df = pl.DataFrame({"html": pages})
    df = df.with_columns(article=pl.Series(clean_array(df["html"])))
    assert df["article"].struct.field("text").to_list() == [row["text"] for row in rows]
    assert pl.Series(clean_array(pl.Series([storm, None]))).struct.field("status").to_list() == ["ok", "empty"]


def test_pandas(pages, rows, storm):
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    df = pd.DataFrame({"html": pages})
    # Rows keep their articles, in whatever order they are.
    df = df.sort_index(ascending=False)
    df["article"] = pd.Series(clean_array(df["html"]), index=df.index, dtype=pd.ArrowDtype(ARTICLE))
    df = df.sort_index()
    assert df["article"].struct.field("text").tolist() == [row["text"] for row in rows]
    statuses = [a["status"] for a in clean_array(pd.Series([storm, None])).to_pylist()]
    assert statuses == ["ok", "empty"]
