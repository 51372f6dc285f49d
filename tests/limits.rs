//! Every limit: a page that meets it gets a status with its name, and the text
//! that could be had; the same page under the defaults has no limit to meet.

use std::time::Duration;

use bodycopy::write::{Format, Json};
use bodycopy::{Article, Limit, Limits, Options, Status};

const FIRST: &str = "The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.";

/// An article of numbered paragraphs, all alike, so that any part of it is an article too.
fn page(paragraphs: usize) -> String {
    let numbered = (0..paragraphs).map(|i| {
        format!("<p>Number {i}: it came from the sea without a warning, and the boats that were out had to wait.</p>\n")
    });
    format!("<html><body><article><h1>Storm</h1><p>{FIRST}</p>{}</article></body></html>", numbered.collect::<String>())
}

fn clean(html: &str, limits: Limits) -> Article {
    Options::default().limits(limits).cleaner().clean(html.as_bytes())
}

/// The article of `html` under `limits`, which must meet `limit` and no default.
fn meets(html: &str, limit: Limit, limits: Limits) -> Article {
    let article = clean(html, limits);
    assert_eq!(article.status, Status::LimitHit(limit));
    assert!(article.status.to_string().contains(limit.name()), "{}", article.status);
    let json: serde_json::Value = serde_json::from_str(&Json::default().write(&article)).expect("JSON");
    assert_eq!(json["limit"], limit.name());
    let free = clean(html, Limits::default());
    assert_eq!(free.status, Status::Ok, "the defaults are met too");
    article
}

/// Something of the article, and not all of it.
fn is_part(article: &Article, html: &str) {
    let whole = clean(html, Limits::default()).text;
    assert!(article.text.starts_with(FIRST), "{:?}", article.text.get(..200));
    assert!(article.text.len() < whole.len(), "nothing is missing");
    let head = whole.get(..article.text.len().saturating_sub(200)).unwrap_or_default();
    assert!(article.text.starts_with(head), "the part is not the beginning");
}

#[test]
fn bytes() {
    let html = page(200);
    let article = meets(&html, Limit::Bytes, Limits { bytes: 5000, ..Limits::default() });
    is_part(&article, &html);
}

#[test]
fn bytes_of_plain_text_and_of_other_encodings() {
    let limits = || Limits { bytes: 1001, ..Limits::default() };
    let text = format!("{FIRST}\n").repeat(100);
    let article = clean(&text, limits());
    assert_eq!(article.status, Status::LimitHit(Limit::Bytes));
    assert!(article.text.starts_with(FIRST) && article.text.matches(FIRST).count() == 11);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let article = Options::default().limits(limits()).cleaner().clean(&wide);
    assert_eq!(article.status, Status::LimitHit(Limit::Bytes));
    assert!(article.text.starts_with(FIRST) && article.notes.is_empty(), "{:?}", article.notes);
    // A character is not cut in two.
    let article = clean(&"\u{4e00}".repeat(1000), limits());
    assert!(article.notes.is_empty() && !article.text.contains('\u{fffd}'), "{:?}", article.notes);
}

#[test]
fn a_limit_that_loses_text_is_told_before_one_that_does_not() {
    let html = page(200).replace("<article>", &format!("<article>{}", "<div>".repeat(100)));
    let mild = Limits { depth: 50, ..Limits::default() };
    for (limits, limit) in [
        (Limits { output: 500, ..mild.clone() }, Limit::Output),
        (Limits { bytes: 5000, ..mild.clone() }, Limit::Bytes),
        (Limits { text: 500, ..mild }, Limit::Text),
    ] {
        assert_eq!(clean(&html, limits).status, Status::LimitHit(limit));
    }
}

#[test]
fn depth() {
    let html = page(3).replace("<article>", &format!("<article>{}", "<div>".repeat(100)));
    let article = meets(&html, Limit::Depth, Limits { depth: 50, ..Limits::default() });
    assert!(article.text.contains(FIRST) && article.text.contains("Number 2"));
    // What is flattened breaks the line as it did.
    let blocks =
        "<hgroup>The harbour</hgroup><hgroup>is open</hgroup><dialog open>again</dialog><legend>today</legend>";
    let flat = format!("{}{blocks}{}", "<div>".repeat(600), page(3));
    let found = clean(&flat, Limits::default());
    let said: String = found
        .blocks
        .iter()
        .map(|b| b.text() + "\n")
        .chain(found.ledger.iter().map(|d| d.text.clone() + "\n"))
        .collect();
    for words in ["The harbour\nis open\n", "is open\nagain\n", "again\ntoday\n"] {
        assert!(said.contains(words), "{said:?}");
    }
}

#[test]
fn nodes() {
    let html = page(200);
    let article = meets(&html, Limit::Nodes, Limits { nodes: 300, ..Limits::default() });
    is_part(&article, &html);
    // A page of next to nothing but tags may have more if somebody says so.
    let dense = format!("{}<p>The last of it.</p>", page(3).replace("</article>", &"<p>1".repeat(60_000)));
    assert_eq!(clean(&dense, Limits::default()).status, Status::LimitHit(Limit::Nodes));
    let nodes = Limits::default().nodes + 1;
    assert_eq!(clean(&dense, Limits { nodes, ..Limits::default() }).status, Status::Ok);
}

#[test]
fn attributes() {
    let html = page(3).replace("<article>", "<article a1 a2 a3 a4 a5 a6 a7 a8 a9>");
    let article = meets(&html, Limit::Attributes, Limits { attributes: 5, ..Limits::default() });
    assert!(article.text.contains(FIRST) && article.text.contains("Number 2"));
}

#[test]
fn attribute_bytes() {
    let link = |address: &str| page(3).replace("mayor", &format!("<a href='{address}'>mayor</a>"));
    let limits = || Limits { attribute_bytes: 100, ..Limits::default() };
    let article = meets(&link(&format!("/{}", "x".repeat(200))), Limit::AttributeBytes, limits());
    assert!(article.text.contains(FIRST) && article.text.contains("Number 2"));
    // An image inside the page's own source is long on many a page.
    let image = page(3).replace("<h1>", &format!("<img src='data:image/png;base64,{}'><h1>", "x".repeat(200)));
    assert_eq!(clean(&image, limits()).status, Status::Ok);
}

#[test]
fn text() {
    let html = page(200);
    let article = meets(&html, Limit::Text, Limits { text: 5000, ..Limits::default() });
    is_part(&article, &html);
    let plain = format!("{FIRST}\n").repeat(100);
    let article = clean(&plain, Limits { text: 1000, ..Limits::default() });
    assert_eq!(article.status, Status::LimitHit(Limit::Text));
    assert!(article.text.starts_with(FIRST));
}

#[test]
fn output() {
    let html = page(200);
    let article = meets(&html, Limit::Output, Limits { output: 5000, ..Limits::default() });
    is_part(&article, &html);
    assert!(article.text.len() <= 5000);
    assert!(article.ledger.iter().any(|d| d.text.contains("Number 199")), "the rest is not in the ledger");
    // The addresses of links count, or a page of links would have none.
    let linked = html.replace("boats", &format!("<a href='/{}'>boats</a>", "x".repeat(900)));
    let article = clean(&linked, Limits { output: 5000, ..Limits::default() });
    assert!(article.text.len() < 2000 && article.text.starts_with(FIRST), "{}", article.text.len());
}

#[test]
fn time() {
    // No time at all: every stage does its first piece of work, and no more.
    let html = page(4000);
    let article = clean(&html, Limits { time: Duration::ZERO, ..Limits::default() });
    assert_eq!(article.status, Status::LimitHit(Limit::Time));
    is_part(&article, &html);
    let plain = format!("{FIRST}\n\n").repeat(4000);
    assert_eq!(
        clean(&plain, Limits { time: Duration::ZERO, ..Limits::default() }).status,
        Status::LimitHit(Limit::Time)
    );
    // And all the time there is.
    let cleaner = Options::default().limits(Limits { time: Duration::MAX, ..Limits::default() }).cleaner();
    assert_eq!(cleaner.explain(html.as_bytes()).article.status, Status::Ok);
}

#[test]
fn lines() {
    let text = format!("{FIRST}\n").repeat(100);
    let article = meets(&text, Limit::Lines, Limits { lines: 30, ..Limits::default() });
    assert_eq!((article.blocks.len(), article.ledger.len()), (25, 0), "four lines a block");
    assert_eq!(article.text.matches(FIRST).count(), 100, "no line is lost");
}

#[test]
fn data() {
    let names: String = (0..20_000).map(|i| format!(",{{\"name\":\"Anna Berg{i}\"}}")).collect();
    let data =
        format!("{{\"@type\":\"NewsArticle\",\"headline\":\"Storm\",\"author\":[{{\"name\":\"Ann Lee\"}}{names}]}}");
    let html = format!("<script type='application/ld+json'>{data}</script>{}", page(20));
    let article = meets(&html, Limit::Data, Limits { data: 100, ..Limits::default() });
    assert_eq!(article.text, clean(&page(20), Limits::default()).text);
    assert_eq!(article.metadata.authors.first().map(|a| a.value.as_str()), Some("Ann Lee"), "what came before stays");
    let large = format!("<script type='application/ld+json'>[{}]</script>{}", " ".repeat(9 << 20), page(20));
    assert_eq!(clean(&large, Limits::default()).status, Status::LimitHit(Limit::Data));
}
