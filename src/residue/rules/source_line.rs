//! Where the text came from.

use super::photo_credit::is_clause;
use crate::article::Role;
use crate::lexicon::{Hint, Shape, Topic};
use crate::residue::patterns::{AGENCIES, INITIALS};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::count_words;

pub(super) const RULE: Rule = Rule {
    id: "source-line",
    what: "A line that names an agency, the initials of who wrote it or the paper where the text first stood, or says how to cite it.",
    why: "It is a credit. It must be a short line at the end that begins with a phrase, not over a clause of small words, or is one (at the head, a long phrase), or the last line and nothing but two names with a slash between them or an agency or initials in brackets.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>With inputs from agencies</p>"##, words: "With inputs from" },
    spares_this: Example {
        html: r##"<p>Source of the river is a spring above the village that has never run dry, not even in the summer of 1976.</p>"##,
        words: "a spring above",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Citation) && view.at_the_end(k) && block.words <= CITED {
        return 1;
    }
    let agencies = AGENCIES.matches(&block.text) && view.at_the_end(k);
    let signed = || are_papers(&block.text) || INITIALS.matches(&block.text) && !is_numeral(&block.text);
    let last = k + 1 == view.end() && k > 0 && signed();
    if (agencies || last) && view.is_apart(k) {
        return 1;
    }
    if names_title(view, k) {
        return 1;
    }
    let Some(cue) = view.cue(k, Topic::Source).filter(|_| !view.is_heading(k)) else { return 0 };
    // A note that is set apart from end to end may stand over the text, and be longer.
    if !cue.hazardous && view.is_emphasised(k) && view.at_an_end(k) && block.words <= NOTE {
        return 1;
    }
    let clause = || cue.shape != Shape::End && block.links() == 0 && says_something(cue.rest(&block.text));
    if block.words > LONGEST || clause() && !view.tells_alone(k, cue) {
        return 0;
    }
    let whole = view.whole(k, Topic::Source).is_some();
    let label = view.is_label(k) || block.links() > 0 || block.text.starts_with('(');
    let short = whole && (!cue.hazardous || view.at_the_end(k) && block.list.is_none());
    // At the head, where texts begin, a short phrase may begin a sentence.
    let labelled = || cue.shape == Shape::Colon && block.words <= HEAD && view.is_over_text(k);
    let place = view.at_the_end(k) || view.at_an_end(k) && (cue.length >= PHRASE || labelled());
    let last = k + 1 == view.end() || cue.length >= PHRASE && view.is_outside(k);
    let long = || block.words <= 12 && last;
    let told = !cue.hazardous && place && (label || long());
    let linked = cue.hazardous
        && view.at_the_end(k)
        && block.list.is_none()
        && label
        && (view.rest_is_link(k, cue) || block.words <= 6);
    usize::from(short || told || linked)
}

/// True of one of the last sentences if it is a long phrase with a title within: "The post
/// Harbour reopens appeared first on Harbour News."
fn names_title(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    // Every word may be the first after the title: that is asked of the last blocks alone, and
    // of those that lead to the title and the site where there are links.
    let linked = view.is_plain() || block.links() > 0;
    let placed = linked && k + LAST >= view.len() && block.words <= NAMED && view.at_the_end(k) && view.is_apart(k);
    if !placed || view.cue(k, Topic::Source).is_some() {
        return false;
    }
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let told = |begun: usize, rest: usize| {
        let phrase = [&words[..begun], &words[rest..]].concat().join(" ");
        view.cues_of(&phrase)
            .iter()
            .any(|c| c.topic == Topic::Source && c.shape == Shape::Start && !c.hazardous && c.length >= PHRASE)
    };
    let behind = words.len().saturating_sub(BEHIND);
    (1..=BEGUN).any(|begun| ((begun + 1).max(behind)..words.len()).any(|rest| told(begun, rest)))
}

/// One of so many blocks, and the longest such sentence, what is before the title and what is
/// behind it, in words.
const LAST: usize = 4;
const NAMED: usize = 40;
const BEGUN: usize = 2;
const BEHIND: usize = 10;

/// Longest line, in words.
const LONGEST: usize = 25;

/// Shortest phrase that tells the source over the text, in letters: "this article
/// originally appeared".
const PHRASE: usize = 22;

/// Longest label with the source's name over the text, in words.
const HEAD: usize = 8;

/// Longest note that is emphasised from end to end, in words.
const NOTE: usize = 40;

/// Longest block in a box that says how to cite the text, in words.
const CITED: usize = 60;

/// Most words in the name of a paper.
const NAME: usize = 3;

/// True of a clause of which the longer words are mostly without capitals: it is not the
/// source's name.
fn says_something(rest: &str) -> bool {
    let words = || rest.split_whitespace().filter(|word| word.chars().count() > 3);
    let lower = words().filter(|word| !word.starts_with(char::is_uppercase)).count();
    is_clause(rest) && count_words(rest) >= CLAUSE && lower * 2 > words().count()
}

/// A clause has so many words.
const CLAUSE: usize = 5;

/// `(iv)` counts sections.
fn is_numeral(text: &str) -> bool {
    text.trim_matches(['(', ')']).chars().all(|c| "ivxlcdm".contains(c.to_ascii_lowercase()))
}

/// Names of two papers or agencies with a slash between them.
fn are_papers(text: &str) -> bool {
    let is_name = |name: &str| {
        let word = |word: &str| {
            word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'))
        };
        let words = name.split_whitespace();
        name.trim().chars().count() > 1 && (1..=NAME).contains(&words.clone().count()) && words.clone().all(word)
    };
    text.split_once('/').is_some_and(|(one, other)| is_name(one) && is_name(other))
}

#[cfg(test)]
mod tests {
    use super::{are_papers, is_numeral};
    use crate::residue::patterns::INITIALS;

    #[test]
    fn initials_are_told_from_numerals_and_asides() {
        for line in ["(AFP)", "(jg)", "(SID)"] {
            assert!(INITIALS.matches(line) && !is_numeral(line), "{line}");
        }
        assert!(is_numeral("(iv)") && is_numeral("(II)"));
        assert!(!INITIALS.matches("(laughs)") && !INITIALS.matches("(Afp)") && !INITIALS.matches("(1)"));
    }

    #[test]
    fn names_of_papers_are_told_from_words() {
        for line in ["Harbour Post / Inland Times", "Inland Times/AP"] {
            assert!(are_papers(line), "{line}");
        }
        for line in ["Harbour Post", "Yes / no", "He / She was there", "A / B / C", "N/A", "/"] {
            assert!(!are_papers(line), "{line}");
        }
    }
}
