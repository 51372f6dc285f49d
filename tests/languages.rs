//! How many languages the lexicon speaks, topic by topic.

use std::collections::BTreeSet;
use std::fs;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/data");

/// The lines of a file, each with the section that it is in.
fn lines(file: &str) -> Vec<(&str, &str)> {
    let mut section = "";
    let lines = file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines
        .filter_map(|line| {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
                return None;
            }
            Some((section, line))
        })
        .collect()
}

/// All data files: their names and what they hold.
fn files() -> Vec<(String, String)> {
    let paths = fs::read_dir(DATA).expect("the data folder is there").flatten().map(|entry| entry.path());
    let paths = paths.filter(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("the file is text"))).collect()
}

/// The languages that have a phrase in any of the topics, with a shape of `shapes`.
fn languages(topics: &[&str], shapes: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for topic in topics {
        let file = fs::read_to_string(format!("{DATA}/{topic}.txt")).expect("a topic has a file of its name");
        for (language, line) in lines(&file) {
            if line.split_once(' ').is_some_and(|(shape, _)| shapes.contains(&shape.trim_end_matches('?'))) {
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
    for (name, file) in files() {
        let mut seen = BTreeSet::new();
        for (section, line) in lines(&file) {
            assert!(seen.insert((section, line)), "{name}: `{line}` stands twice in [{section}]");
        }
        for section in file.lines().filter(|l| l.starts_with('[')) {
            assert!(seen.insert(("", section)), "{name}: {section} stands twice");
        }
    }
}

#[test]
fn no_phrase_is_sure_and_uncertain_in_one_language() {
    for (name, file) in files() {
        let all: BTreeSet<(&str, String)> = lines(&file).into_iter().map(|(s, l)| (s, l.to_owned())).collect();
        let marked = |(section, line): &&(&str, String)| {
            line.split_once(' ').is_some_and(|(shape, phrase)| all.contains(&(*section, format!("{shape}? {phrase}"))))
        };
        let both: Vec<_> = all.iter().filter(marked).collect();
        assert!(both.is_empty(), "{name}: with and without a `?`: {both:?}");
    }
}
