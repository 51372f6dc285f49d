//! What the judge sees of a block: numbers from structure, none from words of
//! a language. One pass over the blocks a group, each group in its own file.
//!
//! All values are small integers or ratios of integers, so that they are the
//! same on every machine.

mod branch;
mod cards;
mod container;
mod copies;
mod declared;
mod page;
mod section;
mod sequence;
mod survey;
mod text;
mod tokens;
mod trail;

use crate::lexicon::Hints;
use crate::parse::Head;
use crate::segment::{Block, Blocks};
use survey::Survey;
pub(super) use survey::{PROSE_LINK_DENSITY, hints};
pub use tokens::{BUCKETS, hashed};

/// A group of features: their names with what each means, and how to compute
/// those of block number `i`.
struct Group {
    names: &'static [(&'static str, &'static str)],
    fill: fn(&Context<'_>, usize, &mut Vec<f32>),
}

/// In the order of the columns.
const GROUPS: &[Group] = &[
    text::GROUP,
    sequence::GROUP,
    section::GROUP,
    container::GROUP,
    branch::GROUP,
    trail::GROUP,
    cards::GROUP,
    copies::GROUP,
    tokens::GROUP,
    page::GROUP,
    declared::GROUP,
];

/// Names and meanings of all features, in the order of the columns.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    GROUPS.iter().flat_map(|g| g.names.iter().copied())
}

/// Everything that groups look at.
pub(crate) struct Context<'a> {
    pub(crate) blocks: &'a Blocks,
    pub(crate) survey: Survey,
    /// The page's own address, if it names it.
    pub(super) address: Option<&'a str>,
    containers: container::Containers,
    page: page::Facts,
    declared: declared::Declared,
    /// The page is a thread.
    pub(super) is_thread: bool,
    sections: section::Sections,
    copied: copies::Copied,
    token_sums: Vec<i32>,
    /// For each name, what it is as a tag.
    tags: Vec<trail::Tag>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(blocks: &'a Blocks, head: &'a Head, token_weights: &[i8]) -> Self {
        let survey = Survey::new(blocks);
        let page = page::Facts::new(blocks, head, &survey);
        let containers = container::candidates(blocks, &survey, page.title_block);
        let sections = section::Sections::new(blocks, &survey, page.title_block);
        let copied = copies::Copied::new(blocks);
        let token_sums = tokens::element_sums(blocks, token_weights);
        let tags = trail::tags(blocks);
        Context {
            blocks,
            survey,
            address: head.address(),
            containers,
            page,
            declared: declared::read(head),
            is_thread: declared::is_thread(head),
            sections,
            copied,
            token_sums,
            tags,
        }
    }

    /// What each element's own names hint at.
    pub(super) fn into_hints(self) -> Vec<Hints> {
        self.survey.hints
    }

    /// What each element's tag and names weigh.
    pub(super) fn into_token_sums(self) -> Vec<i32> {
        self.token_sums
    }

    /// How often the text of block `i` stands on the page.
    pub(super) fn repeats(&self, i: usize) -> u32 {
        self.copied.repeats(i)
    }

    fn block(&self, i: usize) -> &'a Block {
        &self.blocks.blocks[i]
    }

    /// The features of block `i`, in `row`.
    pub(crate) fn fill(&self, i: usize, row: &mut Vec<f32>) {
        row.clear();
        for group in GROUPS {
            (group.fill)(self, i, row);
        }
    }
}

/// `a / b`, 0 if there is nothing to divide by.
fn ratio(a: usize, b: usize) -> f32 {
    if b == 0 { 0.0 } else { a as f32 / b as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_feature_has_a_name_of_its_own_and_a_meaning() {
        let mut seen = HashSet::new();
        for (name, meaning) in names() {
            assert!(seen.insert(name), "two features are called {name}");
            assert!(meaning.len() > 10, "{name} does not say what it means");
        }
    }

    #[test]
    fn every_group_fills_its_columns() {
        let text = crate::decode::decode(b"<article><h1>T</h1><p>One two.</p></article>", None);
        let page = crate::parse::parse(&text, &crate::parse::Limits::default());
        let blocks = crate::segment::segment(&page);
        let context = Context::new(&blocks, &page.head, &[0; BUCKETS]);
        for group in GROUPS {
            let mut row = Vec::new();
            (group.fill)(&context, 1, &mut row);
            assert_eq!(row.len(), group.names.len(), "group of {}", group.names[0].0);
        }
    }
}
