//! What galleries, pages and players count.

use crate::article::Role;
use crate::lexicon::Topic;
use crate::residue::patterns::{COUNTER, LENGTH};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "counter-line",
    what: "The counter of a gallery or of pages, such as 1 of 3, or the time of a player, such as 00:53.",
    why: "It is shown by what is gone. It must be two numbers of which the second is not less, a slash or a phrase between them and a phrase or nothing before; or minutes and seconds, with no other such line near: transcripts and tickers have many. Headings, items and cells stay.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>Page 1 of 3</p>"##, words: "Page 1 of 3" },
    spares_this: Example { html: r##"<p>Ages 3 to 5</p>"##, words: "Ages 3 to 5" },
    drops: Drops::Blocks(drops),
};

/// Longest such line, in letters.
const LONGEST: usize = 32;

/// Lines of one transcript stand so near to each other, in blocks.
const NEAR: usize = 12;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.chars > LONGEST || !view.is_apart(k) || !view.is_article() {
        return 0;
    }
    usize::from(is_counter(view, &block.text) || is_time(view, k))
}

/// Two numbers, and the words that belong to them.
fn is_counter(view: &View<'_>, text: &str) -> bool {
    if !COUNTER.matches(text) {
        return false;
    }
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok());
    let counts = numbers.next().zip(numbers.next()).is_some_and(|(at, all)| (1..=all).contains(&at) && all > 1);
    let mut words = text.split(|c: char| !c.is_alphabetic() && c != '/').filter(|word| !word.is_empty());
    counts && words.all(|word| word == "/" || view.phrase(word, &[Topic::Counter]).is_some())
}

/// Minutes and seconds beside a paragraph, alone.
fn is_time(view: &View<'_>, k: usize) -> bool {
    let time = |k: usize| view.get(k).is_some_and(|b| b.chars <= LONGEST && LENGTH.matches(&b.text));
    let near = |mut others: std::ops::Range<usize>| others.any(|other| other != k && time(other));
    let beside = view.is_prose(k + 1) || k.checked_sub(1).is_some_and(|k| view.is_prose(k));
    time(k) && beside && !near(k.saturating_sub(NEAR)..(k + NEAR).min(view.len()))
}
