//! A heading with nothing under it.

use crate::article::Role;
use crate::lexicon::Hint;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "empty-section",
    what: "A heading at the end of the text or of a box, under which nothing is left, and a line with a colon over a table of contents.",
    why: "What it stood over was a list of links or a box, and is gone. It is asked last, and only about the last block, headlines before it that are links, lines over three links or more to places on the page that are all gone, and labels in what the markup calls contents, and headings in an aside or a figure of which no more is left.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<h2>More from the harbour</h2>"##, words: "More from the harbour" },
    spares_this: Example {
        html: r##"<h2>What comes next</h2><p>The pier will be built anew in the spring, if the money is found by then.</p>"##,
        words: "What comes next",
    },
    drops: Drops::BlocksAndLeftovers(drops),
};

/// Longest heading, in words: a longer one is a paragraph in the wrong element.
const LONGEST: usize = 14;

fn drops(view: &View<'_>, k: usize) -> usize {
    if leads_on_to_contents(view, k) || leads_to_gone_list(view, k) || labels_gone_contents(view, k) {
        return 1;
    }
    let heading = k > 0 && view.is_heading(k) && view.is_label(k) && view.block(k).words <= LONGEST;
    if !heading || view.is_plain() || view.is_front_page() {
        return 0;
    }
    // Headlines that are links, one after the other, lead away from the end; more
    // than a few of them are what the page lists.
    let headline = |k: usize| view.is_heading(k) && view.is_link(k);
    if headline(k) && (view.len().saturating_sub(HEADLINES + 1)..view.len()).all(headline) {
        return 0;
    }
    let text = || view.place(k).0 > MOST && (0..k).any(|k| view.block(k).words >= PROSE);
    let few = view.len() - k <= HEADLINES;
    let headlines = few && view.is_article() && (k..view.len()).all(headline) && text();
    // A table of contents leaves its heading behind.
    let emptied = view.block(k).words <= LABEL && view.is_stranded(k) && view.heads_nothing(k) && !view.is_link(k);
    usize::from(k + 1 == view.len() || headlines || emptied || is_alone_in_aside(view, k))
}

/// A line with a colon over a table of contents that is gone.
fn leads_on_to_contents(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let line = block.words <= LONGEST && block.leads_on() && !view.is_plain();
    line && (1..=ENTRIES).all(|n| view.is_gone(view.index(k) + n) && view.leads_within(view.index(k) + n))
}

/// A short line in what the markup calls contents, whose links to places on the page
/// are all gone, or one of those links of which a part is gone.
fn labels_gone_contents(view: &View<'_>, k: usize) -> bool {
    let at = view.index(k);
    if view.is_plain() || view.block(k).words > LONGEST || !view.hinted(k, Hint::Contents) {
        return false;
    }
    let Some(id) = view.nearest_hint(k, Hint::Contents) else { return false };
    let place = view.page_blocks(id);
    // An entry goes with what else was there.
    if view.leads_within(at) {
        return place.len() <= CONTENTS && place.clone().any(|at| view.is_gone(at));
    }
    let entries = || place.clone().filter(|at| view.leads_within(*at));
    let prose = |at: usize| view.blocks().blocks[at].words >= PROSE;
    place.len() <= CONTENTS
        && entries().count() >= ENTRIES
        && entries().all(|at| view.is_gone(at))
        && !place.clone().any(prose)
}

/// More blocks than this are more than a table of contents.
const CONTENTS: usize = 200;

/// A heading with nothing else under it, or a line with a colon, over a list of links
/// that is gone.
fn leads_to_gone_list(view: &View<'_>, k: usize) -> bool {
    let (block, at) = (view.block(k), view.index(k));
    let heading = view.is_heading(k) && view.is_label(k);
    let line = heading || block.leads_on();
    if !view.is_article() || view.is_plain() || k == 0 || block.words > LONGEST || !line || block.list.is_some() {
        return false;
    }
    let least = if heading { 0.4 } else { 0.8 };
    let item = |at: usize| {
        let block = view.blocks().blocks.get(at).filter(|b| view.is_gone(at) && b.link_density() > least)?;
        block.list.map(|l| l.element)
    };
    let list = item(at + 1);
    let next = view.get(k + 1).and_then(|b| b.list).map(|l| l.element);
    let nothing = !heading || view.heads_nothing(k) || k + 1 == view.len();
    nothing && list.is_some() && (2..=ENTRIES).all(|n| item(at + n) == list) && next != list
}

/// Fewer links are no table of contents.
const ENTRIES: usize = 3;

/// More headlines at the end than this are a list of articles.
const HEADLINES: usize = 6;

/// Longest heading over links that are gone, in words.
const LABEL: usize = 4;

/// Headlines at the end have more than this share of the words before them: a
/// front page is nothing but headlines.
const MOST: f32 = 0.6;

/// A block of this many words is more than a headline.
const PROSE: usize = 25;

fn is_alone_in_aside(view: &View<'_>, k: usize) -> bool {
    let blocks = view.blocks();
    let aside = |k: Option<usize>| {
        let block = k.and_then(|k| view.get(k))?;
        blocks.nearest(block.owner, "aside").or_else(|| blocks.nearest(block.owner, "figure"))
    };
    let own = aside(Some(k));
    own.is_some() && own != aside(Some(k + 1)) && own != aside(k.checked_sub(1))
}
