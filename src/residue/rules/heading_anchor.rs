//! Links of a heading to itself.

use std::ops::Range;

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Link, Span};

use super::bracketed_link;

pub(super) const RULE: Rule = Rule {
    id: "heading-anchor",
    what: "A mark beside a heading, or a term that is defined, that links to that itself.",
    why: "Generators of documentation put `#` or `¶` there, for readers who want the address. Only a link within the page that has no letter and no digit goes, at an end of it; all other marks stay.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<h2 id="tides">Reading the tables <a href="#tides">¶</a></h2><p>The tables give the height of the water for each hour of the day, and nothing else.</p>"##,
        words: "¶",
    },
    spares_this: Example {
        html: r##"<h2><a href="#c-plus-plus">Programming in C<b>++</b></a></h2><p>The language has grown a good deal since it first came out, and so has this book.</p>"##,
        words: "C++",
    },
    drops: Drops::Words(cuts),
};

fn cuts(view: &View<'_>, k: usize) -> Vec<Range<usize>> {
    let (blocks, block) = (view.blocks(), view.block(k));
    let heading = view.is_heading(k);
    if !(heading || block.link_chars > 0 && blocks.inside(block, &["dt"])) {
        return Vec::new();
    }
    let text = &block.text;
    // A term may be a mark that leads to its entry: "&" of a list of operators.
    let own = |link: &Link| link.href.starts_with('#') && (heading || link.leads_here);
    let within = |span: &&Span| span.link.is_some_and(|link| own(&blocks.links[link.index()]));
    let linked: Vec<&Span> = block.spans.iter().filter(within).collect();
    // A link is cut into spans where its type changes: "What is <code>NaN</code>?".
    let whole = |spans: &[&Span]| Some(spans.first()?.range().start..spans.last()?.range().end);
    let links = linked.chunk_by(|a, b| a.link == b.link).filter_map(whole);
    let is_mark = |range: &Range<usize>| !text[range.clone()].contains(char::is_alphanumeric);
    let at_end = |range: &Range<usize>| range.start == 0 || range.end == text.len();
    let marks = links.filter(|range| is_mark(range) && at_end(range) && range.len() < text.len());
    marks.map(|range| with_space(text, range)).collect()
}

/// The mark, and the space between it and the heading.
fn with_space(text: &str, range: Range<usize>) -> Range<usize> {
    match text[range.end..].trim_start() {
        rest if range.start == 0 => 0..text.len() - rest.len(),
        _ => bracketed_link::with_space(text, range),
    }
}
