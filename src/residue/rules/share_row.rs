//! Share buttons of which only the names are left.

use std::collections::HashSet;

use crate::article::Role;
use crate::lexicon::{Topic, normalise};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "share-row",
    what: "Names of networks and other ways to share, a line each or all in one.",
    why: "A scraper that drops buttons leaves their names. Three different ones must follow on each other, two of them networks, and beside markup one must be what a button does. Where a line leads on to them, they have figures, or the text speaks of them, networks are what the text is about.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<div>Facebook</div><div>WhatsApp</div><div>Copy link</div>"##, words: "WhatsApp" },
    spares_this: Example {
        html: r##"<p>Two of them have answered the harbour master, and one has not.</p><p>Facebook</p><p>Reddit</p><p>Telegram</p>"##,
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

/// What one of the names is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Network,
    /// An ordinary word that is a network's name too, or a word of share buttons.
    Word,
    /// What a button does: "Copy link".
    Action,
}

fn drops(view: &View<'_>, k: usize) -> usize {
    if k > 0 && view.block(k - 1).leads_on() || name_at(view, k).is_none() {
        return usize::from(is_line_of_names(view, k));
    }
    let row = (k..view.len()).take(ROW).take_while(|k| name_at(view, *k).is_some() || is_count(view, *k));
    let row: Vec<usize> = row.collect();
    let names: Vec<(String, Name)> = row.iter().filter_map(|k| name_at(view, *k)).collect();
    // A count belongs to the name before it; figures beside most names are a ranking.
    let last = row.iter().rposition(|k| name_at(view, *k).is_some()).unwrap_or(0);
    let counts = row.iter().filter(|k| is_count(view, **k)).count();
    let ranking = 2 * counts >= names.len() && names.iter().all(|(_, name)| *name == Name::Network);
    let counted = counts > 0 && row.iter().any(|k| view.block(*k).text.ends_with(|c: char| c.is_ascii_digit()));
    if is_row(view, &names, counted) && !ranking { (last + 2).min(row.len()) } else { 0 }
}

/// True of enough names of buttons; without a network they must be `counted`. A text
/// that speaks of two of the networks may list them.
fn is_row(view: &View<'_>, names: &[(String, Name)], counted: bool) -> bool {
    let of = |wanted: &[Name]| {
        let names = names.iter().filter(|(_, name)| wanted.contains(name));
        names.map(|(text, _)| text.as_str()).collect::<HashSet<_>>()
    };
    let (networks, actions) = (of(&[Name::Network]), of(&[Name::Action]));
    let all = of(&[Name::Network, Name::Word, Name::Action]).len();
    let told = networks.len() + actions.len() > 1 && (counted || !networks.is_empty());
    let said = || networks.iter().filter(|name| view.says(name)).count() > 1;
    all >= NAMES && told && (view.is_plain() || !actions.is_empty()) && !said()
}

/// The name that a line is, whatever count follows it: "Share 14k".
fn name_at(view: &View<'_>, k: usize) -> Option<(String, Name)> {
    let block = view.get(k).filter(|b| b.words <= NAME && view.is_apart(k) && !b.leads_on())?;
    let digit = block.text.find(|c: char| c.is_ascii_digit()).unwrap_or(block.text.len());
    let words = block.text.get(..digit)?;
    let name = name(view, words)?;
    Some((normalise(words), name))
}

fn name(view: &View<'_>, words: &str) -> Option<Name> {
    let network = view.phrase(words, Topic::Network).map(|cue| if cue.hazardous { Name::Word } else { Name::Network });
    network.or_else(|| view.phrase(words, Topic::Share).map(|_| Name::Action))
}

/// A figure, or one with a word of share buttons: "14k Shares".
fn is_count(view: &View<'_>, k: usize) -> bool {
    let Some(block) = view.get(k) else { return false };
    let mut words = block.text.split_whitespace();
    let figure = words.next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()) && !w.ends_with('.'));
    figure && words.next().is_none_or(|word| name(view, word).is_some()) && words.next().is_none()
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
    let (mut at, mut names) = (0, Vec::new());
    while at < words.len() {
        let longest = (1..=NAME.min(words.len() - at)).rev().find_map(|n| {
            let words = words[at..at + n].join(" ");
            name(view, &words).map(|name| (n, (normalise(&words), name)))
        });
        let Some((n, found)) = longest else { return false };
        at += n;
        names.push(found);
    }
    let glued = names.len() >= NAMES && !block.text.contains(char::is_whitespace);
    glued && names.iter().any(|(_, name)| *name == Name::Network) || is_row(view, &names, false)
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
