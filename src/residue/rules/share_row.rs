//! Share buttons of which only the names are left.

use std::collections::HashSet;

use crate::article::Role;
use crate::lexicon::{Topic, normalise};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "share-row",
    what: "Names of networks and other ways to share, a line each or all in one.",
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

/// Longest line of names, in words.
const LINE: usize = 24;

fn drops(view: &View<'_>, k: usize) -> usize {
    if k > 0 && view.block(k - 1).leads_on() {
        return 0;
    }
    if !is_name(view, k) {
        return usize::from(is_line_of_names(view, k));
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

/// Nothing but names, with spaces between them or none: "FacebookXWhatsApp". With
/// commas they are an enumeration of the text.
fn is_line_of_names(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let line = block.words <= LINE && view.is_apart(k) && view.is_label(k);
    if !line || block.text.contains([',', '\u{3001}', '\u{60c}']) {
        return false;
    }
    let words = words(&block.text);
    let told = |words: &[String], topic| view.phrase(&words.join(" "), topic).is_some();
    let (mut at, mut names, mut networks) = (0, 0, 0);
    while at < words.len() {
        let longest = (1..=NAME.min(words.len() - at)).rev().find_map(|n| {
            let name = &words[at..at + n];
            let network = told(name, Topic::Network);
            (network || told(name, Topic::Share)).then_some((n, network))
        });
        let Some((n, network)) = longest else { return false };
        (at, names, networks) = (at + n, names + 1, networks + usize::from(network));
    }
    names >= NAMES && networks > 0
}

/// The words of a line; one begins at every capital after a small letter, and at one
/// before a small letter.
fn words(text: &str) -> Vec<String> {
    let mut apart = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let before_small = apart.ends_with(char::is_uppercase) && chars.peek().is_some_and(|next| next.is_lowercase());
        if c.is_uppercase() && (apart.ends_with(char::is_lowercase) || before_small) {
            apart.push(' ');
        }
        apart.push(if matches!(c, '|' | '/' | '\u{b7}' | '\u{2022}') { ' ' } else { c });
    }
    apart.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_without_spaces_are_taken_apart() {
        assert_eq!(words("FacebookXWhatsApp | Copy link"), ["Facebook", "X", "Whats", "App", "Copy", "link"]);
    }
}
