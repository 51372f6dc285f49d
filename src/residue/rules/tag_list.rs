//! Tags under an article.

use std::collections::HashSet;

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::patterns::HASHTAGS;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::{View, is_enumeration};

pub(super) const RULE: Rule = Rule {
    id: "tag-list",
    what: "A row of tags, with its label.",
    why: "Tags are about the article, not of it. The label must be followed by links or short words only; a heading over prose stays. After the last paragraph of a plain text no label is needed, if the text has named what the lines name.",
    role: Role::Tag,
    drops_this: Example {
        html: r##"<p>Tags: <a href="/t/a">harbour</a>, <a href="/t/b">storm</a></p>"##,
        words: "harbour, storm",
    },
    spares_this: Example {
        html: r##"<h2>Tags</h2><p>In HTML a tag is what stands between angle brackets, and most of them come in pairs.</p>"##,
        words: "In HTML a tag",
    },
    drops: Drops::Blocks(drops),
};

/// Longest tag, in words.
const TAG: usize = 5;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Tags) && !view.is_front_page() && (block.link_density() > 0.5 || block.words <= 4) {
        return 1;
    }
    if HASHTAGS.matches(&block.text) {
        return 1;
    }
    let Some(cue) = view.cue(k, Topic::Tags) else { return names_of_the_text(view, k) };
    if let Some(cue) = view.whole(k, Topic::Tags) {
        let tags = (k + 1..view.len()).take_while(|k| is_tag(view, *k)).count().max(lines_to_the_end(view, k));
        let label = tags > 0 || view.is_stranded(k) || !cue.hazardous && !view.is_heading(k) || is_lone_label(view, k);
        return if label { 1 + tags } else { 0 };
    }
    let listed = matches!(cue.shape, Shape::Colon)
        && block.words <= 30
        && view.is_label(k)
        && (view.is_plain() || is_enumeration(&block.text))
        && (view.at_the_end(k) || !cue.hazardous && view.begins_plain(k));
    usize::from(view.rest_is_link(k, cue) || tag_row(view, k, cue) || listed)
}

fn is_tag(view: &View<'_>, k: usize) -> bool {
    view.get(k).is_some_and(|b| b.link_density() > 0.8 && b.words <= TAG * b.links().max(1) && b.words <= 40)
}

/// Most tags that have a line each.
const LINES: usize = 30;

/// In plain text, the tags that follow the label a line each, if nothing but such
/// lines follows to the end; one with a phrase is no tag.
fn lines_to_the_end(view: &View<'_>, k: usize) -> usize {
    let lines = view.len() - k - 1;
    let short = |k: usize| view.block(k).words <= TAG && view.is_label(k);
    if !view.is_plain() || lines > LINES || !(k + 1..view.len()).all(short) {
        return 0;
    }
    (k + 1..view.len()).take_while(|k| !view.has_cue(*k)).count()
}

/// So many lines without a label are no accident before other residue, …
const NAMES: usize = 3;

/// … and so many at the end of the text.
const LAST_NAMES: usize = 4;

/// A shorter name may stand in any text, in letters.
const SHORT: usize = 3;

/// In plain text, tags without a label: short lines after the last paragraph that name
/// what the text has named. At the end of the text nearly all must, or they are a list
/// of the text with its heading.
fn names_of_the_text(view: &View<'_>, k: usize) -> usize {
    if k == 0 || !view.is_over(k) || view.is_over(k - 1) {
        return 0;
    }
    let is_name = |k: &usize| {
        let block = view.block(*k);
        let other = |c: char| c.is_numeric() || matches!(c, '@' | ':' | '/');
        block.words <= TAG && view.is_label(*k) && !block.text.contains(other) && !view.has_cue(*k)
    };
    let names = (k..view.len()).take(LINES).take_while(is_name).count();
    let sure = |topic| view.cue(k + names, topic).is_some_and(|cue| !cue.hazardous);
    let closed = [Topic::Share, Topic::Related, Topic::Comments, Topic::SeeAlso, Topic::MostRead].into_iter().any(sure);
    let said: Vec<bool> = (k..k + names).map(|name| is_said(view, k, &view.block(name).text)).collect();
    let told = said.iter().filter(|said| **said).count();
    let different: HashSet<&str> = (k..k + names).map(|name| &*view.block(name).text).collect();
    let first = said.first() == Some(&true) && different.len() == names;
    let few = closed && names >= NAMES && 2 * told >= names;
    let last = k + names == view.len() && names >= LAST_NAMES && told + 1 >= names;
    if first && (few || last) { names } else { 0 }
}

/// True if one of the first `end` blocks says the words, as words.
fn is_said(view: &View<'_>, end: usize, words: &str) -> bool {
    let words = words.to_lowercase();
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let says = |text: String| {
        text.match_indices(&words)
            .any(|(at, found)| apart(text[..at].chars().next_back()) && apart(text[at + found.len()..].chars().next()))
    };
    words.chars().count() >= SHORT && (0..end).any(|k| says(view.block(k).text.to_lowercase()))
}

/// The label, then links and what separates them.
fn tag_row(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let block = view.block(k);
    let letters = block.unlinked().chars().filter(|c| c.is_alphanumeric()).count();
    block.links() >= 2 && letters <= cue.length + 8 && block.words <= cue.length + TAG * block.links()
}

/// A label in capitals, or after which nothing more comes, is no heading of the text.
fn is_lone_label(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    let shouted = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    view.is_plain() && (shouted || text.ends_with(':')) && view.at_an_end(k)
}
