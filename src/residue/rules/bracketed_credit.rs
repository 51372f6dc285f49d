//! Credits in brackets at the end of a paragraph.

use std::ops::Range;

use crate::article::Role;
use crate::lexicon::{Cue, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

use super::bracketed_link::{brackets, is_bracket, stands_apart, with_space};
use super::photo_credit::is_name;

pub(super) const RULE: Rule = Rule {
    id: "bracketed-credit",
    what: "The credit of a picture in brackets at the end of a paragraph: (Photo: A. Name).",
    why: "It belongs to the picture beside the paragraph. The brackets must close a paragraph that is no item of a list, and hold a phrase of credits and a name; what is said in brackets stays, and so does the source of a figure.",
    role: Role::Caption,
    drops_this: Example {
        html: r##"<p>The ferry sails again from Monday on, says the mayor, and so does the boat of the post. (Photo: Ada Example/EPA)</p>"##,
        words: "Ada Example",
    },
    spares_this: Example {
        html: r##"<p>The ferry carried a third more passengers than in the year before the storm (source: Harbour Office).</p>"##,
        words: "Harbour Office",
    },
    drops: Drops::Words(cuts),
};

/// Longest name with its agency, in letters.
const LONGEST: usize = 60;

fn cuts(view: &View<'_>, k: usize) -> Vec<Range<usize>> {
    let block = view.block(k);
    let text = block.text.trim_end();
    let paragraph = matches!(block.kind, Kind::Paragraph | Kind::Line) && block.list.is_none();
    if !paragraph || !text.ends_with([')', ']', '\u{ff09}']) {
        return Vec::new();
    }
    let last = brackets(text).last().filter(|range| range.start > 0 && range.end == text.len());
    let last = last.filter(|range| stands_apart(text, range));
    let credit = last.filter(|range| is_credit(view, text[range.clone()].trim_matches(is_bracket)));
    credit.map(|range| with_space(text, range)).into_iter().collect()
}

fn is_credit(view: &View<'_>, inside: &str) -> bool {
    let named = |c: &Cue| {
        let name = c.rest(inside).trim_start_matches([':', '\u{ff1a}', ' ']);
        is_name(name) && name.starts_with(char::is_alphabetic) && name.chars().count() <= LONGEST
    };
    let told = |c: &Cue| matches!(c.shape, Shape::Colon | Shape::Start) && !c.hazardous && named(c);
    view.cues_of(inside).iter().any(|c| c.topic == Topic::PhotoCredit && told(c))
}
