//! Sums over the elements and blocks of a page, made once for all groups.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::{FixedState, RandomState};

use crate::lexicon::{Hint, Hints};
use crate::parse::ends_sentence;
use crate::segment::{Block, Blocks, Element, ElementId, Kind};

/// Fewer words than this are no sentence.
const SENTENCE: usize = 8;

/// More link text than this, and a block is navigation rather than prose
/// (Kohlschütter et al., "Boilerplate detection using shallow text features", 2010).
pub(crate) const PROSE_LINK_DENSITY: f32 = 0.35;

/// What an element holds, all depths together. A page may have an element for
/// every few of its bytes: they are kept in 32 bits, which is enough for what can
/// be counted on a page, and asked for as `usize`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums<N = usize> {
    pub(crate) words: N,
    pub(crate) chars: N,
    pub(crate) link_chars: N,
    /// Words of blocks that look like prose.
    pub(crate) good: N,
    pub(crate) blocks: N,
    pub(crate) headings: N,
    /// Blocks in buttons and labels.
    pub(crate) controls: N,
    pub(crate) first: N,
    pub(crate) last: N,
}

impl<N> Sums<N> {
    fn map<M>(self, to: impl Fn(N) -> M) -> Sums<M> {
        Sums {
            words: to(self.words),
            chars: to(self.chars),
            link_chars: to(self.link_chars),
            good: to(self.good),
            blocks: to(self.blocks),
            headings: to(self.headings),
            controls: to(self.controls),
            first: to(self.first),
            last: to(self.last),
        }
    }
}

impl Sums<u32> {
    fn add(&mut self, other: &Sums<u32>) {
        self.words = self.words.saturating_add(other.words);
        self.chars = self.chars.saturating_add(other.chars);
        self.link_chars = self.link_chars.saturating_add(other.link_chars);
        self.good = self.good.saturating_add(other.good);
        self.blocks = self.blocks.saturating_add(other.blocks);
        self.headings = self.headings.saturating_add(other.headings);
        self.controls = self.controls.saturating_add(other.controls);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    fn wide(self) -> Sums {
        self.map(|n| n as usize)
    }
}

/// No page has as many words or characters.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Siblings that share tag and classes, and what they hold together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Siblings<N = usize> {
    pub(crate) elements: N,
    pub(crate) sum: Sums<N>,
}

/// Statistics over blocks with the same signature.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alike<N = usize> {
    pub(crate) blocks: N,
    pub(crate) words: N,
    pub(crate) chars: N,
    pub(crate) link_chars: N,
}

#[derive(Debug)]
pub(crate) struct Survey {
    /// Whether a block ends a sentence.
    pub(crate) ends: Vec<bool>,
    pub(crate) good: Vec<usize>,
    /// Running sum of `good`, one longer than the blocks.
    pub(crate) good_before: Vec<usize>,
    pub(crate) words_before: Vec<usize>,
    sums: Vec<Sums<u32>>,
    pub(crate) hints: Vec<Hints>,
    groups: Vec<Siblings<u32>>,
    /// For each element, the group that it belongs to.
    group_of: Vec<u32>,
    pub(crate) signature: Vec<u64>,
    alike: HashMap<u64, Alike<u32>, RandomState>,
}

impl Survey {
    pub(crate) fn new(blocks: &Blocks) -> Survey {
        let ends: Vec<bool> = blocks.blocks.iter().map(|b| ends_sentence(&b.text)).collect();
        let good: Vec<usize> = blocks.blocks.iter().zip(&ends).map(|(b, ends)| good_words(b, *ends)).collect();
        let running = |values: &mut dyn Iterator<Item = usize>| {
            let mut sum = 0;
            let mut out = vec![0];
            out.extend(values.map(|v| {
                sum += v;
                sum
            }));
            out
        };
        let looks = Looks::new(blocks);
        let signature: Vec<u64> = blocks.blocks.iter().map(|b| looks.signature(blocks, b)).collect();
        let sums = sums(blocks, &good);
        let (groups, group_of) = groups(blocks, &sums, &looks);
        Survey {
            ends,
            good_before: running(&mut good.iter().copied()),
            words_before: running(&mut blocks.blocks.iter().map(|b| b.words)),
            sums,
            hints: hints(blocks),
            groups,
            group_of,
            alike: alike(blocks, &signature),
            good,
            signature,
        }
    }

    pub(crate) fn sum(&self, id: ElementId) -> Sums {
        self.sums.get(id.index()).copied().unwrap_or_default().wide()
    }

    /// What an element's own names hint at, as far as they are about a part of the
    /// page: the names of what holds most of its prose are about all of it, such as
    /// the tags of a post on its article element.
    pub(crate) fn hints_of_part(&self, id: ElementId) -> Hints {
        let own = self.hints[id.index()];
        if own.is_empty() || self.sum(id).good * 2 <= self.total_good() { own } else { own.only(Hint::Body) }
    }

    /// The siblings of an element that look like it, itself included.
    pub(crate) fn group(&self, id: ElementId) -> Siblings {
        let group = self.group_of.get(id.index()).and_then(|g| self.groups.get(*g as usize));
        let group = group.copied().unwrap_or_default();
        Siblings { elements: group.elements as usize, sum: group.sum.wide() }
    }

    /// How many siblings of an element look like it, itself included.
    pub(crate) fn siblings(&self, id: ElementId) -> usize {
        let group = self.group_of.get(id.index()).and_then(|g| self.groups.get(*g as usize));
        group.map_or(0, |group| group.elements as usize)
    }

    /// How many looks of siblings there are.
    pub(crate) fn looks(&self) -> usize {
        self.groups.len()
    }

    /// Which look an element and its siblings of that look have.
    pub(crate) fn look(&self, id: ElementId) -> Option<usize> {
        self.group_of.get(id.index()).map(|look| *look as usize)
    }

    /// What each element that holds blocks holds, with its look.
    pub(crate) fn frames(&self) -> impl Iterator<Item = (Sums, usize)> {
        let all = self.sums.iter().zip(&self.group_of).filter(|(sum, _)| sum.blocks > 0);
        all.map(|(sum, look)| (sum.wide(), *look as usize))
    }

    /// The blocks that have the signature of block `i`.
    pub(crate) fn alike(&self, i: usize) -> Alike {
        let alike = self.signature.get(i).and_then(|signature| self.alike.get(signature));
        let Alike { blocks, words, chars, link_chars } = alike.copied().unwrap_or_default();
        let wide = |n: u32| n as usize;
        Alike { blocks: wide(blocks), words: wide(words), chars: wide(chars), link_chars: wide(link_chars) }
    }

    pub(crate) fn total_good(&self) -> usize {
        self.good_before.last().copied().unwrap_or(0)
    }

    pub(crate) fn total_words(&self) -> usize {
        self.words_before.last().copied().unwrap_or(0)
    }
}

/// The words of a block if it looks like prose: long enough, few links, shown.
fn good_words(block: &Block, ends_sentence: bool) -> usize {
    let sentence = block.words >= 2 * SENTENCE
        || (block.words >= SENTENCE && ends_sentence)
        || (block.kind == Kind::Pre && block.words > 0);
    if sentence && !block.hidden && block.link_density() < PROSE_LINK_DENSITY { block.words } else { 0 }
}

/// What each element's own names hint at.
pub(crate) fn hints(blocks: &Blocks) -> Vec<Hints> {
    let by_name = Hints::of_names(&blocks.names);
    let of = |e: &Element| e.tokens.iter().fold(Hints::default(), |all, t| all.with(by_name[t.index()]));
    blocks.elements.iter().map(of).collect()
}

fn sums(blocks: &Blocks, good: &[usize]) -> Vec<Sums<u32>> {
    let mut sums = vec![Sums { first: u32::MAX, ..Sums::default() }; blocks.elements.len()];
    for (i, block) in blocks.blocks.iter().enumerate() {
        let Some(sum) = sums.get_mut(block.owner.index()) else { continue };
        let own = Sums {
            words: block.words,
            chars: block.chars,
            link_chars: block.link_chars,
            good: good[i],
            blocks: 1,
            headings: usize::from(block.is_heading()),
            controls: usize::from(is_control(blocks, block)),
            first: i,
            last: i,
        };
        sum.add(&own.map(small));
    }
    blocks.carry_up(&mut sums, |outer, own| outer.add(&own));
    sums
}

fn is_control(blocks: &Blocks, block: &Block) -> bool {
    let mut trail = blocks.trail(block.owner).take(3);
    trail.any(|(_, e)| matches!(blocks.names.get(e.tag), "button" | "label" | "legend" | "option"))
}

/// What of the elements makes them look alike.
struct Looks {
    /// For each name, whether it says what an element is: numbers and numbered ids
    /// are of one element.
    telling: Vec<bool>,
    /// For each tag, whether it is passed over on the way out from a block.
    inline: Vec<bool>,
    /// For each tag, whether an id is an anchor on it rather than a name.
    anchored: Vec<bool>,
}

impl Looks {
    fn new(blocks: &Blocks) -> Looks {
        Looks {
            telling: blocks.names.iter().map(|name| !name.bytes().any(|b| b.is_ascii_digit())).collect(),
            inline: blocks.of_tags(|name| INLINE.contains(&name)),
            anchored: blocks.of_tags(|name| matches!(name, "p" | "li" | "dd" | "td" | "th")),
        }
    }

    /// Tag path of four elements, from the innermost that is not inline, with the
    /// names of the two innermost.
    fn signature(&self, blocks: &Blocks, block: &Block) -> u64 {
        let trail = blocks.trail(block.owner).skip_while(|(_, e)| self.inline[e.tag.index()]).take(4).enumerate();
        // Further out, the tag alone.
        hash(trail.flat_map(|(level, (_, e))| self.look(e).take(if level < 2 { usize::MAX } else { 1 })))
    }

    /// The tag of an element, and its tokens.
    fn look(&self, element: &Element) -> impl Iterator<Item = u32> {
        let anchor = element.id.filter(|_| self.anchored[element.tag.index()]);
        let tokens = element.tokens.iter().filter(move |t| self.telling[t.index()] && anchor != Some(**t));
        std::iter::once(element.tag.0).chain(tokens.map(|t| t.0))
    }
}

fn groups(blocks: &Blocks, sums: &[Sums<u32>], looks: &Looks) -> (Vec<Siblings<u32>>, Vec<u32>) {
    let mut groups: Vec<Siblings<u32>> = Vec::with_capacity(blocks.elements.len());
    let mut by_key: HashMap<u64, u32, RandomState> =
        HashMap::with_capacity_and_hasher(blocks.elements.len(), RandomState::default());
    let mut group_of = Vec::with_capacity(blocks.elements.len());
    for (element, sum) in blocks.elements.iter().zip(sums) {
        let parent = element.parent.map_or(u32::MAX, |p| p.0);
        let key = hash(std::iter::once(parent).chain(looks.look(element)));
        let new = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        let group = *by_key.entry(key).or_insert(new);
        if group == new {
            groups.push(Siblings::default());
        }
        if let Some(group) = groups.get_mut(group as usize) {
            group.elements += 1;
            group.sum.add(sum);
        }
        group_of.push(group);
    }
    (groups, group_of)
}

/// Elements that say how words look, not what the block is.
const INLINE: [&str; 8] = ["span", "em", "strong", "b", "i", "u", "font", "small"];

/// The same on every machine, unlike the standard hasher.
fn hash(numbers: impl Iterator<Item = u32>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    numbers.for_each(|number| hasher.write_u32(number));
    hasher.finish()
}

fn alike(blocks: &Blocks, signature: &[u64]) -> HashMap<u64, Alike<u32>, RandomState> {
    let mut alike: HashMap<u64, Alike<u32>, RandomState> = HashMap::default();
    for (block, key) in blocks.blocks.iter().zip(signature) {
        let entry = alike.entry(*key).or_default();
        entry.blocks += 1;
        entry.words = entry.words.saturating_add(small(block.words));
        entry.chars = entry.chars.saturating_add(small(block.chars));
        entry.link_chars = entry.link_chars.saturating_add(small(block.link_chars));
    }
    alike
}
