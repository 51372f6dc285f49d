//! Share buttons of which only the names are left.

use std::collections::HashSet;

use crate::article::Role;
use crate::lexicon::{Topic, normalise};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "share-row",
    what: "Names of networks and other ways to share, a line each.",
    why: "A scraper that drops buttons leaves their names. Three different ones must follow on each other, with or without a count; where a line leads on to them, or they are a list in the middle of the text, networks are what the text is about.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<div>Facebook</div><div>WhatsApp</div><div>Copy link</div>"##, words: "WhatsApp" },
    spares_this: Example {
        html: r##"<p>These three have answered the harbour master:</p><p>Facebook</p><p>Reddit</p><p>Telegram</p>"##,
        words: "Reddit",
    },
    drops: Drops::Blocks(drops),
};

/// So many names are no accident.
const NAMES: usize = 3;

/// Longest row.
const ROW: usize = 24;

/// Longest name with its count, in words.
const NAME: usize = 3;

fn drops(view: &View<'_>, k: usize) -> usize {
    if !is_name(view, k) || k > 0 && view.block(k - 1).leads_on() {
        return 0;
    }
    let row = (k..view.len()).take(ROW).take_while(|k| is_name(view, *k) || is_count(view, *k)).count();
    let names = || (k..k + row).filter(|k| is_name(view, *k));
    // In a table without markup "x" is a mark.
    let different: HashSet<String> = names().map(|k| normalise(&view.block(k).text)).collect();
    if different.len() >= NAMES && names().any(|k| name(view, k, Topic::Network)) { row } else { 0 }
}

fn is_name(view: &View<'_>, k: usize) -> bool {
    let Some(block) = view.get(k).filter(|b| b.words <= NAME && b.cell.is_none()) else { return false };
    let listed = view.is_plain_item(k) && !view.at_an_end(k);
    !listed && !block.leads_on() && [Topic::Network, Topic::Share].into_iter().any(|topic| name(view, k, topic))
}

/// True if the block is a phrase of `topic`, whatever count follows it: "Share 14k".
fn name(view: &View<'_>, k: usize, topic: Topic) -> bool {
    let text = &view.block(k).text;
    let digit = text.find(|c: char| c.is_ascii_digit());
    match digit.and_then(|at| text.get(..at)) {
        None => view.whole(k, topic).is_some(),
        Some(name) => view.phrase(name, topic).is_some(),
    }
}

/// A figure, or one with a word: "14k Shares".
fn is_count(view: &View<'_>, k: usize) -> bool {
    view.get(k).is_some_and(|b| b.words <= 2 && b.text.starts_with(|c: char| c.is_ascii_digit()))
}
