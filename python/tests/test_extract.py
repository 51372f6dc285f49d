"""``extract`` and ``bare_extraction``: trafilatura's names, our text."""

import inspect
import json

import pytest

import bodycopy
from bodycopy import bare_extraction, extract

ADDRESS = "https://www.example.org/storm"


@pytest.fixture(scope="session")
def story(storm):
    head = """<meta property="article:published_time" content="2025-05-09T06:00:00Z">
    <meta name="author" content="Maren Oldcastle"><meta property="og:site_name" content="Harbor Tribune">"""
    return storm.replace("</head>", head + "</head>")


@pytest.fixture(scope="session")
def discussed(samples):
    return next(f for f in samples if f.stem == "wordpress-classic-comments").read_bytes()


def test_text_is_the_text_of_clean(story):
    assert extract(story) == extract(story.encode()) == bodycopy.clean(story).text
    assert extract(story, output_format="txt", fast=True, no_fallback=True) == bodycopy.clean(story).text


def test_no_article_is_none():
    assert extract("<p>Hello") is None
    assert extract("") is None
    assert bare_extraction(b"%PDF-1.7\n") is None


def test_tables_and_links_are_options(story):
    assert "Wind\tGale" in extract(story)
    assert "Wind" not in extract(story, include_tables=False)
    assert "the old chapel," in extract(story, output_format="markdown")
    assert "[old chapel](/chapel)" in extract(story, output_format="markdown", include_links=True)
    assert "<a " not in extract(story, output_format="html")
    assert '<a href="/chapel">' in extract(story, output_format="html", include_links=True)


def test_comments_are_an_option(discussed):
    without = extract(discussed, include_comments=False)
    assert without == bodycopy.clean(discussed).text
    document = bare_extraction(discussed)
    assert document.text == without
    assert bare_extraction(discussed, include_comments=False).comments == ""
    assert json.loads(extract(discussed, output_format="json"))["comments"] == document.comments


def test_metadata(story):
    document = bare_extraction(story, ADDRESS)
    assert document.as_dict() == {
        "title": "Storm",
        "author": "Maren Oldcastle",
        "url": ADDRESS,
        "hostname": "www.example.org",
        "description": None,
        "sitename": "Harbor Tribune",
        "date": "2025-05-09",
        "categories": [],
        "tags": [],
        "id": None,
        "text": bodycopy.clean(story).text,
        "comments": "",
        "language": "en",
        "image": "/roof.jpg",
    }
    full = json.loads(extract(story, url=ADDRESS, record_id="7", output_format="json", with_metadata=True))
    assert (full["source"], full["id"], full["author"]) == (ADDRESS, "7", "Maren Oldcastle")
    assert set(json.loads(extract(story, output_format="json"))) == {"text", "comments"}
    for form in ("txt", "markdown"):
        header, body = extract(story, output_format=form, with_metadata=True).split("---\n", 2)[1:]
        assert 'author: "Maren Oldcastle"\n' in header
        assert body == extract(story, output_format=form)
    page = extract(story.replace("Harbor Tribune", "Harbor &amp; &quot;Tribune&quot;"), output_format="html", with_metadata=True)
    assert '<meta name="sitename" content="Harbor &amp; &quot;Tribune&quot;">' in page


def test_an_address_that_is_none_has_no_host(storm):
    address = "http://[x/a"
    document = bodycopy.bare_extraction(storm, url=address)
    assert (document.url, document.hostname) == (address, None)


def test_pages_without_metadata_or_unwanted(story, storm):
    assert extract(story, ADDRESS, only_with_metadata=True)
    assert extract(storm, ADDRESS, only_with_metadata=True) is None
    assert extract(story, ADDRESS, url_blacklist={ADDRESS}) is None
    assert extract(story, ADDRESS, url_blacklist={"https://example.org/"})


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ({"favor_precision": True}, "confidence"),
        ({"favor_recall": True}, "without"),
        ({"include_images": True}, "images"),
        ({"target_language": "de"}, "language"),
        ({"deduplicate": True}, "compare the texts"),
        ({"prune_xpath": "//aside"}, "remove the elements before"),
        ({"output_format": "xml"}, "txt, markdown, json, html"),
        ({"include_links": True}, "output_format='markdown'"),
        ({"include_formatting": True}, "output_format='markdown'"),
        ({"include_formatting": False, "output_format": "html"}, "output_format='txt'"),
    ],
)
def test_what_means_nothing_here_is_an_error(story, arguments, hint):
    with pytest.raises(bodycopy.UnsupportedArgumentError, match=hint):
        extract(story, **arguments)


def test_defaults_are_no_error(story):
    defaults = {"favor_precision": False, "favor_recall": False, "target_language": None, "deduplicate": False}
    assert extract(story, **defaults) == extract(story)
    with pytest.raises(TypeError, match="unexpected keyword argument 'favour_precision'"):
        extract(story, favour_precision=True)
    with pytest.raises(TypeError, match="a page must be bytes or str"):
        extract(object())


def test_every_argument_of_trafilatura_is_known(story):
    trafilatura = pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    for ours, theirs in ((extract, trafilatura.extract), (bare_extraction, trafilatura.bare_extraction)):
        defaults = {
            name: parameter.default
            for name, parameter in inspect.signature(theirs).parameters.items()
            if parameter.default is not inspect.Parameter.empty and name != "config"
        }
        ours(story, **defaults)
        own = inspect.signature(ours).parameters
        # Metadata is free here, so that `bare_extraction` always has it.
        differing = {n for n in set(own) & set(defaults) if own[n].default != defaults[n]} - {"with_metadata"}
        assert differing == set()
