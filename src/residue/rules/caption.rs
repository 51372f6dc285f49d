//! The words under a picture.

use crate::article::Role;
use crate::lexicon::{Hint, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "caption",
    what: "A picture's caption.",
    why: "Without its picture it breaks the text; it stays in the metadata. It must be a caption by its markup, or begin with a phrase of captions beside a picture.",
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
    let block = view.block(k);
    if block.kind == Kind::Caption || view.hinted(k, Hint::Caption) && block.words <= 120 {
        return 1;
    }
    let text = matches!(block.kind, Kind::Line | Kind::Paragraph | Kind::Item);
    if text && block.words <= LONGEST && in_picture(view, k) {
        return 1;
    }
    let Some(cue) = view.cue(k, Topic::Caption) else { return 0 };
    let beside = view.images_near(k, 2).next().is_some();
    let labelled = matches!(cue.shape, Shape::Colon | Shape::Whole) && !cue.hazardous;
    let plain = view.is_plain() && labelled && (view.is_label(k) || repeats(view, k));
    usize::from(block.words <= LONGEST && (beside && !view.is_heading(k) || labelled && view.is_label(k) || plain))
}

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
