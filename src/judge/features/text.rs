//! The block by itself: length, links, punctuation, kind (the shallow text
//! features of Kohlschütter et al., 2010).

use super::{Context, Group, ratio};
use crate::parse::{is_comma, is_terminal};
use crate::segment::Kind;

pub(super) const GROUP: Group = Group {
    names: &[
        ("words", "number of words"),
        ("chars_per_word", "characters by words"),
        ("link_density", "characters in links by characters"),
        ("links", "number of links"),
        ("unlinked_words", "words outside links, about"),
        ("sentence_ends", "marks that end a sentence"),
        ("ends_sentence", "1 if the last character ends a sentence"),
        ("commas", "commas of any script"),
        ("digit_share", "digits by characters"),
        ("capital_share", "upper-case letters by characters"),
        ("symbol_share", "characters that are neither letters nor digits by characters"),
        ("kind", "kind of the block as a number"),
        ("heading_level", "1 to 6 for headings, else 0"),
        ("list_depth", "depth of lists around it"),
        ("list_index", "number of the item in its list"),
        ("in_table", "1 in a data table"),
        ("hidden", "1 inside an element that is not shown"),
        ("strong_share", "characters in strong spans by characters"),
        ("emphasis_share", "characters in emphasised spans by characters"),
        ("repeats", "how often the same text stands on the page"),
    ],
    fill,
};

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let block = context.block(i);
    let text = &block.text;
    let counts = Counts::of(text);
    let styled = |pick: fn(&crate::segment::Style) -> bool| {
        block.spans.iter().filter(|s| pick(&s.style)).map(|s| s.range().len()).sum::<usize>()
    };
    let level = if let Kind::Heading(level) = block.kind { level } else { 0 };
    row.extend([
        block.words as f32,
        ratio(block.chars, block.words),
        block.link_density(),
        block.links() as f32,
        block.words as f32 * (1.0 - block.link_density()),
        counts.terminals as f32,
        f32::from(u8::from(context.survey.ends[i])),
        counts.commas as f32,
        ratio(counts.digits, block.chars),
        ratio(counts.capitals, block.chars),
        ratio(counts.symbols, block.chars),
        kind_number(block.kind),
        f32::from(level),
        block.list.map_or(0.0, |l| f32::from(l.depth)),
        block.list.map_or(0.0, |l| l.index as f32),
        f32::from(u8::from(block.cell.is_some())),
        f32::from(u8::from(block.hidden)),
        ratio(styled(|s| s.strong), text.len()),
        ratio(styled(|s| s.emphasis), text.len()),
        context.repeats(i) as f32,
    ]);
}

pub(super) fn kind_number(kind: Kind) -> f32 {
    match kind {
        Kind::Line => 0.0,
        Kind::Paragraph => 1.0,
        Kind::Item => 2.0,
        Kind::Quote => 3.0,
        Kind::Heading(_) => 4.0,
        Kind::Cell => 5.0,
        Kind::Caption => 6.0,
        Kind::Pre => 7.0,
    }
}

#[derive(Default)]
struct Counts {
    terminals: usize,
    commas: usize,
    digits: usize,
    capitals: usize,
    symbols: usize,
}

impl Counts {
    fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        for c in text.chars() {
            match c {
                // Most are.
                'a'..='z' | ' ' => {}
                c if is_comma(c) => counts.commas += 1,
                c if is_terminal(c) => counts.terminals += 1,
                c if c.is_numeric() => counts.digits += 1,
                c if c.is_uppercase() => counts.capitals += 1,
                c if !c.is_alphanumeric() && !c.is_whitespace() => counts.symbols += 1,
                _ => {}
            }
        }
        counts
    }
}
