//! Readers' comments.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::parse::is_full_stop;
use crate::residue::dates::is_date;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Block, Kind};

pub(super) const RULE: Rule = Rule {
    id: "comments",
    what: "Comments, and the lines that ask for them.",
    why: "They are not the author's. What the markup calls comments goes; a label goes with all that follows only late in the text, if no sentences and no list follow, and over no prose beside it; a request or a number of comments goes alone. In plain text offers to reply show how far they go.",
    role: Role::Comment,
    drops_this: Example {
        html: r##"<div id="comments"><p>Great article, I have been to that harbour.</p></div>"##,
        words: "Great article",
    },
    spares_this: Example {
        html: r##"<h2>Comments</h2><p>In the code, comments start with a hash sign, and the program passes over them without a word.</p>"##,
        words: "start with a hash sign",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    // A cell is called so for the remarks in a record.
    let remarks = block.cell.is_some() && view.nearest_hint(k, Hint::Comments) == Some(block.owner);
    if view.hinted(k, Hint::Comments) && !remarks {
        return 1;
    }
    if asks_for_some(view, k) {
        return 1;
    }
    if follows_form(view, k) {
        return view.len() - k;
    }
    let whole = view.whole(k, Topic::Comments).is_some();
    // A text that was scraped has comments where a page has boxes of them.
    let counted = view.is_article() && view.counts(k, Topic::Comments);
    let cue = view.cue(k, Topic::Comments).filter(|_| block.words <= 20);
    if (counted || cue.is_some()) && (view.heads_prose_beside(k) || view.is_defined(k)) {
        return 0;
    }
    let label = cue.is_some_and(|cue| !cue.hazardous) && block.words <= 6 && view.is_label(k);
    let labelled = k > 0 && (label || counted && view.is_plain()) && block.cell.is_none();
    if labelled && ends_in_lines(view, k) && !is_on_every_card(view, k) {
        return view.len() - k;
    }
    let thread = if view.is_plain() && (whole || counted) { thread(view, k) } else { 0 };
    if thread > 0 {
        return 1 + thread;
    }
    if counted && view.is_apart(k) && view.at_an_end(k) {
        return 1;
    }
    let Some(cue) = cue else { return 0 };
    if view.is_item_of_text(k) || view.is_plain() && whole && heads_sentence(view, k) {
        return 0;
    }
    if !view.at_the_end(k) {
        // One word may be a label of the text.
        if label && whole && view.is_apart(k) && block.words > 1 && !view.is_plain() && view.is_article() {
            return 1;
        }
        // Over prose it is a heading of the text.
        return usize::from(view.is_plain() && whole && view.get(k + 1).is_some_and(|next| next.words < SENTENCE));
    }
    let label = view.is_label(k) && (block.link_density() > 0.5 || whole && !view.is_heading(k));
    let last = whole && k + 1 == view.len();
    usize::from(label || last || !cue.hazardous && (whole || block.words <= REQUEST))
}

/// The last of the text is a question to the reader, and the request to answer it with
/// a link, or set apart: "And you, what do you think? Leave a comment."
fn asks_for_some(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let last = k + 1 == view.end() && k > 0 && block.words <= REQUEST && block.cell.is_none();
    let told = last && block.list.is_none() && (block.links() > 0 || view.is_emphasised(k));
    told && view.cue_after_question(k, &[Topic::Comments]).is_some()
}

/// Longest request to take part in the discussion, in words.
const REQUEST: usize = 15;

/// True of the first line under the form for comments, of which the label may be gone: no
/// text goes on there.
fn follows_form(view: &View<'_>, k: usize) -> bool {
    let words = || (k..view.len()).map(|k| view.block(k).words).sum::<usize>();
    if view.is_plain() || view.len() - k > FORM || view.words_before(k) < POST || words() > UNDER {
        return false;
    }
    let (at, blocks, mut form) = (view.index(k), view.blocks(), false);
    // A list, a table or a section is no note on comments, and a form may hold the text too.
    let note = |block: &Block| block.kind == Kind::Paragraph && !blocks.inside(block, &["form", "article"]);
    if !(k..view.len()).all(|k| note(view.block(k))) {
        return false;
    }
    for place in (at.saturating_sub(FORM)..at).rev().take_while(|place| blocks.blocks[*place].words <= FIELD) {
        form |= blocks.inside(&blocks.blocks[place], &["form"]);
        if form && view.cue_at(place, Topic::Comments).is_some_and(|cue| !cue.hazardous) {
            return true;
        }
    }
    false
}

/// The rest of the page under such a form, in words.
const UNDER: usize = 40;

/// A form has so many blocks, with the label over it; no more follow it.
const FORM: usize = 12;

/// Longest label of a field, in words.
const FIELD: usize = 12;

/// The label of a card stands as often as there are cards.
fn is_on_every_card(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    (0..view.len()).filter(|k| &view.block(*k).text == text).take(CARDS).count() == CARDS
}

/// So many labels are not that of the comments under one text.
const CARDS: usize = 3;

/// So many lines may follow the text: a form, an archive by months.
const LINES: usize = 200;

/// A line of fewer words is no prose.
const PROSE: usize = 50;

/// True if nothing but lines follows: what old themes have below their comments.
/// Comments that are sentences have lines of names and dates between them; where
/// the article goes on there are fewer.
fn ends_in_lines(view: &View<'_>, k: usize) -> bool {
    let lines = view.len() - k - 1;
    let itemised = k + 1 < view.len() && view.is_plain_item(k + 1);
    if itemised
        || heads_sentence(view, k)
        || lines >= LINES
        || (k + 1..view.len()).any(|k| view.block(k).words >= PROSE)
    {
        return false;
    }
    let sentence = |k: &usize| view.block(*k).words >= SAYING && !view.is_label(*k);
    let sentences = (k + 1..view.len()).filter(sentence).count();
    // A short post may stand before a long archive.
    let late = view.place(k).0 > LATE || view.words_before(k) >= POST && sentences == 0;
    late && 2 * sentences <= lines
}

/// True if a sentence follows right away, with its full stop: comments begin with a name, a
/// date or a form.
fn heads_sentence(view: &View<'_>, k: usize) -> bool {
    let says = |next: &Block| next.words >= SAID && next.text.ends_with(is_full_stop) && !is_date(&next.text);
    view.get(k + 1).is_some_and(says) && !view.has_cue(k + 1)
}

/// Words of the shortest sentence that is no name.
const SAID: usize = 4;

/// Words of a post.
const POST: usize = 50;

/// Words of a comment that is a sentence.
const SAYING: usize = 8;

/// A line of this many words is a sentence.
const SENTENCE: usize = 15;

/// The first offer to reply stands among so many lines under the label.
const FIRST: usize = 15;

/// With fewer lines that offer to reply there is no thread.
const REPLIES: usize = 2;

/// In plain text, the comments under their label: all up to the last line that
/// offers to reply, and the buttons that end the text.
fn thread(view: &View<'_>, k: usize) -> usize {
    let offers = |k: &usize| {
        view.block(*k).words <= 3 && view.whole(*k, Topic::Comments).is_some() || is_row_of_buttons(view, *k)
    };
    let first = (k + 1..view.len()).take(FIRST).find(offers);
    let Some(first) = first.filter(|_| view.at_an_end(k) || view.place(k).0 > LATE) else { return 0 };
    let replies: Vec<usize> = (first..view.len()).filter(offers).collect();
    let Some(last) = replies.last().filter(|_| replies.len() >= REPLIES) else { return 0 };
    let button = |k: usize| view.block(k).words <= BUTTON && view.is_label(k);
    let ends = view.len() - last <= FEW + 1 && (last + 1..view.len()).all(button);
    if ends { view.len() - 1 - k } else { last - k }
}

/// A row of links of which one offers to reply: "Reply Report".
fn is_row_of_buttons(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let links = || block.spans.iter().filter(|span| span.link.is_some());
    let offers = |words: &str| view.phrase(words, &[Topic::Comments]).is_some();
    block.words <= BUTTONS && block.link_density() > 0.8 && links().any(|span| offers(block.piece(span)))
}

/// So many buttons may stand under the last comment, of so many words.
const FEW: usize = 3;
const BUTTON: usize = 4;

/// Longest such row, in words.
const BUTTONS: usize = 8;

/// Comments stand after this share of the words.
const LATE: f32 = 0.3;
