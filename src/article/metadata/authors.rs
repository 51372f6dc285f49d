//! The authors' names.

use serde_json::Value;

use super::{Found, Source, clean};
use crate::article::Role;
use crate::parse::Head;
use crate::residue::Decision;
use crate::segment::Blocks;

/// What pages call a `<meta>` with an author's name.
const META: &[&str] =
    &["author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author", "citation_author"];

/// Names that JSON-LD or `<meta>` declare.
pub(super) fn declared(head: &Head, data: &[&Value]) -> Vec<Found<String>> {
    for object in data {
        let names = names_of(&object["author"]);
        if !names.is_empty() {
            return names.into_iter().map(|n| Found::new(n, Source::JsonLd)).collect();
        }
    }
    let named = head.meta.iter().filter(|m| META.contains(&m.name.as_str()));
    let names = named.flat_map(|m| split_names(&m.content)).filter(|n| is_name(n));
    names.map(|n| Found::new(n, Source::Meta)).collect()
}

pub(super) fn authors(head: &Head, data: &[&Value], blocks: &Blocks, decisions: &[Decision]) -> Vec<Found<String>> {
    let declared = declared(head, data);
    if !declared.is_empty() {
        return declared;
    }
    let bylines = decisions.iter().zip(&blocks.blocks).filter(|(d, _)| d.role == Role::Byline);
    let linked = bylines.clone().flat_map(|(_, b)| {
        b.spans.iter().filter(|s| s.link.is_some()).map(|s| b.text[s.range.clone()].trim().to_owned())
    });
    let linked: Vec<_> = linked.filter(|n| is_name(n)).collect();
    let names = if linked.is_empty() {
        bylines.flat_map(|(_, b)| split_names(without_cue(&b.text))).filter(|n| is_name(n)).collect()
    } else {
        linked
    };
    let hinted = || hinted_names(blocks);
    let names = if names.is_empty() { hinted() } else { names };
    names.into_iter().map(|n| Found::new(n, Source::Page)).collect()
}

fn names_of(value: &Value) -> Vec<String> {
    let one = |v: &Value| match v {
        Value::String(name) => split_names(name),
        Value::Object(_) => match &v["name"] {
            Value::String(name) => split_names(name),
            Value::Array(names) => names.iter().filter_map(Value::as_str).flat_map(split_names).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    match value {
        Value::Array(items) => items.iter().flat_map(one).filter(|n| is_name(n)).collect(),
        other => one(other).into_iter().filter(|n| is_name(n)).collect(),
    }
}

fn split_names(text: &str) -> Vec<String> {
    clean(text)
        .split([',', ';', '|', '/', '\u{3001}'])
        .flat_map(|p| p.split(" & "))
        .map(|n| n.trim().to_owned())
        .filter(|n| !n.is_empty())
        .collect()
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=6).contains(&words)
        && name.chars().count() <= 60
        && !name.contains("://")
        && !name.contains('@')
        && name.chars().any(char::is_alphabetic)
}

/// A byline begins with a word in lower case or with one before the name.
fn without_cue(text: &str) -> &str {
    text.split_once(':').map_or(text, |(_, rest)| rest).trim()
}

fn hinted_names(blocks: &Blocks) -> Vec<String> {
    let named = blocks.blocks.iter().filter(|b| {
        b.words <= 6
            && blocks.trail(b.owner).take(2).any(|(_, e)| {
                e.tokens.iter().any(|t| matches!(blocks.names.get(*t), "author" | "author-name" | "byline-name" | "fn"))
            })
    });
    named.map(|b| b.text.clone()).filter(|n| is_name(n)).take(1).collect()
}
