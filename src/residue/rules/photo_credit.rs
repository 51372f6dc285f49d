//! Who took a picture.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::parse::{count_sentences, ends_sentence, is_sign, is_terminal};
use crate::residue::patterns::{CREDIT, CREDITED};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "photo-credit",
    what: "A line such as Photo: A. Name / Agency.",
    why: "It belongs to a picture. It must be short, begin or end with a phrase of credits, go on with a name and be no sentence, unless a picture stands beside it; an uncertain phrase needs one. In plain text and beside a picture a caption tells itself by the credit at its end; a short one does by a copyright sign and a name. Right under a picture a name and its agency need no phrase.",
    role: Role::Caption,
    drops_this: Example { html: r##"<p>Photo: Ada Example / Example Agency</p>"##, words: "Ada Example" },
    spares_this: Example {
        html: r##"<p>Photo shoots on the pier have been forbidden since the storm, says the harbour master.</p>"##,
        words: "have been forbidden",
    },
    drops: Drops::Blocks(drops),
};

/// Longest credit, in characters.
const LONGEST: usize = 120;

/// Longest credit whose phrase also begins the source of figures, in words: the
/// phrase, and a name without a number.
const NAME: usize = 5;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.is_heading(k) || block.chars > LONGEST {
        return usize::from(ends_in_credit(view, k));
    }
    if view.hinted(k, Hint::PhotoCredit) {
        return usize::from(block.words <= 25);
    }
    let Some(cue) = view.cue(k, Topic::PhotoCredit) else {
        return usize::from(names_agency(view, k) || ends_in_credit(view, k));
    };
    let beside = view.images_near(k, 2).next().is_some();
    let bracketed = CREDIT.matches(&block.text);
    let label = view.is_label(k) || bracketed || block.words <= 8;
    let alone = view.is_apart(k) && block.links() == 0;
    let goes_on = || is_name(cue.rest(&block.text).trim_matches([' ', '-', '\u{2013}', ':', '\u{ff1a}']));
    // "Picture: Minister, why did you do it?" is how some papers ask.
    let sure = !cue.hazardous
        && match cue.shape {
            Shape::Whole => true,
            Shape::Colon => beside || bracketed || goes_on(),
            Shape::End => beside || view.is_label(k) || bracketed || is_named_before(&block.text),
            _ => false,
        };
    let started = || block.words <= NAME || block.words <= STARTED && goes_on();
    let told = cue.shape == Shape::Colon || cue.shape == Shape::Start && !cue.hazardous && started();
    let short = view.is_plain() || block.words <= NAME;
    let named = !cue.hazardous || short && !block.text.contains(char::is_numeric);
    let line = told && alone && block.words <= 8 && named && !is_clause(cue.rest(&block.text));
    usize::from(label && (sure || line || beside && block.words <= 16 || bracketed && !cue.hazardous))
}

/// A name with its agency before a phrase that is cut short: "Ada Example / EPA phot."
fn is_named_before(text: &str) -> bool {
    let name = text.trim_end().strip_suffix('.').and_then(|text| text.rsplit_once(' ')).map(|(name, _)| name);
    name.is_some_and(|name| name.contains('/') && name.starts_with(char::is_uppercase) && is_name(name))
}

/// True of what ends as a sentence does and begins with a figure, with a sign or, before
/// another word, without a capital: it is no name.
pub(super) fn is_clause(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let small = |c: char| c.is_numeric() || c.is_alphabetic() && !c.is_uppercase();
    let begun = rest.starts_with(small) && rest.contains(' ') || rest.starts_with(is_sign);
    begun && ends_sentence(rest)
}

/// In plain text and beside a picture, a phrase without its colon, and a name with its agency: "Photo Ada Example/EPA".
fn names_agency(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    if block.words > STARTED || block.links() > 0 || !view.is_apart(k) {
        return false;
    }
    if is_signed_by_agency(view, k) {
        return true;
    }
    let Some((phrase, name)) = block.text.split_once(' ') else { return false };
    let Some((person, agency)) = name.split_once('/').filter(|_| expects_caption(view, k)) else { return false };
    let named = [person, agency].iter().all(|name| name.contains(char::is_alphabetic) && is_name(name));
    named && view.cues_of(&format!("{phrase}:")).iter().any(is_sure_label)
}

/// Right under a picture, a name and its agency alone: "Ada Example/EPA". Who has no picture
/// over it may be a couple, or two places.
fn is_signed_by_agency(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let Some((person, agency)) = block.text.split_once('/') else { return false };
    let (person, agency) = (person.trim(), agency.trim());
    let words = |name: &str| name.split_whitespace().count();
    let named = |name: &str| is_name(name) && name.starts_with(char::is_uppercase) && !name.contains([':', ',', '/']);
    let shaped = (2..=4).contains(&words(person)) && words(agency) <= 2 && !block.text.contains(char::is_numeric);
    shaped && named(person) && named(agency) && view.images_near(k, 0).any(|image| image.before == view.index(k))
}

/// In plain text and beside a picture.
fn expects_caption(view: &View<'_>, k: usize) -> bool {
    view.is_plain() || view.images_near(k, 2).next().is_some()
}

/// Longest line that begins with a phrase of credits and goes on with a name, in words.
const STARTED: usize = 7;

/// Longest caption with its credit, in words.
const CAPTION: usize = 60;

/// So many sentences are no caption.
const PARAGRAPH: usize = 3;

/// Longest caption that a copyright sign tells without a picture, or that ends in
/// brackets, in words.
const SHORT: usize = 30;

/// In plain text and beside a picture, a caption tells itself by the credit at its end: a phrase with
/// its colon and a name, or a name and an agency in brackets.
fn ends_in_credit(view: &View<'_>, k: usize) -> bool {
    // Of a paragraph only the credit may go.
    has_credit_at_end(view, k) && count_sentences(&view.block(k).text) < PARAGRAPH
}

fn has_credit_at_end(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let text = block.text.trim_end();
    let text = text.strip_suffix('.').filter(|t| t.ends_with([')', '\u{ff09}'])).unwrap_or(text);
    if block.words > CAPTION {
        return false;
    }
    let expected = expects_caption(view, k);
    let line = matches!(block.kind, Kind::Paragraph | Kind::Line | Kind::Item);
    if line && (expected || block.words <= SHORT) && is_signed(text, expected) {
        return true;
    }
    if !expected {
        return false;
    }
    // The last paragraph may name the agencies that its author has read.
    if text.ends_with(')') && CREDITED.is_in(text) && !view.at_the_end(k) {
        return true;
    }
    if ends_in_abbreviation(view, text) {
        return true;
    }
    let Some((before, name)) = text.rsplit_once([':', '\u{ff1a}', '=']) else { return false };
    let phrase = before.rfind([' ', '(', '[', '\u{ff08}', '.']).map_or(before, |at| &before[at..]);
    let credit = &text[before.len() - phrase.len()..];
    // Of a paragraph only the brackets go.
    if block.words > SHORT && credit.trim_start().starts_with(['(', '[', '\u{ff08}']) {
        return false;
    }
    let named = is_name(name) && name.split_whitespace().count() <= NAMED;
    named && view.cues_of(credit).iter().any(is_sure_label)
}

/// A phrase that is cut short, and a name with its agency at the end: "The pier Phot. Ada Example / EPA".
fn ends_in_abbreviation(view: &View<'_>, text: &str) -> bool {
    let Some((before, name)) = text.rsplit_once(". ").filter(|(_, name)| name.contains('/')) else { return false };
    let phrase = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let named = is_name(name) && name.split_whitespace().count() <= NAMED;
    named && view.cues_of(&format!("{phrase}:")).iter().any(is_sure_label)
}

/// A phrase of credits that stands before a colon and in no article.
fn is_sure_label(cue: &Cue) -> bool {
    cue.topic == Topic::PhotoCredit && cue.shape == Shape::Colon && !cue.hazardous
}

/// Longest name after a copyright sign, in bytes.
const SIGNED: usize = 80;

/// A copyright sign and a name at the end of a longer line; letters in brackets
/// are that sign only where a caption is to be expected.
fn is_signed(text: &str, expected: bool) -> bool {
    let signs = if expected { &["\u{a9}", "(c)", "(C)"][..] } else { &["\u{a9}"] };
    let Some((at, sign)) = signs.iter().filter_map(|s| text.rfind(s).map(|at| (at, s))).max() else { return false };
    let (before, name) = (&text[..at], text[at + sign.len()..].trim_start());
    let apart = before.ends_with(char::is_whitespace) && !before.trim_end().is_empty() && !before.contains("://");
    apart
        && name.len() <= SIGNED
        && name.starts_with(char::is_alphabetic)
        && (expected || !name.starts_with(char::is_lowercase))
        && name.chars().count() > 1
        && !name.contains(['.', '!', '?', '\n'])
}

/// Longest name with its agency, in words.
const NAMED: usize = 8;

/// A name begins with a capital, as all its longer words do where there are
/// capitals, and does not end as a sentence does.
pub(super) fn is_name(text: &str) -> bool {
    let name = text.trim().trim_end_matches([')', ']', '\u{ff09}']);
    let longer = || name.split([' ', '/', ',']).filter(|w| w.chars().count() > 3);
    let lower = longer().filter(|w| w.starts_with(char::is_lowercase)).count();
    !name.is_empty() && !name.ends_with(is_terminal) && lower * 3 <= longer().count()
}

#[cfg(test)]
mod tests {
    use super::is_signed;

    #[test]
    fn a_sign_and_a_name_close_a_caption() {
        for line in ["The pier on Monday. \u{a9} Ada Example", "Boats (c) AFP / Ada Example"] {
            assert!(is_signed(line, true), "{line}");
        }
        for line in ["\u{a9} Ada Example", "The \u{a9} sign was cut into the pier. Nobody knew.", "In row (c) 9 boats"]
        {
            assert!(!is_signed(line, true), "{line}");
        }
    }
}
