//! Whose it is.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::patterns::COPYRIGHT;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

use super::photo_credit::is_name;

pub(super) const RULE: Rule = Rule {
    id: "copyright-line",
    what: "A copyright line.",
    why: "It is the publisher's. It must be called so by its markup, or begin with the sign, or letters for it and a year, and be short or stand at the end, or stand at the end and end with a phrase, or begin with one that the rest of the line bears out; after a word that also begins sentences must follow the sign, a year, or in a few words a name.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>&copy; 2025 Example News. All rights reserved.</p>"##, words: "Example News" },
    spares_this: Example {
        html: r##"<p>Copyright on the old charts ran out in 1990, which is why every inn on the island has one on its wall.</p>"##,
        words: "ran out in 1990",
    },
    drops: Drops::Blocks(drops),
};

/// Longest copyright line, in words.
const LONGEST: usize = 45;

/// Longest one that letters in brackets begin, or that stands anywhere, in words.
const SHORT: usize = 20;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > LONGEST || view.is_heading(k) {
        return 0;
    }
    if view.hinted(k, Hint::Copyright) && (block.words <= SHORT || view.at_the_end(k)) {
        return 1;
    }
    let long = || block.text.starts_with('\u{a9}') && view.at_the_end(k);
    if COPYRIGHT.matches(&block.text) && (block.words <= SHORT || long()) {
        return 1;
    }
    let told = |cue: Cue| cue.shape == Shape::End || view.is_borne_out(k, cue);
    let sure = || view.cue(k, Topic::Copyright).filter(|cue| !cue.hazardous).is_some_and(told);
    usize::from(view.at_the_end(k) && (sure() || is_named(view, k)))
}

/// An uncertain phrase, and then the sign or a year, or a name and no more.
fn is_named(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let cue = view.cue(k, Topic::Copyright).filter(|cue| cue.shape == Shape::Start);
    // What a program prints may say whose it is.
    let Some(cue) = cue.filter(|_| block.kind != Kind::Pre) else { return false };
    let rest = cue.rest(&block.text).trim_start_matches([' ', ':', ',']);
    let named = || block.words <= NAMED && rest.starts_with(char::is_uppercase) && is_name(rest);
    COPYRIGHT.matches(rest) || begins_with_year(rest) || named()
}

/// Longest line that is the phrase and a name, in words.
const NAMED: usize = 6;

fn begins_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text.starts_with(['1', '2'])
}
