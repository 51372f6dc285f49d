//! Offers of subscriptions, with their price.

use crate::article::Role;
use crate::lexicon::Topic;
use crate::parse::{is_comma, is_terminal};
use crate::residue::patterns::PRICE;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "subscription-offer",
    what: "A few sentences that offer a subscription for a price.",
    why: "They stand between title and text, or where a paywall was. The block must be short, hold a price, and have two clauses that begin or end with phrases of offers, or one if it is a label. Items of lists stay.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div><span>Just &pound;1 for the first month.</span> <span>Cancel any time.</span></div>"##,
        words: "for the first month",
    },
    spares_this: Example {
        html: r##"<p>The room above the bakery cost &pound;40 for the first month. After that the baker asked for bread money too.</p>"##,
        words: "above the bakery",
    },
    drops: Drops::Blocks(drops),
};

/// Longest offer, in words.
const LONGEST: usize = 40;

/// What an offer speaks of.
const TOPICS: [Topic; 4] = [Topic::Offer, Topic::Newsletter, Topic::Paywall, Topic::Donation];

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > LONGEST || block.cell.is_some() || view.is_item_of_text(k) || !PRICE.is_in(&block.text) {
        return 0;
    }
    let told = |sentence: &&str| view.cues_of(sentence).iter().any(|c| TOPICS.contains(&c.topic) && !c.hazardous);
    let clauses = block.text.split(|c| is_terminal(c) || is_comma(c) || c == '\n').map(str::trim);
    let enough = if view.is_label(k) { 1 } else { 2 };
    usize::from(clauses.filter(told).count() >= enough)
}
