//! Tags and categories: what the article is filed under.

use serde_json::Value;

use super::{Found, Source, clean, meta};
use crate::article::Role;
use crate::parse::Head;
use crate::residue::Decision;
use crate::segment::Blocks;

pub(super) fn tags(head: &Head, data: &[&Value], blocks: &Blocks, decisions: &[Decision]) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = linked_words(blocks, decisions, Role::Tag);
    let in_meta =
        head.meta.iter().filter(|m| m.name == "article:tag").map(|m| Found::new(m.content.clone(), Source::Meta));
    found.extend(in_meta);
    if found.is_empty() {
        let keywords = data.iter().flat_map(|o| match &o["keywords"] {
            Value::String(all) => all.split(',').map(|k| clean(k.trim())).collect(),
            Value::Array(items) => items.iter().filter_map(|v| v.as_str().or(v["name"].as_str())).map(clean).collect(),
            _ => Vec::new(),
        });
        found.extend(keywords.filter(|k| !k.is_empty()).map(|k| Found::new(k, Source::JsonLd)));
    }
    if found.is_empty() {
        let keywords = meta(head, &["news_keywords", "keywords"]).into_iter();
        found.extend(keywords.flat_map(|f| {
            f.value.split(',').map(|k| Found::new(k.trim().to_owned(), Source::Meta)).collect::<Vec<_>>()
        }));
    }
    found.retain(|f| !f.value.is_empty());
    found
}

pub(super) fn categories(head: &Head, data: &[&Value], blocks: &Blocks, decisions: &[Decision]) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = data
        .iter()
        .flat_map(|o| match &o["articleSection"] {
            Value::String(one) => vec![clean(one)],
            Value::Array(items) => items.iter().filter_map(Value::as_str).map(clean).collect(),
            _ => Vec::new(),
        })
        .map(|c| Found::new(c, Source::JsonLd))
        .collect();
    found.extend(meta(head, &["article:section"]));
    found.extend(linked_words(blocks, decisions, Role::Category));
    found
}

/// Texts of the links in blocks of a role.
fn linked_words(blocks: &Blocks, decisions: &[Decision], role: Role) -> Vec<Found<String>> {
    let of_role = decisions.iter().zip(&blocks.blocks).filter(|(d, _)| d.role == role);
    let links = of_role.flat_map(|(_, b)| {
        let mut texts: Vec<(usize, String)> = Vec::new();
        for span in &b.spans {
            let Some(link) = span.link else { continue };
            match texts.last_mut() {
                Some((last, text)) if *last == link => text.push_str(&b.text[span.range.clone()]),
                _ => texts.push((link, b.text[span.range.clone()].to_owned())),
            }
        }
        texts
    });
    let texts = links.map(|(_, t)| t.trim().trim_start_matches('#').trim_end_matches(',').trim().to_owned());
    texts.filter(|t| !t.is_empty() && t.chars().count() <= 60).map(|t| Found::new(t, Source::Page)).collect()
}
