//! The forms of output, read again by a parser of each: Markdown holds the
//! article's words and no HTML, HTML holds nothing but known elements and `href`.

use std::fs;
use std::path::PathBuf;

use bodycopy::write::{Format, Html, Markdown};
use bodycopy::{Article, Input, Options};
use pulldown_cmark::{Event, Options as Extensions, Parser};
use scraper::Node;

fn articles() -> Vec<(String, Article)> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/samples"));
    let sets = fs::read_dir(root).expect("samples").flatten().filter(|e| e.path().is_dir());
    let files = sets.flat_map(|s| fs::read_dir(s.path()).into_iter().flatten().flatten().map(|e| e.path()));
    let pages = files.filter(|p| p.extension().is_some_and(|e| e == "html"));
    let cleaner = Options::default().cleaner();
    pages.map(|p| (p.display().to_string(), cleaner.clean(&fs::read(&p).expect("a sample")))).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn read_markdown(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Extensions::ENABLE_TABLES) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in Markdown: {html}"),
            _ => {}
        }
    }
    text
}

#[test]
fn markdown_read_again_holds_the_same_words() {
    for (name, article) in articles() {
        let read = read_markdown(&Markdown.write(&article));
        assert_eq!(letters(&read), letters(&article.text), "{name}");
    }
}

fn check_html(html: &str, name: &str) -> String {
    const KNOWN: &[&str] = &[
        "html",
        "head",
        "body",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "a",
        "em",
        "strong",
        "code",
        "br",
    ];
    let tree = scraper::Html::parse_document(html);
    let mut text = String::new();
    for node in tree.tree.root().descendants() {
        match node.value() {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(element) => {
                assert!(KNOWN.contains(&element.name()), "{name}: <{}>", element.name());
                for (attribute, value) in element.attrs() {
                    assert_eq!(attribute, "href", "{name}");
                    assert!(!value.to_ascii_lowercase().contains("script:"), "{name}: {value}");
                }
            }
            _ => {}
        }
    }
    text
}

#[test]
fn html_read_again_is_harmless_and_holds_the_same_words() {
    for (name, article) in articles() {
        let read = check_html(&Html.write(&article), &name);
        assert_eq!(letters(&read), letters(&article.text), "{name}");
    }
}

#[test]
fn hostile_pages_stay_harmless() {
    let page = "<p onclick=alert(1)>A sentence with <a href=' java\nscript:alert(1)'>a link</a> that is no link, and \
                &lt;script&gt;alert(1)&lt;/script&gt; in the middle of it, and <a href='/x\" onmouseover=\"y'>another</a>.</p>\
                <p># no heading, *no emphasis*, [no](link), `no code`, &lt;b&gt;no HTML&lt;/b&gt; and 1. no list.</p>";
    let article = Options::default().input(Input::Body).cleaner().clean(page.as_bytes());
    assert_eq!(letters(&check_html(&Html.write(&article), "hostile")), letters(&article.text));
    assert_eq!(letters(&read_markdown(&Markdown.write(&article))), letters(&article.text));
}
