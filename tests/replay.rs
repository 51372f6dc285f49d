//! What fuzzing has found, and small seeds of every target, replayed as an
//! ordinary test: each file of `fuzz/seeds` and `fuzz/regressions` goes through
//! the oracle of its folder's name, as in `cargo fuzz run TARGET`.

mod oracle;
mod pages;

use std::fs;
use std::path::PathBuf;

fn files(kind: &str, target: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(kind).join(target);
    let mut files: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files
}

fn replay(kind: &str) -> usize {
    let mut replayed = 0;
    for (target, check) in oracle::TARGETS {
        for path in files(kind, target) {
            let bytes = fs::read(&path).expect("a readable file");
            eprintln!("{}", path.display());
            check(&bytes);
            replayed += 1;
        }
    }
    replayed
}

#[test]
fn regressions() {
    replay("regressions");
}

#[test]
fn seeds() {
    assert!(replay("seeds") >= oracle::TARGETS.len(), "a target has no seed");
}

#[test]
fn samples_pass_every_oracle() {
    for path in pages::samples(&["html", "txt"]) {
        let bytes = fs::read(&path).expect("a sample");
        eprintln!("{}", path.display());
        oracle::clean(&bytes);
        oracle::text(&bytes);
        oracle::markdown(&bytes);
        oracle::html(&bytes);
    }
}

/// Pages from the grammar.
#[test]
fn pages_of_the_grammar() {
    for bytes in choices(300) {
        if std::panic::catch_unwind(|| oracle::grammar(&bytes)).is_err() {
            panic!("this page fails: {:?}", oracle::page_of(&bytes));
        }
    }
}

/// The same as XML, in which some tags are whole elements.
#[test]
fn pages_of_the_grammar_as_xml() {
    for bytes in choices(300) {
        let page = oracle::page_of(&bytes);
        let whole = page.split_inclusive('>').zip(bytes.iter().cycle()).map(|(piece, choice)| {
            let tag = piece.contains('<') && !piece.contains("</") && choice.is_multiple_of(3);
            piece.strip_suffix('>').filter(|_| tag).map_or_else(|| piece.to_owned(), |piece| format!("{piece}/>"))
        });
        // In what has no tags inside, sections are none, and the oracle takes them for some.
        let closed = |piece: &str, quote: char| piece.matches(quote).count().is_multiple_of(2);
        let whole_tag = |piece: &str| piece.ends_with('>') && closed(piece, '"') && closed(piece, '\'');
        let parted = |piece: &String| whole_tag(piece) && !RAW.iter().any(|raw| piece.contains(raw));
        let pieces: Vec<String> = whole.filter(parted).collect();
        let (start, rest) = pieces.split_at(pieces.len() / 2);
        let (start, rest) = (start.concat(), rest.concat());
        let page = format!("<?xml version=\"1.0\"?>{start}<![CDATA[a & b]]>{rest}<![CDATA[{rest}]]>{start}");
        if std::panic::catch_unwind(|| oracle::clean(page.as_bytes())).is_err() {
            panic!("this page fails: {page:?}");
        }
    }
}

/// What begins a text without tags, a comment, or a drawing, in which sections are text.
const RAW: [&str; 13] = [
    "<!",
    "<svg",
    "<math",
    "<plaintext",
    "<title",
    "<textarea",
    "<xmp",
    "<style",
    "<script",
    "<iframe",
    "<noembed",
    "<noframes",
    "<noscript",
];

/// So many lists of bytes to choose by, from a small generator (xorshift).
fn choices(count: usize) -> Vec<Vec<u8>> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut lists = Vec::with_capacity(count);
    for _ in 0..count {
        let length = 20 + usize::try_from(state % 120).unwrap_or(0);
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            u8::try_from(state & 0xff).unwrap_or(0)
        })
        .take(length)
        .collect();
        lists.push(bytes);
    }
    lists
}
