//! Rows of customers' reviews.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::View;
use crate::lexicon::Hint;
use crate::residue::patterns::PRICE;
use crate::segment::{Block, Element, ElementId, Symbol};

/// What an element and those inside of it hold.
#[derive(Clone, Copy, Default)]
struct Holds {
    rating: bool,
    price: bool,
    prose: bool,
}

impl Holds {
    fn is_review(self) -> bool {
        self.rating && self.prose && !self.price
    }
}

/// A review has a paragraph of so many words.
const PROSE: usize = 12;

impl View<'_> {
    /// For each block of the view, whether it stands in a row of reviews, and the
    /// words of those that do. On pages that declare no product none does.
    pub(crate) fn reviewed(&self) -> &(Vec<bool>, usize) {
        self.reviewed.get_or_init(|| {
            if !self.scene.says_product {
                return (Vec::new(), 0);
            }
            let rows = self.review_rows();
            let inside = |k: usize| {
                let mut around = self.blocks().trail(self.block(k).owner);
                around.any(|(id, _)| rows[id.index()])
            };
            let reviewed: Vec<bool> = (0..self.len()).map(inside).collect();
            let words = (0..self.len()).filter(|k| reviewed[*k]).map(|k| self.block(k).words).sum();
            (reviewed, words)
        })
    }

    /// For each element, whether it is a review in a row of which at least half are.
    fn review_rows(&self) -> Vec<bool> {
        let blocks = self.blocks();
        let mut holds = vec![Holds::default(); blocks.elements.len()];
        for (at, own) in holds.iter_mut().enumerate() {
            own.rating = self.judged.hints[at].has(Hint::Rating);
        }
        for block in &blocks.blocks {
            let own = &mut holds[block.owner.index()];
            own.price |= PRICE.is_in(&block.text);
            own.prose |= block.words >= PROSE && block.link_chars == 0;
            own.rating |= is_stars(block);
        }
        blocks.carry_up(&mut holds, |outer, own| {
            outer.rating |= own.rating;
            outer.price |= own.price;
            outer.prose |= own.prose;
        });
        let mut rows: HashMap<(Option<ElementId>, Symbol), (u32, u32), RandomState> = HashMap::default();
        for (element, own) in blocks.elements.iter().zip(&holds) {
            let (all, reviews) = rows.entry((element.parent, element.tag)).or_default();
            *all += 1;
            *reviews += u32::from(own.is_review());
        }
        let is_row = |(all, reviews): &(u32, u32)| *reviews > 1 && reviews * 2 >= *all;
        let of_row = |e: &Element| rows.get(&(e.parent, e.tag)).is_some_and(is_row);
        blocks.elements.iter().zip(&holds).map(|(e, own)| own.is_review() && of_row(e)).collect()
    }
}

/// Stars drawn in letters.
fn is_stars(block: &Block) -> bool {
    block.text.contains("\u{2605}\u{2605}")
}
