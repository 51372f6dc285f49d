"""``clean``, ``Cleaner`` and ``Article``."""

import doctest
import pathlib
import pickle
import subprocess
import sys

import pytest

import bodycopy


def test_the_readers_first_example():
    assert doctest.testmod(bodycopy).attempted > 3
    assert doctest.testmod(bodycopy).failed == 0


def test_all_fields_are_those_of_the_command(samples, command):
    for file, expected in zip(samples, command(samples)):
        article = bodycopy.clean(file.read_bytes())
        expected.pop("source")
        assert article.to_dict(ledger=True) == expected, file
        assert article.text == expected["text"]
        assert article.confidence == expected["confidence"]
        for name in ("title", "authors", "published", "modified", "site_name", "language", "url", "tags", "section", "license", "image", "accessible_for_free"):
            assert getattr(article, name) == expected["metadata"][name], (file, name)
        assert [d.reason for d in article.dropped] == [d["reason"] for d in expected["ledger"]]
        assert [b.text for b in article.blocks] == [b["text"] for b in expected["blocks"]]
        assert [i.src for i in article.images] == [i["src"] for i in expected["metadata"]["images"]]


def test_options_are_those_of_the_command(samples, command):
    flags = ["--include", "caption,title", "--exclude", "table", "--without", "see-also", "--limit", "depth=20", "--drop", "table"]
    cleaner = bodycopy.Cleaner(
        include=["caption", "title"], exclude=["table"], without=["see-also"], limits={"depth": 20}, drop=["table"]
    )
    for file, expected in zip(samples, command(samples, *flags)):
        expected.pop("source")
        assert cleaner.clean(file.read_bytes()).to_dict(ledger=True) == expected, file


def test_every_kind_of_bytes_and_text_is_a_page(storm):
    expected = bodycopy.clean(storm).text
    assert expected.startswith("The storm of Monday")
    raw = storm.encode()
    for page in (raw, bytearray(raw), memoryview(raw), memoryview(raw)[:]):
        assert bodycopy.clean(page).text == expected


def test_decoded_text_is_not_decoded_again(samples):
    file = next(f for f in samples if f.stem == "ja-shift-jis")
    raw = file.read_bytes()
    text = raw.decode("shift_jis")
    assert bodycopy.clean(text).text == bodycopy.clean(raw).text
    assert bodycopy.clean(text, charset="shift_jis").text == bodycopy.clean(raw).text


def test_a_lone_surrogate_is_no_error(storm):
    article = bodycopy.clean(storm.replace("nobody", "no\ud800body"))
    assert "no\ufffd" in article.text and "body was hurt" in article.text


def test_address_and_charset_come_with_the_page(storm):
    assert bodycopy.clean(storm, url="https://example.org/storm").url == "https://example.org/storm"
    page = storm.replace("mayor", "b\u00fcrgermeister").encode("latin-1")
    article = bodycopy.clean(page, charset="iso-8859-1")
    assert "b\u00fcrgermeister" in article.text
    assert article.encoding_source == "hint"


@pytest.mark.parametrize("page", [None, 7, ["<p>"], {"html": "<p>"}])
def test_what_is_no_page_is_a_type_error(page):
    with pytest.raises(TypeError, match="a page must be bytes or str, not"):
        bodycopy.clean(page)


def test_a_page_without_article_says_why():
    for page, status in ((b"", "empty"), (b"%PDF-1.7\n", "not-text"), ("<p>Hello", "too-short")):
        article = bodycopy.clean(page)
        assert (article.status, article.text, article.has_article) == (status, "", False)
        assert article.status_message


def test_what_was_dropped_has_a_reason(storm):
    dropped = {d.reason: d for d in bodycopy.clean(storm).dropped}
    assert dropped["see-also"].by == "rule"
    assert dropped["see-also"].text == "See also: Harbour reopens"
    assert "see-also" in bodycopy.RULES
    assert {d.role for d in dropped.values()} <= set(bodycopy.ROLES)
    assert repr(dropped["see-also"]) == "Dropped(by='rule', reason='see-also', text='See also: Harbour reopens')"


def test_a_repr_is_one_readable_line(storm):
    shown = repr(bodycopy.clean(storm))
    assert shown.startswith("Article(status='ok', confidence=0.") and "title='Storm'" in shown
    assert "\n" not in shown and len(shown) < 200
    evil = repr(bodycopy.clean(storm.replace("The storm", "It's \x1b[31m a storm")))
    assert "\x1b" not in evil and "It\\'s" in evil
    assert repr(bodycopy.Cleaner()) == "Cleaner()"
    assert repr(bodycopy.Cleaner(include=["title"])) == "Cleaner(include=['title'])"


def test_forms(storm):
    article = bodycopy.clean(storm)
    assert "[old chapel](/chapel)" in article.to_markdown()
    assert "the old chapel," in article.to_markdown(links=False)
    assert '<a href="/chapel">' in article.to_html()
    assert "<a" not in article.to_html(links=False) and "old chapel" in article.to_html(links=False)
    assert article.to_json().count("\n") == 0


@pytest.mark.parametrize(
    ("options", "error", "hint"),
    [
        ({"input": "pdf"}, bodycopy.UnknownInputError, "auto, html, body, text, markdown"),
        ({"include": ["poem"]}, bodycopy.UnknownRoleError, "standfirst"),
        ({"exclude": ["poem"]}, bodycopy.UnknownRoleError, "standfirst"),
        ({"without": ["see-too"]}, bodycopy.UnknownRuleError, "see-also"),
        ({"keep": ["div > p"]}, bodycopy.SelectorError, "div > p"),
        ({"drop": ["["]}, bodycopy.SelectorError, "element"),
        ({"limits": {"width": 1}}, bodycopy.UnknownLimitError, "attribute-bytes"),
        ({"limits": {"bytes": -1}}, bodycopy.UnknownLimitError, "whole number"),
        ({"limits": {"time": "long"}}, bodycopy.UnknownLimitError, "whole number"),
        ({"lexicon": "/no/such/file"}, bodycopy.LexiconError, "/no/such/file: the lexicon cannot be read"),
    ],
)
def test_an_exception_for_each_kind_of_error(options, error, hint):
    with pytest.raises(error, match=hint):
        bodycopy.Cleaner(**options)
    with pytest.raises(bodycopy.Error):
        bodycopy.clean("<p>", **options)
    with pytest.raises(ValueError):
        bodycopy.clean_many(["<p>"], **options)


def test_a_string_is_not_a_list_of_roles():
    with pytest.raises(TypeError):
        bodycopy.Cleaner(include="title")


def test_a_lexicon_of_ones_own(tmp_path, storm):
    file = tmp_path / "words.txt"
    file.write_text("[see-also]\nstart gnaw on\n")
    page = storm.replace("See also:", "Gnaw on:")
    assert "see-also" not in [d.reason for d in bodycopy.clean(page).dropped]
    for name in (file, str(file)):
        assert "see-also" in [d.reason for d in bodycopy.clean(page, lexicon=name).dropped]
    file.write_text("[poetry]\n")
    with pytest.raises(bodycopy.LexiconError, match="line 1"):
        bodycopy.Cleaner(lexicon=file)


def test_every_limit_can_be_set(storm):
    for name in bodycopy.LIMITS:
        bodycopy.Cleaner(limits={name: 7, name.replace("-", "_"): 7})
    article = bodycopy.clean(storm, limits={"output": 50})
    assert (article.status, article.limit, len(article.text) <= 50) == ("limit-hit", "output", True)
    assert bodycopy.clean(storm).limit is None


def test_a_cleaner_can_be_pickled(storm):
    cleaner = bodycopy.Cleaner(include=["caption"], limits={"output": 150}, without=["see-also"])
    again = pickle.loads(pickle.dumps(cleaner))
    assert repr(again) == repr(cleaner)
    assert again.clean(storm).to_json(ledger=True) == cleaner.clean(storm).to_json(ledger=True)
    assert "What is left of the roof" in again.clean(storm).text


def test_nothing_heavy_is_imported(tmp_path):
    code = "import bodycopy, sys; print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    heavy = ["scrapy", "pyspark", "ray", "datatrove", "pyarrow", "numpy", "pandas", "polars", "twisted"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_version_is_the_crates():
    manifest = pathlib.Path(__file__).parents[2] / "Cargo.toml"
    assert f'\nversion = "{bodycopy.__version__}"\n' in manifest.read_text()


def test_a_string_is_no_list_of_names(storm):
    for option in ("include", "exclude", "keep", "drop", "without"):
        with pytest.raises(TypeError, match=r"names come in a list: \['title'\], not 'title'"):
            bodycopy.clean(storm, **{option: "title"})
    assert bodycopy.clean(storm, include=("title",)).text == bodycopy.clean(storm, include=["title"]).text


def test_an_article_stays_in_its_process(storm):
    with pytest.raises(TypeError, match=r"hand over `\.to_dict\(\)`"):
        pickle.dumps(bodycopy.clean(storm))
