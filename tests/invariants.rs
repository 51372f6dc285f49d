//! What must always hold, over every sample and over samples that were broken
//! at random: every word in one place, nothing invented or glued, link words
//! kept, the same bytes in and the same out.

mod oracle;
mod pages;

use std::fs;

use bodycopy::write::{Format, Html, Json, Markdown, Text};
use bodycopy::{Article, Cleaner, Input, Options, decode, parse, segment};
use oracle::{letters, pieces};
use pages::samples;

/// A small generator (xorshift), so that a failure comes back with its seed.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn page(bytes: &[u8]) -> parse::Page {
    parse::parse(&decode::decode(bytes, None), &parse::Limits::default())
}

/// The letters of scraper's tree of the page, read without the segmenter.
fn visible_letters(bytes: &[u8]) -> String {
    let html = parse::html(&decode::decode(bytes, None), &parse::Limits::default());
    letters(&oracle::reference::text_of(&html))
}

fn from_data(article: &Article) -> bool {
    article.notes.iter().any(|n| n.contains("page's data"))
}

/// Entries for words that were taken from inside a kept block.
fn cuts(article: &Article) -> impl Iterator<Item = &bodycopy::Dropped> {
    article.ledger.iter().filter(|d| article.blocks.iter().any(|b| b.place == d.place))
}

fn sorted(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

fn check(bytes: &[u8], cleaner: &Cleaner, name: &str) {
    let article = cleaner.clean(bytes);
    if decode::sniff_binary(bytes, None).is_none() && !bytes.is_empty() {
        let mut page = page(bytes);
        // Accounting: all letters of the page, in order, each once.
        let mut visible = visible_letters(bytes);
        if from_data(&article) {
            // What is shown comes after what the data holds.
            let own = segment::segment(&page).own_words();
            let body = parse::data_body(&page, own).expect("text in the page's data").html;
            page = self::page(body.as_bytes());
            visible = visible_letters(body.as_bytes()) + &visible;
        }
        let mut accounted = letters(&pieces(&article).concat());
        let late = oracle::has_late_parts(&decode::decode(bytes, None).content);
        // What rules cut from blocks of what is no article is in the ledger, as they are.
        if late || cuts(&article).next().is_some() || !article.status.has_article() {
            // Words from the middle of a block are told after it: the same letters, in another order.
            (accounted, visible) = (sorted(&accounted), sorted(&visible));
        }
        assert_eq!(accounted, visible, "{name}: kept and dropped are not the page");
        nothing_glued(&page, &article, name);
    }
    // The text is the blocks, nothing else.
    let kept: String = article.blocks.iter().map(|b| letters(&b.text())).collect();
    if article.status.has_article() {
        assert_eq!(letters(&article.text), kept, "{name}: text differs from blocks");
    }
    assert!(!article.text.lines().any(|l| l.ends_with([' ', '\t'])), "{name}: trailing space");
    links_keep_their_words(&article, name);
    same_again(bytes, cleaner, &article, name);
}

/// A word of the text is a word of the blocks of the page: none was joined or cut.
fn nothing_glued(page: &parse::Page, article: &Article, name: &str) {
    let blocks = segment::segment(page);
    let mut words: std::collections::HashSet<&str> =
        blocks.blocks.iter().flat_map(|b| b.text.split_whitespace()).collect();
    // A word that stood right before words that were cut ends where they began.
    for gone in cuts(article) {
        words.extend(blocks.blocks[gone.place].text.split(gone.text.as_str()).flat_map(str::split_whitespace));
    }
    // The space before what was cut may have gone with it.
    let cut: Vec<String> = [false, true]
        .iter()
        .flat_map(|spaces| blocks.blocks.iter().enumerate().map(|(k, b)| without(&b.text, k, article, *spaces)))
        .collect();
    words.extend(cut.iter().flat_map(|text| text.split_whitespace()));
    // Without spaces between words, what was cut may read like what stands elsewhere in them.
    let is_left = |word: &str| {
        let of_word = article.blocks.iter().filter(|b| b.text().contains(word));
        of_word.into_iter().any(|b| {
            let gone: Vec<&str> = cuts(article).filter(|gone| gone.place == b.place).map(|gone| &*gone.text).collect();
            is_left_of(&blocks.blocks[b.place].text, &b.text(), &gone)
        })
    };
    let unspaced = |word: &str| word.chars().any(|c| c >= '\u{3000}');
    for word in article.text.split_whitespace() {
        let known = words.contains(word) || unspaced(word) && is_left(word);
        assert!(known, "{name}: `{word}` is no word of the page");
    }
}

/// True if `kept` is what `cuts`, in order, leave of `text`, white space aside.
fn is_left_of(text: &str, kept: &str, cuts: &[&str]) -> bool {
    let squeeze = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>();
    let (text, kept) = (squeeze(text), squeeze(kept));
    let cuts: Vec<Vec<char>> = cuts.iter().map(|cut| squeeze(cut)).collect();
    // Where in the text, how many cuts before it, and how long they were.
    let mut open = vec![(0, 0, 0)];
    let mut seen = std::collections::HashSet::new();
    while let Some((at, n, gone)) = open.pop() {
        if !seen.insert((at, n)) {
            continue;
        }
        if at == text.len() && n == cuts.len() && at - gone == kept.len() {
            return true;
        }
        if at < text.len() && kept.get(at - gone) == Some(&text[at]) {
            open.push((at + 1, n, gone));
        }
        if let Some(cut) = cuts.get(n).filter(|cut| text[at..].starts_with(cut)) {
            open.push((at + cut.len(), n + 1, gone + cut.len()));
        }
    }
    false
}

/// The text of the block at `place` without the words that were cut from it.
fn without(text: &str, place: usize, article: &Article, spaces: bool) -> String {
    let (mut left, mut rest) = (String::new(), text);
    for gone in cuts(article).filter(|gone| gone.place == place) {
        if let Some((before, after)) = rest.split_once(gone.text.as_str()) {
            left.push_str(if spaces { before.trim_end() } else { before });
            rest = after;
        }
    }
    left + rest
}

fn links_keep_their_words(article: &Article, name: &str) {
    let markdown = Markdown.write(article);
    let html = Html.write(article);
    for inline in article.blocks.iter().flat_map(|b| &b.inlines).filter(|i| i.href.is_some()) {
        for word in inline.text.split_whitespace().filter(|w| w.chars().all(char::is_alphanumeric)) {
            assert!(markdown.contains(word) && html.contains(word), "{name}: link word `{word}` is lost");
            assert!(article.text.is_empty() || article.text.contains(word), "{name}: link word `{word}` is lost");
        }
    }
}

fn same_again(bytes: &[u8], cleaner: &Cleaner, article: &Article, name: &str) {
    let again = cleaner.clean(bytes);
    let json = Json { source: None, ledger: true };
    assert_eq!(json.write(article), json.write(&again), "{name}: the same input gave another output");
    assert!(serde_json::from_str::<serde_json::Value>(&json.write(article)).is_ok(), "{name}: not JSON");
    assert_eq!(Text.write(article), Text.write(&again));
}

#[test]
fn hold_on_every_sample() {
    let cleaner = Options::default().input(Input::Html).cleaner();
    for path in samples(&["html"]) {
        check(&fs::read(&path).expect("a sample"), &cleaner, &path.display().to_string());
    }
}

#[test]
fn hold_on_broken_samples() {
    let cleaner = Options::default().input(Input::Html).cleaner();
    let samples: Vec<Vec<u8>> = samples(&["html"]).iter().map(|p| fs::read(p).expect("a sample")).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..150 {
        let mut bytes = samples[random.next(samples.len())].clone();
        for _ in 0..1 + random.next(8) {
            mutate(&mut bytes, &samples, &mut random);
        }
        check(&bytes, &cleaner, &format!("round {round}"));
    }
}

fn mutate(bytes: &mut Vec<u8>, samples: &[Vec<u8>], random: &mut Random) {
    const PIECES: &[&str] = &[
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<b>",
        "<a href=x>",
        "</a>",
        "<table><tr><td>",
        "</table>",
        "<!--",
        "<script>",
        "<li>",
        "<br><br>",
        "&amp;",
        "&#0;",
        "\0",
        "<svg>",
        "<template>",
        "<pre>",
        "</body>",
        "<h1>",
        "<select>",
        "\u{ad}",
    ];
    let at = random.next(bytes.len());
    match random.next(4) {
        0 => {
            let end = (at + random.next(400)).min(bytes.len());
            bytes.drain(at..end);
        }
        1 => {
            let piece = PIECES[random.next(PIECES.len())];
            bytes.splice(at..at, piece.bytes());
        }
        2 => {
            let other = &samples[random.next(samples.len())];
            let from = random.next(other.len());
            let piece = other[from..(from + 300).min(other.len())].to_vec();
            bytes.splice(at..at, piece);
        }
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = u8::try_from(random.next(256)).unwrap_or(0);
            }
        }
    }
}

#[test]
fn one_cleaner_serves_many_threads() {
    let cleaner = Options::default().cleaner();
    let pages: Vec<Vec<u8>> = samples(&["html"]).iter().take(8).map(|p| fs::read(p).expect("a sample")).collect();
    let alone: Vec<String> = pages.iter().map(|p| cleaner.clean(p).text).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let texts: Vec<String> = pages.iter().map(|p| cleaner.clean(p).text).collect();
                assert_eq!(texts, alone);
            });
        }
    });
}
