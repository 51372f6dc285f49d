//! Readings above words.

use std::ops::Range;

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "ruby-reading",
    what: "How words are read, in small letters above them.",
    why: "In a line of text the reading would stand inside the word and double it. Only what the markup calls a reading goes (`rt`); the word under it stays, and so do readings in brackets.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>The island is called <ruby>Chol<rt>kol</rt></ruby><ruby>mondeley<rt>chum-lee</rt></ruby> by all who have never been there, and by nobody else.</p>"##,
        words: "chum-lee",
    },
    spares_this: Example {
        html: r##"<p>The island is called <i>Cholmondeley</i> (<small>chum-lee</small>) by all who have never been there, and by nobody else.</p>"##,
        words: "chum-lee",
    },
    drops: Drops::Words(cuts),
};

fn cuts(view: &View<'_>, k: usize) -> Vec<Range<usize>> {
    let readings = view.block(k).spans.iter().filter(|span| span.style.reading);
    readings.map(|span| span.range()).collect()
}
