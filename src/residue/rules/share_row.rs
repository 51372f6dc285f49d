//! Share buttons of which only the names are left.

use std::collections::HashSet;
use std::iter;

use crate::article::Role;
use crate::lexicon::{Topic, normalise};
use crate::parse::is_comma;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::{View, longest_name};

pub(super) const RULE: Rule = Rule {
    id: "share-row",
    what: "Names of networks and other ways to share, a line each or all in one.",
    why: "A scraper that drops buttons leaves their names. Three different ones must follow on each other, two of them networks or what a button does, and at least one a network or counted; in markup and in the middle of a text one must be what a button does. Where a line leads on to them, most networks have figures, or the text speaks of two of them, they are what the text is about.",
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
    if k > 0 && view.block(k - 1).leads_on() {
        return 0;
    }
    let Some(first) = name_at(view, k) else { return usize::from(is_line_of_names(view, k)) };
    let others = (k + 1..view.len()).take(ROW - 1).map_while(|k| piece(view, k));
    let row: Vec<_> = iter::once(Some(first)).chain(others).collect();
    let names: Vec<&Named> = row.iter().flatten().collect();
    // A count belongs to the name before it; figures beside most networks are a ranking.
    let last = row.iter().rposition(Option::is_some).unwrap_or(0);
    let counts = row.len() - names.len() + names.iter().filter(|named| named.counted).count();
    let ranking = 2 * counts >= names.len() && names.iter().all(|named| named.name == Name::Network);
    let told = is_row(view, &names, counts > 0, view.at_an_end(k)) && !ranking;
    if told { (last + 2).min(row.len()) } else { 0 }
}

/// A name in a row.
struct Named {
    text: String,
    name: Name,
    /// True if a count stands in the same line.
    counted: bool,
}

/// A name, or what counts the name before; `None` ends the row.
fn piece(view: &View<'_>, k: usize) -> Option<Option<Named>> {
    name_at(view, k).map(Some).or_else(|| is_count(view, k).then_some(None))
}

/// True of enough names of buttons; without a network they must be counted, and one of
/// them must be no action. Without an action they must be plain text, and `placed` where
/// buttons stand. A text that speaks of two of the networks may list them.
fn is_row(view: &View<'_>, names: &[&Named], counted: bool, placed: bool) -> bool {
    let of = |wanted: &[Name]| {
        let names = names.iter().filter(|named| wanted.contains(&named.name));
        names.map(|named| named.text.as_str()).collect::<HashSet<_>>()
    };
    let (networks, actions, words) = (of(&[Name::Network]), of(&[Name::Action]), of(&[Name::Word]));
    let all = of(&[Name::Network, Name::Word, Name::Action]).len();
    let told = networks.len() + actions.len() > 1 && (!networks.is_empty() || counted && !words.is_empty());
    let said = || networks.iter().filter(|name| view.says(name)).count() > 1;
    all >= NAMES && told && (!actions.is_empty() || view.is_plain() && placed) && !said()
}

/// The name that a line is, whatever count follows it: "Share 14k".
fn name_at(view: &View<'_>, k: usize) -> Option<Named> {
    let block = view.get(k).filter(|b| b.words <= NAME && view.is_apart(k) && !b.leads_on())?;
    let digit = block.text.find(|c: char| c.is_ascii_digit()).unwrap_or(block.text.len());
    let (words, count) = block.text.split_at_checked(digit)?;
    let listed = words.starts_with(['-', '*', '\u{2013}', '\u{2022}', '\u{b7}']);
    let counts =
        count.trim_end_matches(['k', 'K', 'm', 'M', '+']).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if listed || !counts {
        return None;
    }
    named(view, words).map(|named| Named { counted: !count.is_empty(), ..named })
}

fn named(view: &View<'_>, words: &str) -> Option<Named> {
    let cue = view.phrase(words, &[Topic::Network, Topic::Share])?;
    let name = match cue.topic {
        Topic::Network if cue.hazardous => Name::Word,
        Topic::Network => Name::Network,
        _ => Name::Action,
    };
    Some(Named { text: normalise(words).chars().take(cue.length).collect(), name, counted: false })
}

/// A figure, or one with a word of share buttons: "14k Shares".
fn is_count(view: &View<'_>, k: usize) -> bool {
    let Some(block) = view.get(k) else { return false };
    let mut words = block.text.split_whitespace();
    let figure = words.next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()) && !w.ends_with('.'));
    figure && words.next().is_none_or(|word| named(view, word).is_some()) && words.next().is_none()
}

/// Nothing but names, with spaces between them or none: "FacebookXWhatsApp". With
/// commas they are an enumeration of the text, and over figures the head of a table.
fn is_line_of_names(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let line = block.words <= LINE && view.is_apart(k) && view.is_label(k);
    let headed = || view.get(k + 1).is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    if !line || block.text.contains(is_comma) || headed() {
        return false;
    }
    let words = words(&block.text);
    let (mut at, mut names) = (0, Vec::new());
    while at < words.len() {
        let Some((n, found)) = longest_name(&words[at..], NAME, |name| named(view, name)) else { return false };
        at += n;
        names.push(found);
    }
    let names: Vec<&Named> = names.iter().collect();
    // No text is written so; one that speaks of networks may still be about them.
    let glued = block.text.chars().all(char::is_alphanumeric);
    is_row(view, &names, false, glued || view.at_an_end(k))
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
