//! Cross-links in the text: "See also", "Read more", "ALSO READ".

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "see-also",
    what: "A line that sends the reader to another article.",
    why: "Editors and plug-ins put them between paragraphs. A phrase alone never decides: all that follows the phrase must be link, or the markup must be that of a link box; a sentence with prose outside its link stays.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p><strong>See also:</strong> <a href="/2">Harbour reopens after the storm</a></p>"##,
        words: "Harbour reopens",
    },
    spares_this: Example {
        html: r##"<p>See also the annex, where the commission lists <a href="/annex">every plant</a> by name.</p>"##,
        words: "where the commission lists",
    },
    drops: Drops::Blocks(drops),
};

/// Longest cross-link, in words.
const LONGEST: usize = 45;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > LONGEST || matches!(block.kind, Kind::Pre | Kind::Cell) {
        return 0;
    }
    let boxed = view.hinted(k, Hint::SeeAlso) && (block.link_density() > 0.5 || block.words <= 4);
    if boxed {
        return 1;
    }
    let Some(cue) = view.cue(k, Topic::SeeAlso).or_else(|| view.cue(k, Topic::Related)) else { return 0 };
    if view.rest_is_link(k, cue) && (!cue.hazardous || block.link_density() > 0.5) {
        return 1 + usize::from(view.whole(k, Topic::SeeAlso).is_some() && view.links_after(k) == 1);
    }
    if let Some(cue) = view.whole(k, Topic::SeeAlso) {
        return label(view, k, cue);
    }
    usize::from(view.is_plain() && plain_line(view, k, cue))
}

/// A block that is the phrase and no more goes with the links after it.
fn label(view: &View<'_>, k: usize, cue: Cue) -> usize {
    let links = view.links_after(k);
    if links > 0 && !(view.is_heading(k) && view.at_the_end(k) && cue.hazardous) {
        return 1 + links;
    }
    usize::from(!cue.hazardous && !view.is_heading(k) && cue.length > 3)
}

/// In plain text there are no links: the line must read as a headline after
/// the phrase, and be no sentence.
fn plain_line(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let block = view.block(k);
    let marked =
        matches!(cue.shape, Shape::Colon) || block.text.starts_with(['(', '[']) || block.text.contains(['|', ':']);
    let headline = view.is_label(k) && block.words >= 3 && block.words <= 30;
    headline && (!cue.hazardous || marked)
}
