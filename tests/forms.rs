//! The forms of output, read again by a parser of each: Markdown holds the
//! article's words and no HTML, HTML holds nothing but known elements and `href`.

mod oracle;
mod pages;

use std::fs;
use std::path::PathBuf;

use bodycopy::{Article, Options};

fn articles() -> Vec<Article> {
    let cleaner = Options::default().cleaner();
    let clean = |page: PathBuf| {
        eprintln!("{}", page.display());
        cleaner.clean(&fs::read(&page).expect("a sample"))
    };
    pages::samples(&["html"]).into_iter().map(clean).collect()
}

#[test]
fn markdown_read_again_holds_the_same_words() {
    articles().iter().for_each(oracle::markdown_of);
}

#[test]
fn html_read_again_is_harmless_and_holds_the_same_words() {
    articles().iter().for_each(oracle::html_of);
}

#[test]
fn hostile_pages_stay_harmless() {
    let page = "<p onclick=alert(1)>A sentence with <a href=' java\nscript:alert(1)'>a link</a> that is no link, and \
                &lt;script&gt;alert(1)&lt;/script&gt; in the middle of it, and <a href='/x\" onmouseover=\"y'>another</a>.</p>\
                <p># no heading, *no emphasis*, [no](link), `no code`, &lt;b&gt;no HTML&lt;/b&gt; and 1. no list.</p>";
    oracle::markdown(page.as_bytes());
    oracle::html(page.as_bytes());
}
