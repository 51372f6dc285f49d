//! The forms of output, read again by a parser of each: Markdown holds the
//! article's words and no HTML, HTML holds nothing but known elements and `href`.

mod oracle;
mod pages;

use std::fs;
use std::path::PathBuf;

use bodycopy::write::{Format, Html, Markdown};
use bodycopy::{Article, Input, Options};

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

/// A story with `inner` between its paragraphs.
fn story(inner: &str) -> Article {
    let page = format!(
        "<article><p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.</p>{inner}\
         <p>The harbour stays closed until Friday, because the pier has lost three of its piles and its lamp.</p></article>"
    );
    Options::default().input(Input::Body).cleaner().clean(page.as_bytes())
}

fn middle(written: &str) -> &str {
    written.split("mayor.").nth(1).and_then(|rest| rest.split("The harbour").next()).expect("the middle of the story")
}

#[test]
fn items_stay_beside_each_other_with_their_numbers() {
    let article = story(
        "<ol start=9><li>Drive the three piles into the ground.<li>Paint the lamp<ul><li>in red</ul>and let it dry.\
         <li value=20>Hang the lamp.</ol>",
    );
    let html = "</p>\n<ol><li value=\"9\"><p>Drive the three piles into the ground.</p></li><li><p>Paint the lamp</p>\
                <ul><li><p>in red</p></li></ul><p>and let it dry.</p></li><li value=\"20\"><p>Hang the lamp.</p></li></ol>\n<p>";
    assert_eq!(middle(&Html.write(&article)), html);
    let markdown = "\n\n9. Drive the three piles into the ground.\n10. Paint the lamp\n    - in red\n\n    and let it dry.\n\
                    20. Hang the lamp.\n\n";
    assert_eq!(middle(&Markdown.write(&article)), markdown);
}

#[test]
fn cells_stay_in_their_columns() {
    let article = story(
        "<table><tr><th></th><th>2023</th><th>2024</th></tr><tr><td><code>a|b</code></td><td></td><td><a href='/x|y'>nine \
         boats</a></td></tr><tr><td>Ferries</td><td>5</td></tr></table>",
    );
    assert_eq!(middle(&article.text), "\n\n\t2023\t2024\na|b\t\tnine boats\nFerries\t5\n\n");
    let markdown =
        "\n\n|  | 2023 | 2024 |\n| --- | --- | --- |\n| `a\\|b` |  | [nine boats](/x%7Cy) |\n| Ferries | 5 |\n\n";
    assert_eq!(middle(&Markdown.write(&article)), markdown);
}
