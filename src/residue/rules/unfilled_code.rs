//! Codes of plug-ins that nothing filled in.

use crate::article::Role;
use crate::residue::patterns::UNFILLED;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "unfilled-code",
    what: "A code for a plug-in or a template that stands in the page because nothing filled it in.",
    why: "A form or a banner should have stood there. The block must be the code and no more, with an attribute, or in double braces; what is set as code stays.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>[signup form=1630 layout="wide"]</p>"##, words: "signup form" },
    spares_this: Example {
        html: r##"<p>[signup form=1630] puts a form into the text, and [gallery] the pictures of the harbour.</p>"##,
        words: "puts a form into the text",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let prose = !matches!(block.kind, Kind::Pre | Kind::Cell) && !block.spans.iter().any(|s| s.style.code);
    usize::from(prose && block.text.starts_with(['[', '{']) && UNFILLED.matches(&block.text))
}
