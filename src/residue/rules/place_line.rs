//! Where the report was written.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "place-line",
    what: "The name of a place on a line of its own before the first paragraph.",
    why: "It says where the report was written. It must be a few words with capitals and a full stop or a dash, in no paragraph, among the first blocks of an article, right before prose.",
    role: Role::Byline,
    drops_this: Example {
        html: r##"<div><span>Port Example. </span><p>The ferry will not sail again before the summer, said the company on Monday, and gave no reason for it.</p></div>"##,
        words: "Port Example",
    },
    spares_this: Example {
        html: r##"<p>Silence.</p><p>The ferry will not sail again before the summer, said the company on Monday, and gave no reason for it.</p>"##,
        words: "Silence",
    },
    drops: Drops::Blocks(drops),
};

/// Longest name of a place, in words.
const LONGEST: usize = 3;

/// It stands among so many first blocks.
const FIRST: usize = 6;

/// What follows is a paragraph, in words.
const PROSE: usize = 12;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let line = block.kind == Kind::Line && block.list.is_none() && block.links() == 0;
    let early = k < FIRST && view.is_article() && !view.is_plain();
    let prose = view.get(k + 1).is_some_and(|b| b.words >= PROSE && b.text.starts_with(char::is_uppercase));
    // Where paragraphs are lines too, a short one may be a sentence.
    let apart = !block.text.ends_with('.') || view.get(k + 1).is_some_and(|b| b.kind == Kind::Paragraph);
    usize::from(line && early && prose && apart && block.words <= LONGEST && is_place(&block.text))
}

/// Words that all begin with a capital, and a full stop or a dash.
fn is_place(text: &str) -> bool {
    let marks = ['.', '-', '\u{2013}', '\u{2014}'];
    let Some(name) = text.strip_suffix(marks).map(str::trim_end) else { return false };
    let mut words = name.split([' ', '/', '-']);
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().count() > 1;
    words.all(|word| capital(word) && word.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::is_place;

    #[test]
    fn names_of_places_are_told_from_words() {
        for line in ["Port Example.", "Port/Example.", "Port Example \u{2013}"] {
            assert!(is_place(line), "{line}");
        }
        for line in ["Port Example", "It rained.", "I.", "1925.", "."] {
            assert!(!is_place(line), "{line}");
        }
    }
}
