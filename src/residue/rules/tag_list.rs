//! Tags under an article.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::patterns::{HASHTAG, HASHTAGS};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::{View, is_enumeration};

pub(super) const RULE: Rule = Rule {
    id: "tag-list",
    what: "A row of tags, with its label.",
    why: "Tags are about the article, not of it. The label must be followed by links or short words only; a heading over prose stays. Hashtags that have a line each must be two or more and end the text.",
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
    let row = hashtags_to_the_end(view, k);
    if row > 1 {
        return row;
    }
    let Some(cue) = view.cue(k, Topic::Tags) else { return 0 };
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

/// Hashtags that have a line each, if nothing else follows.
fn hashtags_to_the_end(view: &View<'_>, k: usize) -> usize {
    let row = (k..view.len()).take(LINES).take_while(|k| HASHTAG.matches(&view.block(*k).text)).count();
    if k + row == view.len() { row } else { 0 }
}

fn is_tag(view: &View<'_>, k: usize) -> bool {
    view.get(k).is_some_and(|b| b.link_density() > 0.8 && b.words <= TAG * b.links().max(1) && b.words <= 40)
}

/// Most tags that have a line each.
const LINES: usize = 30;

/// In plain text, the tags that follow the label a line each, up to other residue or the
/// end; a line with a phrase is no tag.
fn lines_to_the_end(view: &View<'_>, k: usize) -> usize {
    if !view.is_plain() {
        return 0;
    }
    let short = |k: usize| view.block(k).words <= TAG && view.is_label(k);
    let tags = (k + 1..view.len()).take(LINES).take_while(|k| short(*k) && !view.has_cue(*k)).count();
    let next = k + 1 + tags;
    let told = CLOSE.iter().any(|topic| view.has_sure_cue(next, *topic) || view.whole(next, *topic).is_some());
    let closed = told || view.len() - next <= LINES && (next..view.len()).all(short);
    if closed { tags } else { 0 }
}

/// What stands after the tags of an article.
const CLOSE: [Topic; 6] =
    [Topic::Share, Topic::Related, Topic::Comments, Topic::SeeAlso, Topic::MostRead, Topic::AuthorBio];

/// The label, then links and what separates them.
fn tag_row(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let block = view.block(k);
    let unlinked = block.unlinked();
    let letters = unlinked.chars().filter(|c| c.is_alphanumeric()).count();
    let words = unlinked.split_whitespace().count();
    block.links() >= 2 && letters <= cue.length + 8 && block.words <= words + TAG * block.links()
}

/// A label in capitals, or after which nothing more comes, is no heading of the text.
fn is_lone_label(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    let shouted = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    view.is_plain() && (shouted || text.ends_with(':')) && view.at_an_end(k)
}
