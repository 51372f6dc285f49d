//! How many languages the lexicon speaks, topic by topic.

use std::collections::BTreeSet;
use std::fs;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/data");

/// The languages that have a phrase in any of the topics, with a shape of `shapes`.
fn languages(topics: &[&str], shapes: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for topic in topics {
        let file = fs::read_to_string(format!("{DATA}/{topic}.txt")).expect("a topic has a file of its name");
        let mut language = "";
        for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                language = name;
            } else if line.split_once(' ').is_some_and(|(shape, _)| shapes.contains(&shape.trim_end_matches('?'))) {
                found.insert(language.to_owned());
            }
        }
    }
    found
}

const ALL: &[&str] = &["whole", "start", "colon", "heading", "end"];

#[test]
fn cross_links_are_known_in_forty_languages() {
    let found = languages(&["see-also"], &["start", "colon", "heading"]);
    assert!(found.len() >= 40, "see-also: {} languages, {found:?}", found.len());
    let found = languages(&["related"], ALL);
    assert!(found.len() >= 40, "related: {} languages, {found:?}", found.len());
}

#[test]
fn everyday_residue_is_known_in_thirty_languages() {
    for topic in ["tags", "categories", "photo-credit", "share", "newsletter", "comments", "advert"] {
        let found = languages(&[topic], ALL);
        assert!(found.len() >= 30, "{topic}: {} languages, {found:?}", found.len());
    }
}

#[test]
fn no_phrase_is_written_twice_in_one_language() {
    for entry in fs::read_dir(DATA).expect("the data folder is there").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let file = fs::read_to_string(&path).expect("the file is text");
        let (mut seen, mut section) = (BTreeSet::new(), "");
        for line in file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
            }
            assert!(seen.insert((section, line)), "{}: `{line}` stands twice in {section}", path.display());
        }
    }
}

#[test]
fn no_phrase_is_sure_and_uncertain_in_one_language() {
    for entry in fs::read_dir(DATA).expect("the data folder is there").flatten() {
        let path = entry.path();
        let file = fs::read_to_string(&path).expect("the file is text");
        let (mut seen, mut section) = (BTreeSet::new(), "");
        for line in file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
            }
            seen.insert((section, line.to_owned()));
        }
        let marked = |(section, line): &&(&str, String)| {
            line.split_once(' ').is_some_and(|(shape, phrase)| seen.contains(&(*section, format!("{shape}? {phrase}"))))
        };
        let both: Vec<_> = seen.iter().filter(marked).collect();
        assert!(both.is_empty(), "{}: with and without a `?`: {both:?}", path.display());
    }
}
