//! Notes about commissions.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "disclosure-line",
    what: "A note that the publisher earns money with the links of the text, or does not answer for it.",
    why: "It is about the publisher and stands in every text of the site. It must be what the markup calls so, or a block of its own that begins with a phrase, perhaps after a label, or ends with one, and stands at an end; elsewhere a sure phrase needs a link, a box or its own length.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p><em>This post contains affiliate links. If you buy a tide table through one of them, we earn a little.</em></p>"##,
        words: "contains affiliate links",
    },
    spares_this: Example {
        html: r##"<p>The blog lived on affiliate links until the law of March, when every post that contains affiliate links had to say so in its first line.</p>"##,
        words: "had to say so",
    },
    drops: Drops::Blocks(drops),
};

/// Longest note, in words.
const LONGEST: usize = 90;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > LONGEST || view.is_heading(k) {
        return 0;
    }
    // What a star or a number points to is a note on the text.
    let note = block.text.starts_with(|c: char| c == '*' || c.is_numeric());
    if view.hinted(k, Hint::Disclosure) && block.cell.is_none() && !note {
        return 1;
    }
    let cue = view.cue(k, Topic::Disclosure).or_else(|| view.cue_after_label(k, &[Topic::Disclosure]));
    if cue.is_some_and(|cue| view.at_an_end(k) || !cue.hazardous && view.is_borne_out(k, cue)) {
        return 1;
    }
    let note = block.list.is_none() && block.words >= SENTENCES && view.at_an_end(k);
    usize::from(note && a_sentence_tells(view, &block.text))
}

/// A note of fewer words is one sentence.
const SENTENCES: usize = 8;

/// Most sentences of a note.
const MOST: usize = 5;

/// True if one of a few sentences begins with a phrase that says it for sure.
fn a_sentence_tells(view: &View<'_>, text: &str) -> bool {
    let sentences: Vec<&str> = text.split_inclusive(['.', '!', '?', ':']).take(MOST + 1).collect();
    let begins = |cue: &Cue| cue.topic == Topic::Disclosure && !cue.hazardous && cue.shape == Shape::Start;
    sentences.len() <= MOST && sentences.iter().skip(1).any(|s| view.cues_of(s).iter().any(begins))
}
