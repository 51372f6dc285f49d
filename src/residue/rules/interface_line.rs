//! Words of the page's controls.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

use super::bracketed_link::{EDIT, unlinked_letters};

pub(super) const RULE: Rule = Rule {
    id: "interface-line",
    what: "Skip links, toggles of summaries, requests to switch on JavaScript, paywall notices, links to an editor after a heading.",
    why: "They work the page. The block must be short and be or begin with a phrase; a longer sentence needs a link, a box, an end of the text or a long phrase, and a heading must not stand over prose, nor a line with a colon before it; what speaks of the phrase tells that it is quoted; a step among others of instructions stays. A paywall's line takes the short list along that it leads on to or shares a box with.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>Please enable JavaScript to view the map.</p>"##,
        words: "Please enable JavaScript",
    },
    spares_this: Example {
        html: r##"<p>Key points of the plan are the pier, the wall and the road.</p>"##,
        words: "are the pier",
    },
    drops: Drops::Blocks(drops),
};

const TOPICS: [Topic; 4] = [Topic::SkipLink, Topic::Javascript, Topic::Paywall, Topic::SummaryToggle];

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::SummaryToggle) && view.blocks().inside(block, &["details"]) {
        return usize::from(block.words <= 80);
    }
    if block.words > 30 || view.is_led_to(k) {
        return 0;
    }
    if edits_heading(view, k) {
        return 1;
    }
    if view.is_item_of_text(k) {
        return 0;
    }
    let told = TOPICS.iter().any(|topic| match view.cue(k, *topic) {
        Some(cue) if cue.hazardous => {
            view.whole(k, *topic).is_some() && view.is_apart(k) && view.at_an_end(k) && !heads_points(view, k)
        }
        Some(_) if view.is_heading(k) && *topic != Topic::SkipLink => !view.heads_prose(k),
        // In plain text nothing shows that a button stands there.
        Some(_) if *topic == Topic::SummaryToggle && view.is_plain() && view.is_prose(k + 1) => false,
        Some(cue) if *topic == Topic::SummaryToggle => block.words <= 6 || view.tells_alone(k, cue),
        Some(cue) => view.is_borne_out(k, cue) || k + 1 == view.end() && !view.is_spoken_of(k, cue),
        None => false,
    });
    if told { 1 + promised(view, k) } else { 0 }
}

/// True of a link in square brackets after a heading that leads to an editor: "[edit]".
fn edits_heading(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let inside = block.text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let bracketed = block.words <= EDIT && inside.is_some_and(|inside| !inside.contains('['));
    let edits = || view.blocks().links_of(block).all(|link| link.href.contains("edit"));
    bracketed
        && block.link_chars > 0
        && unlinked_letters(block, &(0..block.text.len())) == 0
        && edits()
        && follows_heading(view, k)
}

/// True if the block before it on the page is a heading.
fn follows_heading(view: &View<'_>, k: usize) -> bool {
    let before = view.index(k).checked_sub(1).map(|at| &view.blocks().blocks[at]);
    before.is_some_and(|before| before.is_heading())
}

/// Most things that a paywall promises.
const PROMISES: usize = 8;

/// A box with its list holds no more than this share of the words.
const BOX: f32 = 0.3;

/// A line of fewer words, such as "Sign in", offers nothing.
const OFFER: usize = 4;

/// The list of what a subscriber would read, under a paywall's line.
fn promised(view: &View<'_>, k: usize) -> usize {
    let offers = view.block(k).words >= OFFER && view.has_sure_cue(k, Topic::Paywall);
    if !offers {
        return 0;
    }
    let after = (k + 1..view.len()).take(PROMISES + 1);
    let items = after.take_while(|k| view.block(*k).list.is_some()).count();
    let leads_on = view.block(k).leads_on();
    let boxed = || view.rest_of_box(k, BOX) >= items;
    if items > 0 && items <= PROMISES && (leads_on || boxed()) { items } else { 0 }
}

/// True if the points themselves follow, or the block is part of a quotation: a
/// summary that the author wrote.
fn heads_points(view: &View<'_>, k: usize) -> bool {
    view.block(k).kind == Kind::Quote || view.get(k + 1).is_some_and(|b| b.list.is_some())
}
