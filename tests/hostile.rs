//! Pages that were made to hang, crash or exhaust: each must come back, with
//! its text or with a status that says why not. The bound on time is far above
//! what is needed; it tells a hang, not a slow machine. `cargo bench --bench
//! families` measures how time and memory grow.
//!
//! `BODYCOPY_FAMILY_BYTES` sets the size of the pages.

mod families;

use std::time::{Duration, Instant};

use bodycopy::write::{Format, Html, Json, Markdown, Text};
use bodycopy::{Input, Options, Status};

/// The size of each page, in bytes, if the environment does not say.
const SIZE: usize = if cfg!(debug_assertions) { 48 << 10 } else { 1 << 20 };

/// What only a hang takes, for a page of [`SIZE`].
const HANG: Duration = Duration::from_secs(60);

fn size() -> usize {
    std::env::var("BODYCOPY_FAMILY_BYTES").ok().and_then(|n| n.parse().ok()).unwrap_or(SIZE)
}

/// Cleans every page of `families`, in a thread with a small stack: no walk is
/// recursive, and dropping a tree is not either.
fn every_page_comes_back(families: &[families::Family]) {
    let cleaner = Options::default().cleaner();
    for (name, make) in families {
        let page = make(size());
        let started = Instant::now();
        let article = std::thread::scope(|scope| {
            let work = || cleaner.clean(&page);
            let thread = std::thread::Builder::new().stack_size(512 << 10).spawn_scoped(scope, work);
            thread.expect("a thread").join().unwrap_or_else(|_| panic!("{name} panicked"))
        });
        assert!(started.elapsed() < HANG * u32::try_from(size() / SIZE + 1).unwrap_or(1), "{name} hangs");
        let found = article.blocks.len() + article.ledger.len();
        let told = !matches!(article.status, Status::Ok) || !article.text.is_empty();
        assert!(told, "{name}: empty without a reason");
        assert!(found > 0 || article.text.is_empty(), "{name}: text without blocks");
        let json = Json { source: None, ledger: true }.write(&article);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{name}: no JSON");
        let written = [Text.write(&article), Markdown.write(&article), Html.write(&article)];
        assert!(written.iter().all(|w| w.is_empty() || w.ends_with('\n')), "{name}: a form without an end");
    }
}

#[test]
fn structure() {
    every_page_comes_back(families::STRUCTURE);
}

#[test]
fn content() {
    every_page_comes_back(families::CONTENT);
}

#[test]
fn data() {
    every_page_comes_back(families::DATA);
}

#[test]
fn bytes() {
    every_page_comes_back(families::BYTES);
}

#[test]
fn other_inputs_come_back_too() {
    for input in [Input::Body, Input::Text] {
        let cleaner = Options::default().input(input).cleaner();
        for (name, make) in families::all() {
            let page = make(size() / 8);
            let article = cleaner.clean(&page);
            // A character of one byte may have three in UTF-8, and a line's end becomes two.
            assert!(article.text.len() <= 4 * page.len() + 4, "{name}: the text is larger than its page");
        }
    }
}

#[test]
fn nesting_keeps_its_text() {
    for tag in ["div", "b", "a href=x", "table><tr><td", "p><b", "ul><li", "font", "span", "section"] {
        let end = "</p>".repeat(3);
        let html = format!("{}The storm took the roof.{end}", format!("<{tag}>").repeat(20_000));
        let article = Options::default().input(Input::Body).all_rules_off().cleaner().clean(html.as_bytes());
        assert_eq!(article.text, "The storm took the roof.", "<{tag}>");
    }
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
