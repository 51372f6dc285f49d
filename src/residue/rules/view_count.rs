//! How many have read it.

use crate::article::Role;
use crate::lexicon::Topic;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "view-count",
    what: "A line such as 1,204 views.",
    why: "It is counted by the template. It must be a number and a phrase and no more, four words at most, and no heading, item or cell.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>1,204 views</p>"##, words: "1,204 views" },
    spares_this: Example {
        html: r##"<p>1,204 views were counted from the tower, and nobody has seen the island in all of them.</p>"##,
        words: "were counted from the tower",
    },
    drops: Drops::Blocks(drops),
};

/// Longest such line, in words, and in letters where a sign is a word.
const LONGEST: usize = 4;
const LETTERS: usize = 24;

/// Longest unit of such a number, in letters: "K", "mil".
const UNIT: usize = 5;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > LONGEST && block.chars > LETTERS || !view.is_apart(k) || !view.is_article() {
        return 0;
    }
    let told = |words: &str| view.phrase(words, &[Topic::Views]).is_some();
    let Some((before, after)) = around_number(&block.text) else { return 0 };
    let is_unit = |word: &str| word.chars().count() <= UNIT;
    let counted = if before.is_empty() {
        let behind_unit = || after.split_once(' ').is_some_and(|(unit, words)| is_unit(unit) && told(words));
        told(after) || behind_unit()
    } else {
        told(before) && !after.contains(' ') && is_unit(after)
    };
    usize::from(counted)
}

/// What stands before the one number of a text, and after it.
fn around_number(text: &str) -> Option<(&str, &str)> {
    let (start, end) = (text.find(char::is_numeric)?, text.rfind(char::is_numeric)?);
    let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
    let within = |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '\u{66b}' | '\u{66c}');
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | '\u{ff1a}' | '(' | ')');
    let (before, after) = (text[..start].trim_matches(mark), text[end..].trim_matches(mark));
    text[start..end].chars().all(within).then_some((before, after))
}

#[cfg(test)]
mod tests {
    use super::around_number;

    #[test]
    fn one_number_stands_beside_words() {
        assert_eq!(around_number("1,204 views"), Some(("", "views")));
        assert_eq!(around_number("Views: 1 204"), Some(("Views", "")));
        assert_eq!(around_number("1.2K views"), Some(("", "K views")));
        assert_eq!(around_number("9 May 2025"), None);
        assert_eq!(around_number("views"), None);
    }
}
