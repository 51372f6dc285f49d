//! Pages that were made to hang, crash or exhaust: each must come back, with
//! its text or with a status that names the limit. The bound on time is far
//! above what is needed; it tells a hang, not a slow machine.

use std::time::{Duration, Instant};

use bodycopy::{Limits, Options, Status};

/// A page of this size takes well under a second when the cost is linear.
const SIZE: usize = 1 << 20;

/// What only a hang takes.
const HANG: Duration = Duration::from_secs(60);

fn families() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let numbered = |make: fn(usize) -> String| (0..SIZE / 40).map(make).collect::<String>();
    vec![
        ("nested div", fill("<div>")),
        ("nested div with text", fill("<div>x ")),
        ("nested b", fill("<b>")),
        ("nested a", fill("<a href=x>")),
        ("nested table", fill("<table><tr><td>")),
        ("nested list", fill("<ul><li>")),
        ("p and b ladder", fill("<p><b>")),
        ("p and b with attributes", numbered(|i| format!("<p><b id={i}>text"))),
        ("misnested formatting", fill("<b><i><a href=x></b>text</i></a>")),
        ("adoption agency", fill("<a><div></a>")),
        ("foster parenting", format!("<table>{}", fill("<b>x<tr>y"))),
        ("siblings", fill("<p>a</p>")),
        ("attributes", format!("<p {}>text", (0..SIZE / 8).map(|i| format!("a{i}=1 ")).collect::<String>())),
        ("a long line", fill("word ")),
        ("one word", fill("w")),
        ("entities", fill("&amp;&lt;&#65;&bogus;")),
        ("open comment", format!("<p>text<!--{}", fill("x-"))),
        ("open script", format!("<p>text<script>{}", fill("a<b;"))),
        ("open cdata", format!("<p>text<svg><![CDATA[{}", fill("]]"))),
        ("line breaks", fill("a<br><br>")),
        ("nul bytes", fill("a\0b ")),
        ("links", fill("<a href=x>link</a> ")),
        ("cue phrases", fill("<p>See also</p>")),
        ("json levels", format!("<script type='application/json'>{}</script><p>text", fill("["))),
        ("huge colspan", format!("<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>{}", fill("x "))),
        ("selects", fill("<select><option>x")),
        ("templates", fill("<template><p>x")),
        ("headings", fill("<h1>x")),
        ("frames of nesting", fill("<div><p><span><em><ul><li>")),
    ]
}

#[test]
fn every_family_comes_back() {
    let cleaner = Options::default().cleaner();
    for (name, html) in families() {
        let started = Instant::now();
        let article = cleaner.clean(html.as_bytes());
        assert!(started.elapsed() < HANG, "{name} took {:?}", started.elapsed());
        if let Some(seconds) = std::env::var_os("BODYCOPY_SHOW_TIMES") {
            eprintln!("{name:>26} {:>8.3} s {:?} {seconds:?}", started.elapsed().as_secs_f64(), article.status.name());
        }
    }
}

#[test]
fn limits_are_named() {
    let limits = Limits { nodes: 1000, ..Limits::default() };
    let article =
        Options::default().limits(limits).cleaner().clean("<p>a sentence of some words</p>".repeat(5000).as_bytes());
    assert!(matches!(article.status, Status::LimitHit(_)), "{:?}", article.status);
    let limits = Limits { time: Duration::ZERO, ..Limits::default() };
    let article = Options::default().limits(limits).cleaner().clean("<p>a sentence</p>".repeat(50_000).as_bytes());
    assert!(matches!(article.status, Status::LimitHit(_)), "{:?}", article.status);
}

#[test]
fn bytes_of_all_kinds_come_back() {
    let cleaner = Options::default().cleaner();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for length in (0..2000).step_by(13) {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                u8::try_from(state & 0xff).unwrap_or(0)
            })
            .collect();
        let article = cleaner.clean(&bytes);
        assert!(article.text.len() <= 4 * length + 4);
        let mut page = b"<p>".to_vec();
        page.extend(bytes);
        assert!(cleaner.clean(&page).ledger.len() <= length + 1);
    }
}
