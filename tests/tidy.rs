//! Who may use whom, how long a file may be, and that the code holds no words
//! of other languages: the house rules that a compiler does not check.

use std::fs;
use std::path::{Path, PathBuf};

/// Room, and the rooms that it may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("decode", &[]),
    ("parse", &["decode"]),
    ("segment", &["parse"]),
    ("lexicon", &["parse", "segment"]),
    ("judge", &["segment", "lexicon", "parse"]),
    ("residue", &["segment", "judge", "lexicon", "parse", "article"]),
    ("article", &["segment", "lexicon", "parse", "decode"]),
    ("write", &["article"]),
    ("snapshot", &["article", "decode"]),
    ("report", &["article", "decode", "segment"]),
    ("corpus", &["article", "decode", "judge", "segment", "write"]),
];

/// Longest function, in lines.
const LONGEST_FUNCTION: usize = 60;

/// Longest file, in lines.
const LONGEST: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                files.push(entry);
            }
        }
    }
    files
}

/// Code without comments and without its tests, which may stand on any room.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    // They end the file; what else is for tests alone stands among the code.
    let tests = ["#[cfg(test)]\nmod ", "#[cfg(all(test, unix))]\nmod "].iter().filter_map(|start| text.find(start));
    let code = &text[..tests.min().unwrap_or(text.len())];
    code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    for (room, allowed) in MAY_USE {
        for path in rust_files(&root().join("src").join(room)) {
            let code = code(&path);
            let lists = code.split("crate::{").skip(1).filter_map(|list| list.split('}').next());
            let listed =
                lists.flat_map(|list| list.split(',')).map(|name| name.trim().split("::").next().unwrap_or(""));
            let listed: Vec<&str> = listed.collect();
            for (other, _) in MAY_USE.iter().filter(|(other, _)| other != room && !allowed.contains(other)) {
                let named = code.contains(&format!("crate::{other}")) || listed.contains(other);
                assert!(!named, "{} uses {other}", path.display());
            }
        }
    }
}

#[test]
fn html5ever_is_named_in_one_room() {
    for path in rust_files(&root().join("src")) {
        let in_parse = path.components().any(|c| c.as_os_str() == "parse");
        assert!(in_parse || !code(&path).contains("html5ever::"), "{}", path.display());
    }
}

#[test]
fn files_are_of_a_readable_length() {
    for folder in ["src", "tests", "train", "benches", "python/src"] {
        for path in rust_files(&root().join(folder)) {
            let lines = fs::read_to_string(&path).unwrap_or_default().lines().count();
            assert!(lines <= LONGEST, "{} has {lines} lines; ask what it is trying to be", path.display());
        }
    }
}

#[test]
fn no_code_panics_on_purpose() {
    for path in rust_files(&root().join("src")) {
        for word in [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!("] {
            assert!(!code(&path).contains(word), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn words_of_other_languages_are_data() {
    for path in rust_files(&root().join("src")) {
        let foreign = code(&path).chars().find(|c| c.is_alphabetic() && !c.is_ascii());
        assert_eq!(foreign, None, "{}", path.display());
    }
}

#[test]
fn functions_are_of_a_readable_length() {
    for path in ["src", "tests", "train", "benches", "python/src"].iter().flat_map(|f| rust_files(&root().join(f))) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let is_start = |line: &str| line.split(" fn ").count() == 2 || line.trim_start().starts_with("fn ");
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_start(line) && !line.ends_with(';')) {
            let end = format!("{}}}", " ".repeat(line.len() - line.trim_start().len()));
            let length = lines[at..].iter().position(|line| **line == end).map_or(0, |length| length + 1);
            assert!(length <= LONGEST_FUNCTION, "{}: {} has {length} lines", path.display(), line.trim());
        }
    }
}
