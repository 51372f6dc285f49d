//! The words under a picture.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::patterns::FILM;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{ElementId, Kind};

pub(super) const RULE: Rule = Rule {
    id: "caption",
    what: "A picture's caption.",
    why: "Without its picture it breaks the text; it stays in the metadata. It must be a caption by its markup (on a page that is no article, not of a box with a heading of its own: that is a card), or begin with a phrase of captions beside a picture, or stand between a picture and its credit, or begin with a triangle and stand right under a picture or end with a credit, or end with the date and the length of a film.",
    role: Role::Caption,
    drops_this: Example {
        html: r##"<figure><img src="a.jpg" alt=""><figcaption>The pier on Monday morning.</figcaption></figure>"##,
        words: "The pier on Monday",
    },
    spares_this: Example {
        html: r##"<figure><blockquote><p>We saw the pier go, and nobody spoke for a while.</p></blockquote></figure>"##,
        words: "We saw the pier go",
    },
    drops: Drops::Blocks(drops),
};

/// Longest caption that is told by a phrase, in words.
const LONGEST: usize = 50;

fn drops(view: &View<'_>, k: usize) -> usize {
    usize::from(is_caption(view, k) && !is_of_other_figure(view, k))
}

fn is_caption(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let hinted = || view.hinted(k, Hint::Caption) && block.words <= 120 && !view.is_heading(k) && !is_of_card(view, k);
    if block.kind == Kind::Caption || hinted() {
        return true;
    }
    let text = matches!(block.kind, Kind::Line | Kind::Paragraph | Kind::Item);
    if text && block.words <= LONGEST && (in_picture(view, k) || is_under_picture(view, k)) {
        return true;
    }
    if block.words <= FILMED && block.cell.is_none() && FILM.matches(&block.text) || is_over_credit(view, k) {
        return true;
    }
    if text && block.words <= FILMED && points_to_picture(view, k) {
        return true;
    }
    let Some(cue) = view.cue(k, Topic::Caption) else { return false };
    let beside = view.images_near(k, 2).next().is_some();
    let labelled = matches!(cue.shape, Shape::Colon | Shape::Whole) && !cue.hazardous;
    let plain = view.is_plain() && labelled && (view.is_label(k) || repeats(view, k));
    block.words <= LONGEST && (beside && !view.is_heading(k) || labelled && view.is_label(k) || plain)
}

/// True of a line that begins with a triangle and stands right under a picture, or ends with a
/// credit in brackets.
fn points_to_picture(view: &View<'_>, k: usize) -> bool {
    let pointed = view.block(k).text.starts_with(['\u{25b2}', '\u{25b3}', '\u{25bc}', '\u{25bd}']);
    let under = || view.images_near(k, 0).any(|image| image.before == view.index(k));
    pointed && (under() || ends_in_credit(view, &view.block(k).text))
}

fn ends_in_credit(view: &View<'_>, text: &str) -> bool {
    let inside = text.strip_suffix([')', '\u{ff09}']).and_then(|text| text.rsplit_once(['(', '\u{ff08}']));
    inside.is_some_and(|(_, credit)| view.cues_of(credit).iter().any(|cue| cue.topic == Topic::PhotoCredit))
}

/// True if the figure holds something else than a picture, or the caption is that of a table.
fn is_of_other_figure(view: &View<'_>, k: usize) -> bool {
    view.belongs_to_text(k) || is_of_table(view, k)
}

/// True in a box that is called a caption beside a table that is kept, and nothing else.
fn is_of_table(view: &View<'_>, k: usize) -> bool {
    let blocks = view.blocks();
    let Some(id) = view.nearest_hint(k, Hint::Caption) else { return false };
    let Some(around) = blocks.elements[id.index()].parent else { return false };
    let own = view.page_blocks(id);
    let others = || view.page_blocks(around).take(FIGURE).filter(|at| !own.contains(at));
    let is_cell = |at: usize| blocks.blocks[at].cell.is_some();
    others().any(|at| is_cell(at) && !view.is_gone(at))
        && others().all(|at| is_cell(at) || blocks.blocks[at].is_heading())
}

/// True in a box that is called a caption and has a heading of its own, on a page that is no
/// article: it is a card.
fn is_of_card(view: &View<'_>, k: usize) -> bool {
    let Some(id) = view.nearest_hint(k, Hint::Caption).filter(|_| !view.is_article()) else { return false };
    let heading = |at: usize| view.blocks().blocks.get(at).is_some_and(|b| b.is_heading());
    view.blocks().nearest(id, "figure").is_none() && view.page_blocks(id).take(FIGURE).any(heading)
}

/// So many blocks of a figure are looked at.
const FIGURE: usize = 20;

/// Longest caption of a film, or over a credit, in words.
const FILMED: usize = 70;

/// True of words in italics after the picture in one paragraph; or of a label right after a
/// paragraph that holds the picture alone, between others of the text. Over the text such
/// words may be those of the editor, and sentences may be anything.
fn is_under_picture(view: &View<'_>, k: usize) -> bool {
    let (blocks, block) = (view.blocks(), view.block(k));
    let paragraph = |owner| blocks.nearest(owner, "p");
    let own = paragraph(block.owner);
    if own.is_none() || !view.is_in_italics(k) {
        return false;
    }
    let parent = |id: ElementId| blocks.elements[id.index()].parent;
    let beside = |other: ElementId| parent(other) == own.and_then(parent) && is_alone(view, k);
    let mut before = view.images_near(k, 0).filter(|image| image.before == view.index(k));
    before.any(|image| {
        let other = paragraph(image.owner);
        other == own || other.is_some_and(|other| view.page_blocks(other).is_empty() && beside(other))
    })
}

/// True of a label within the text, and no line of several in italics.
fn is_alone(view: &View<'_>, k: usize) -> bool {
    let goes_on = k + 1 < view.len() && view.is_in_italics(k + 1);
    view.is_within_text(k) && view.is_label(k) && !goes_on
}

/// True in a box that holds a picture, the block, and the picture's credit.
fn is_over_credit(view: &View<'_>, k: usize) -> bool {
    let (block, at) = (view.block(k), view.index(k));
    let credit = |cue: Cue| cue.shape == Shape::Colon && !cue.hazardous;
    let over = k + 1 < view.len() && view.index(k + 1) == at + 1 && view.block(k + 1).words <= CREDIT;
    if !over || block.words > FILMED || !view.cue(k + 1, Topic::PhotoCredit).is_some_and(credit) {
        return false;
    }
    let mut boxes = view.blocks().trail(block.owner).map(|(id, _)| (id, view.page_blocks(id)));
    let Some((id, held)) = boxes.find(|(_, held)| held.contains(&(at + 1))) else { return false };
    let inside = |owner| view.blocks().trail(owner).any(|(around, _)| around == id);
    held == (at..at + 2) && view.images_near(k, 0).any(|image| image.before == at && inside(image.owner))
}

/// Longest credit, in words.
const CREDIT: usize = 16;

/// True if the block stands in a figure that holds a picture before it. Figures
/// hold quotations and testimonials too.
fn in_picture(view: &View<'_>, k: usize) -> bool {
    let blocks = view.blocks();
    let figure = |owner| blocks.nearest(owner, "figure");
    let own = figure(view.block(k).owner);
    let mut before = view.images_near(k, 2).filter(|image| image.before <= view.index(k));
    own.is_some() && before.any(|image| figure(image.owner) == own)
}

/// Scraped captions stand twice: once as caption, once as alternative text.
fn repeats(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    let same = |k: Option<usize>| k.and_then(|k| view.get(k)).is_some_and(|b| &b.text == text);
    same(k.checked_sub(1)) || same(Some(k + 1))
}
