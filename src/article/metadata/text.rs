//! Strings as pages write them.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::lexicon::squeeze;
use crate::parse::read_references;

/// Longer strings are prose; their character references are left alone, in bytes.
const LONGEST: usize = 2_000;

/// Pages escape some strings twice.
const TIMES: usize = 2;

/// White space collapsed, invisible characters left out, character references read.
pub(super) fn clean(text: &str) -> String {
    let mut text = collapse(text);
    for _ in 0..TIMES {
        if text.len() > LONGEST || !has_reference(&text) {
            break;
        }
        text = collapse(&read_references(&text));
    }
    text
}

fn collapse(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains(invisible) { words.replace(invisible, "") } else { words }
}

fn has_reference(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        let name = rest.trim_start_matches('#').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        !name.is_empty() && rest.trim_start_matches('#')[name.len()..].starts_with(';')
    })
}

/// What is the same for two texts of the same letters and digits; marks alone are
/// the same only to themselves.
fn same_key(text: &str) -> String {
    let key = squeeze(text);
    if key.is_empty() { text.to_owned() } else { key }
}

/// True if both are the same letters and digits.
pub(super) fn squeezed_same(one: &str, other: &str) -> bool {
    same_key(one) == same_key(other)
}

/// The texts that were seen, those of the same letters and digits once.
#[derive(Default)]
pub(super) struct Seen(HashSet<String, RandomState>);

impl Seen {
    /// True if `text` is new.
    pub(super) fn insert(&mut self, text: &str) -> bool {
        self.0.insert(same_key(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_even_if_escaped_twice() {
        assert_eq!(clean("  Fish &amp;amp;  chips &#8217;25 "), "Fish & chips \u{2019}25");
        assert_eq!(clean("Caf&eacute; <b> Q&A; a&nbsp;b"), "Caf\u{e9} <b> Q&A; a b");
        assert_eq!(clean("co\u{ad}op &c."), "coop &c.");
    }
}
