"""``clean_many``: all cores, in order, nothing lost."""

import itertools
import os
import sys
import sysconfig
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import bodycopy


def numbered(storm, count):
    return [storm.replace("The storm", f"Number {i}: the storm") for i in range(count)]


def test_articles_come_in_the_order_of_the_pages(storm):
    pages = numbered(storm, 100)
    expected = [bodycopy.clean(page).text for page in pages]
    for workers in (None, 1, 2, 7):
        assert [a.text for a in bodycopy.clean_many(pages, workers=workers)] == expected
    assert list(bodycopy.clean_many([])) == []


def test_all_samples_as_one_by_one(samples):
    pages = [f.read_bytes() for f in samples]
    cleaner = bodycopy.Cleaner()
    expected = [cleaner.clean(page).to_json(ledger=True) for page in pages]
    assert [a.to_json(ledger=True) for a in cleaner.clean_many(pages)] == expected


def test_threads_share_a_cleaner(samples):
    pages = [f.read_bytes() for f in samples]
    cleaner = bodycopy.Cleaner()
    expected = [cleaner.clean(page).to_json(ledger=True) for page in pages]
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(lambda: [cleaner.clean(page).to_json(ledger=True) for page in pages]) for _ in range(4)]
    assert all(run.result() == expected for run in runs)


@pytest.mark.skipif(not sysconfig.get_config_var("Py_GIL_DISABLED"), reason="this Python always has its lock")
def test_python_stays_without_its_lock():
    assert not sys._is_gil_enabled()


def test_pages_may_come_with_address_and_charset(storm):
    umlaut = storm.replace("mayor", "b\u00fcrgermeister").encode("latin-1")
    address = "https://example.org/storm"
    articles = list(bodycopy.clean_many([(storm, address), (umlaut, None, "latin1"), (storm,), storm]))
    assert [a.url for a in articles] == [address, None, None, None]
    assert "b\u00fcrgermeister" in articles[1].text


def test_pages_are_read_as_articles_are_taken(storm):
    read = itertools.count()
    pages = (storm for _ in iter(lambda: next(read), -1))
    articles = bodycopy.clean_many(pages, workers=2)
    for _ in range(50):
        assert next(articles).status == "ok"
    assert next(read) <= 50 + 2 * 4 + 1


def test_one_bad_page_does_not_end_the_rest(storm):
    articles = bodycopy.clean_many([storm, None, storm, ("a", "b", "c", "d"), (storm, 7), storm])
    assert next(articles).status == "ok"
    with pytest.raises(TypeError, match=r"page 1 \(from 0\): a page must be bytes or str, not NoneType"):
        next(articles)
    assert next(articles).status == "ok"
    with pytest.raises(TypeError, match="page 3"):
        next(articles)
    with pytest.raises(TypeError, match="page 4"):
        next(articles)
    assert next(articles).status == "ok"
    assert list(articles) == []


def test_an_address_that_cannot_be_encoded_is_a_wrong_value(storm):
    articles = bodycopy.clean_many([(storm, "http://\ud800"), storm])
    with pytest.raises(ValueError, match=r"page 0 \(from 0\): .*surrogates not allowed"):
        next(articles)
    assert next(articles).status == "ok"


def test_an_error_of_the_pages_comes_after_what_was_before(storm):
    def pages():
        yield storm
        yield storm
        raise OSError("the disk is gone")

    articles = bodycopy.clean_many(pages())
    assert [next(articles).status, next(articles).status] == ["ok", "ok"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(articles)
    assert list(articles) == []


def test_wrong_arguments_are_told_at_once(storm):
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        bodycopy.clean_many([storm], workers=0)
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        bodycopy.clean_many([storm], workers=-1)
    for page in (storm, storm.encode(), bytearray(b"<p>"), memoryview(b"<p>")):
        with pytest.raises(TypeError, match="for one page call clean"):
            bodycopy.clean_many(page)
    with pytest.raises(TypeError):
        bodycopy.clean_many(7)


def long_page(storm):
    return "<article>" + "<p>The storm took the roof of the chapel, and nobody was hurt.</p>" * 60_000


def test_other_threads_run_while_a_page_is_cleaned(storm, turns_during):
    page = long_page(storm)
    # With the lock held there would be one turn before and one after.
    assert turns_during(lambda: bodycopy.clean(page)) > 10


def test_other_threads_run_while_an_article_is_written(turns_during):
    lines = (f"<p>Storm {i} took the roof of the chapel, and nobody was hurt.</p>" for i in range(20_000))
    article = bodycopy.clean("<article>" + "".join(lines))
    for write in (article.to_json, article.to_html, article.to_markdown):
        assert turns_during(lambda write=write: [write() for _ in range(20)]) > 10


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="threads are counted in /proc")
def test_workers_are_threads_and_end_with_their_work(storm):
    def workers():
        names = []
        for task in os.listdir("/proc/self/task"):
            try:
                with open(f"/proc/self/task/{task}/comm") as comm:
                    names.append(comm.read().strip())
            except FileNotFoundError:
                pass
        return names.count("bodycopy")

    def becomes(count):
        until = time.monotonic() + 10
        while workers() != count and time.monotonic() < until:
            time.sleep(0.01)
        return workers() == count

    articles = bodycopy.clean_many(itertools.repeat(storm), workers=3)
    next(articles)
    assert becomes(3)
    del articles
    assert becomes(0)


def test_many_threads_share_a_cleaner(storm):
    cleaner = bodycopy.Cleaner(include=["caption"])
    expected = cleaner.clean(storm).text
    texts = []

    def work():
        texts.extend(cleaner.clean(storm).text for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == [expected] * 400
