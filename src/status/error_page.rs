//! Whether an error message or a check for robots stands in place of the page. The title
//! says so in whole, and something else bears it out: a name in the markup, the wish not
//! to be found, a sentence of such pages, or that there is hardly a word. What anybody has
//! signed or dated, or what calls itself something to read or to buy, is no such page: to
//! lose a text is worse than to keep a message.

use super::{Evidence, is_hinted};
use crate::article::{ArticleBlock, Data, Metadata, Role, declares_nothing};
use crate::lexicon::{Cue, Hint, Topic};
use crate::segment::{Kind, count_words};

/// Such a page says hardly more, in words.
pub(super) const MOST: usize = 150;

/// A text of fewer words needs nothing else than its title to be told by.
const FEW: usize = 40;

/// So many words may stand behind the phrase in a title: "404 Not Found nginx".
const BEHIND: usize = 1;

/// What stands between a title and the site's name.
const BARS: [&str; 7] = ["|", " - ", " \u{2013} ", " \u{2014} ", " \u{b7} ", " \u{bb} ", " :: "];

/// A title has no more parts.
const PARTS: usize = 4;

/// A title is told by one of the first headings if the head has none, or names the site only.
const HEADINGS: usize = 2;

/// `words` are those of the text, counted up to [`MOST`].
pub(super) fn is_error_page(evidence: &Evidence<'_>, words: usize) -> bool {
    words < MOST
        && is_unsigned(evidence.metadata)
        && declares_nothing(&Data::of(evidence.head))
        && is_named(evidence)
        && (words < FEW || is_borne_out(evidence))
}

fn is_unsigned(metadata: &Metadata) -> bool {
    metadata.authors.is_empty() && metadata.published.is_none() && metadata.modified.is_none()
}

/// The title is what such a page is called, or a part of it is and a heading too.
fn is_named(evidence: &Evidence<'_>) -> bool {
    let named = |text: &str| names(evidence, text);
    let head = evidence.head.title.as_deref();
    let title = evidence.metadata.title.as_ref().map(|title| title.value.as_str());
    let parts = head.map(parts).unwrap_or_default();
    let shown = evidence.judged.blocks.blocks.iter().filter(|b| matches!(b.kind, Kind::Heading(1)) && !b.hidden);
    let mut headings = shown.take(HEADINGS).peekable();
    title.into_iter().chain(head).any(named)
        || parts.iter().any(|part| named(part)) && (headings.peek().is_none() || headings.any(|b| named(&b.text)))
}

/// The parts of a title, between its bars.
fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for bar in BARS {
        parts = parts.iter().flat_map(|part| part.split(bar)).take(PARTS).collect();
    }
    parts
}

/// True if `text` is a phrase for such a page and hardly a word more.
fn names(evidence: &Evidence<'_>, text: &str) -> bool {
    let hardly_more = |cue: &Cue| cue.rest(text).split_whitespace().count() <= BEHIND;
    phrases(evidence, text, &[Topic::ErrorPage]).iter().any(hardly_more)
}

/// The sure phrases of `topics` in `text`.
fn phrases(evidence: &Evidence<'_>, text: &str, topics: &[Topic]) -> Vec<Cue> {
    let mut cues = Vec::new();
    evidence.lexicon.find(text, &mut cues);
    cues.retain(|cue| topics.contains(&cue.topic) && !cue.hazardous);
    cues
}

/// Something else than the title says so.
fn is_borne_out(evidence: &Evidence<'_>) -> bool {
    let unlisted = || evidence.head.meta(&["robots"]).is_some_and(|m| m.content.contains("noindex"));
    let says = |block: &ArticleBlock| {
        let text = block.text();
        let sentence = block.role != Role::Heading && count_words(&text) > WORD;
        sentence && !phrases(evidence, &text, &[Topic::ErrorPage, Topic::Javascript]).is_empty()
    };
    is_hinted(&evidence.judged.blocks, Hint::ErrorPage) || unlisted() || evidence.blocks.iter().any(says)
}

/// So many words are a label.
const WORD: usize = 1;
