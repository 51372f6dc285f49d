//! What a rule can ask about the elements around a block.

use std::cell::OnceCell;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use foldhash::fast::FixedState;

use super::{INLINE, View};
use crate::segment::{Block, Blocks, Element, ElementId, Kind};

/// What is counted once for all elements of a page, when somebody asks.
pub(super) struct Boxes {
    /// Which blocks of the page each element holds.
    extents: Vec<Range<u32>>,
    /// Whether others look like it; hardly any page is asked for that.
    twins: OnceCell<Vec<bool>>,
    /// Words of the paragraphs of the view right inside of it, if there are enough of them.
    prose: Vec<usize>,
    /// Whether it holds a field for an e-mail address.
    takes_address: Vec<bool>,
}

/// Fewer paragraphs are no body of a text.
const PARAGRAPHS: usize = 3;

/// A paragraph that is no `p` has so many words.
const PROSE: usize = 15;

/// A body has so many words in its paragraphs.
const BODY: usize = 100;

/// The body is at most so many elements out.
const OUT: usize = 3;

/// What explains a term has so many words.
const EXPLAINED: usize = 3;

/// What sets words apart inside of a paragraph.
const STYLED: [&str; 9] = ["span", "em", "strong", "b", "i", "u", "font", "small", "a"];

/// A box may stand twice on a page, for two widths of screens.
const SEVERAL: usize = 2;

impl Boxes {
    fn new(blocks: &Blocks, order: &[usize]) -> Boxes {
        let extents = extents(blocks, 0..blocks.blocks.len());
        let mut paragraphs = vec![(0, 0); blocks.elements.len()];
        for block in order.iter().map(|i| &blocks.blocks[*i]).filter(|b| is_paragraph(b)) {
            // Builders of pages wrap each paragraph in elements of its own.
            let holds_more = |id: ElementId| extents[id.index()].len() > 1;
            if let Some((parent, _)) = blocks.trail(block.owner).find(|(id, _)| holds_more(*id)) {
                let (count, words) = &mut paragraphs[parent.index()];
                *count += 1;
                *words += block.words;
            }
        }
        let prose = paragraphs.into_iter().map(|(count, words)| if count >= PARAGRAPHS { words } else { 0 }).collect();
        let mut takes_address: Vec<bool> = blocks.elements.iter().map(|e| e.takes_address).collect();
        blocks.carry_up(&mut takes_address, |outer, own| *outer |= own);
        Boxes { extents, twins: OnceCell::new(), prose, takes_address }
    }
}

/// True of a `p`, and of prose in an element without a meaning.
fn is_paragraph(block: &Block) -> bool {
    let prose = block.words >= PROSE && block.link_density() < 0.5;
    block.kind == Kind::Paragraph || block.kind == Kind::Line && prose
}

/// For each element, whether others have its tag and names: one in the same parent,
/// or several on the page.
fn twins(blocks: &Blocks, extents: &[Range<u32>]) -> Vec<bool> {
    let numbered: Vec<bool> = blocks.names.iter().map(is_numbered).collect();
    let look = |(element, extent): (&Element, &Range<u32>)| {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write_u32(element.tag.0);
        let names = element.tokens.iter().filter(|token| !numbered[token.index()]);
        names.for_each(|token| hasher.write_u32(token.0));
        // Without a name, what wraps a paragraph is not like what holds several things.
        hasher.write_usize(if element.tokens.is_empty() { extent.len().min(SEVERAL) } else { 0 });
        hasher.finish()
    };
    let looks: Vec<u64> = blocks.elements.iter().zip(extents).map(look).collect();
    let beside = looks.iter().zip(&blocks.elements).map(|(look, element)| {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write_u32(element.parent.map_or(u32::MAX, |p| p.0));
        hasher.write_u64(*look);
        hasher.finish()
    });
    let mut twins = more_than(1, &beside.collect::<Vec<_>>());
    for ((twin, several), element) in twins.iter_mut().zip(more_than(SEVERAL, &looks)).zip(&blocks.elements) {
        *twin |= several && !element.tokens.is_empty();
    }
    twins
}

/// For each of `hashes`, whether it stands there more than `most` times.
fn more_than(most: usize, hashes: &[u64]) -> Vec<bool> {
    // A sorted row of hashes takes less than a table of them.
    let mut sorted = hashes.to_vec();
    sorted.sort_unstable();
    let counts = |hash: &u64| {
        let first = sorted.partition_point(|h| h < hash);
        sorted.get(first + most) == Some(hash)
    };
    hashes.iter().map(counts).collect()
}

/// True of a name with a number that tells an element from others like it: `place-22145`.
fn is_numbered(name: &str) -> bool {
    name.split('-').any(|word| word.len() >= NUMBER && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Shorter numbers are those of columns and sizes, in digits.
const NUMBER: usize = 3;

impl View<'_> {
    fn boxes(&self) -> &Boxes {
        self.boxes.get_or_init(|| Boxes::new(self.blocks(), self.order))
    }

    /// Which blocks of the page, kept or not, stand in an element.
    pub(crate) fn page_blocks(&self, id: ElementId) -> Range<usize> {
        let Range { start, end } = self.boxes().extents[id.index()].clone();
        if start < end { start as usize..end as usize } else { 0..0 }
    }

    /// How many blocks of the view stand in an element that begins with block `k`
    /// of the view; 0 if another stands before it there.
    pub(crate) fn begun_by(&self, id: ElementId, k: usize) -> usize {
        let Range { start, end } = self.page_blocks(id);
        if k > 0 && self.index(k - 1) >= start {
            return 0;
        }
        self.order.partition_point(|i| *i < end).saturating_sub(k)
    }

    /// True if an element in the same parent has its tag and names, or several on
    /// the page have: it is one of a row.
    pub(crate) fn has_twin(&self, id: ElementId) -> bool {
        self.boxes().twins.get_or_init(|| twins(self.blocks(), &self.boxes().extents))[id.index()]
    }

    /// True if a field for the reader's e-mail address stands in an element.
    pub(crate) fn takes_address(&self, id: ElementId) -> bool {
        self.boxes().takes_address[id.index()]
    }

    /// True if a `time` stands in the line of the block, as far as it is looked at.
    pub(crate) fn holds_time(&self, k: usize) -> bool {
        let blocks = self.blocks();
        let owner = self.block(k).owner;
        let depth = blocks.elements.get(owner.index()).map_or(u16::MAX, |e| e.depth);
        let inside = blocks.ids().skip(owner.index() + 1).take(INLINE);
        let mut inside = inside.take_while(|id| blocks.elements[id.index()].depth > depth);
        inside.any(|id| blocks.tag(id) == "time" && self.page_blocks(id).is_empty())
    }

    /// True if a picture stands in an element, among its blocks.
    pub(crate) fn has_picture(&self, id: ElementId) -> bool {
        let Range { start, end } = self.page_blocks(id);
        let images = &self.blocks().images;
        let from = images.partition_point(|image| image.before < start);
        let mut near = images[from..].iter().take_while(|image| image.before <= end);
        near.any(|image| self.blocks().trail(image.owner).any(|(around, _)| around == id))
    }

    /// The element that a paragraph, a heading or a line stands in beside others.
    fn around(&self, k: usize) -> Option<ElementId> {
        let blocks = self.blocks();
        // Emphasis may be all of a paragraph.
        let own = blocks.trail(self.block(k).owner).find(|(id, _)| !STYLED.contains(&blocks.tag(*id)));
        own.and_then(|(_, own)| own.parent)
    }

    /// True if the next block of the page is kept and stands in the same element.
    pub(crate) fn is_beside_next(&self, k: usize) -> bool {
        let next = k + 1 < self.len() && self.index(k + 1) == self.index(k) + 1;
        next && self.share_element(k, k + 1)
    }

    /// True of a term that text without a link explains: a control is no word to explain.
    pub(crate) fn is_defined(&self, k: usize) -> bool {
        let (blocks, next) = (self.blocks(), self.get(k + 1));
        let explains = |next: &Block| next.link_chars == 0 && next.words >= EXPLAINED && blocks.inside(next, &["dd"]);
        blocks.inside(self.block(k), &["dt"]) && !self.has_cue(k + 1) && next.is_some_and(explains)
    }

    /// True if both blocks stand in the same element; lines may stand in it without one of
    /// their own.
    pub(super) fn share_element(&self, one: usize, other: usize) -> bool {
        let (one, other) = ((self.block(one).owner, self.around(one)), (self.block(other).owner, self.around(other)));
        one.1 == other.1 || one.1 == Some(other.0) || other.1 == Some(one.0)
    }

    /// True if one of the next elements out has paragraphs of the text right inside of it.
    pub(crate) fn is_in_body(&self, id: ElementId) -> bool {
        let mut around = self.blocks().trail(id).skip(1).take(OUT);
        around.any(|(id, _)| self.boxes().prose[id.index()] >= BODY)
    }
}

/// For each element, which blocks of `order` stand inside it; they follow on each other.
pub(in crate::residue) fn extents(blocks: &Blocks, order: impl Iterator<Item = usize>) -> Vec<Range<u32>> {
    let nothing = Range { start: u32::MAX, end: 0 };
    let mut extents = vec![nothing; blocks.elements.len()];
    let join = |one: &mut Range<u32>, other: Range<u32>| *one = one.start.min(other.start)..one.end.max(other.end);
    for (k, i) in (0_u32..).zip(order) {
        join(&mut extents[blocks.blocks[i].owner.index()], k..k + 1);
    }
    blocks.carry_up(&mut extents, join);
    extents
}

#[cfg(test)]
mod tests {
    use super::{extents, twins};

    #[test]
    fn elements_that_only_a_number_tells_apart_are_twins() {
        let page = r#"<main><p>One</p><div id="place_22145" class="place">Two</div><p>Three</p>
            <div id="place_22150" class="place">Four</div><div class="col-6">Five</div><div class="col-4">Six</div></main>"#;
        let text = crate::decode::decode(page.as_bytes(), None);
        let blocks = crate::segment::segment(&crate::parse::parse(&text, &crate::parse::Limits::default()));
        let twins = twins(&blocks, &extents(&blocks, 0..blocks.blocks.len()));
        let of = |words: &str| blocks.blocks.iter().find(|b| &*b.text == words).map(|b| twins[b.owner.index()]);
        assert_eq!(["Two", "Four", "Five", "Six"].map(of), [Some(true), Some(true), Some(false), Some(false)]);
    }
}
