//! Elements whose `id` is an anchor: in manuals and policies it has the words of a section's
//! heading, and `#cookies` is no cookie notice there.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::lexicon::{Cue, Hint, Hints, Lexicon, Topic};
use crate::residue::view::extents;
use crate::segment::{Block, Blocks, ElementId, Kind, Symbol, kebab};

/// With so many headings that have their words for an id, ids are anchors.
const ENOUGH: usize = 3;

/// An anchor is at most so many elements out from its heading.
const SECTION: usize = 3;

/// Longest heading that makes an id, in bytes.
const HEADING: usize = 120;

/// A list with so many links to places on the page is a table of contents.
const CONTENTS: usize = 3;

/// A section of so many words has prose.
const PROSE: usize = 12;

/// More elements of a section than this are not looked at.
const ELEMENTS: usize = 500;

/// Elements that have an anchor, with what their other names hint at.
pub(super) type Anchors = HashMap<usize, Hints, RandomState>;

/// The elements of a page whose names hint at something by an anchor alone; `hints` are
/// what each element's own names hint at.
pub(super) fn anchors(blocks: &Blocks, hints: &[Hints], lexicon: &Lexicon) -> Anchors {
    let mut anchors = slugs(blocks);
    let told: Vec<(usize, Symbol)> = (0..blocks.elements.len())
        .filter(|at| !hints[*at].is_empty() && !anchors.contains_key(at))
        .filter_map(|at| Some((at, blocks.elements[at].id?)))
        .filter(|(at, id)| !Hints::of(blocks.names.get(*id)).is_empty() && is_alone(blocks, *at, *id))
        .collect();
    if told.is_empty() {
        return anchors;
    }
    let (targets, sections) = (targets(blocks), Sections::new(blocks, hints, lexicon, &told));
    for (at, id) in told {
        let name = blocks.names.get(id);
        let links = LINKS.iter().any(|hint| Hints::of(name).has(*hint));
        if targets.contains(name) || !links && sections.goes_on(at) {
            anchors.insert(at, others(blocks, at, |token| token == id));
        }
    }
    anchors
}

/// True of a name that is no class of the element too.
fn is_alone(blocks: &Blocks, at: usize, id: Symbol) -> bool {
    blocks.elements[at].tokens.iter().filter(|token| **token == id).count() == 1
}

/// What sections of a text are not about.
const LINKS: [Hint; 4] = [Hint::Related, Hint::SeeAlso, Hint::MostRead, Hint::Share];

/// What the names of an element hint at without those that are anchors.
fn others(blocks: &Blocks, at: usize, is_anchor: impl Fn(Symbol) -> bool) -> Hints {
    let tokens = blocks.elements[at].tokens.iter().filter(|token| !is_anchor(**token));
    tokens.map(|token| Hints::of(blocks.names.get(*token))).fold(Hints::default(), Hints::with)
}

/// Elements that have the words of the heading inside of them for an id, without the
/// number before it, where such are many.
fn slugs(blocks: &Blocks) -> Anchors {
    let mut anchors = Anchors::default();
    for block in blocks.blocks.iter().filter(|b| b.is_heading() && b.text.len() <= HEADING) {
        let words = block.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let all: Vec<&str> = words.collect();
        let numbers = all.iter().take_while(|word| word.chars().all(char::is_numeric)).count();
        let slugs = [all.join("-").to_lowercase(), all[numbers..].join("-").to_lowercase()];
        let is_slug = |token: Symbol| slugs.iter().any(|slug| blocks.names.get(token) == slug);
        for (id, element) in blocks.trail(block.owner).take(SECTION) {
            if element.tokens.iter().any(|token| is_slug(*token)) {
                anchors.insert(id.index(), others(blocks, id.index(), is_slug));
            }
        }
    }
    if anchors.len() < ENOUGH { Anchors::default() } else { anchors }
}

/// Names of places that a heading in them or a table of contents leads to.
fn targets(blocks: &Blocks) -> HashSet<String, RandomState> {
    let mut listed: HashMap<ElementId, Vec<&str>, RandomState> = HashMap::default();
    let mut targets = HashSet::default();
    for block in &blocks.blocks {
        let within = blocks.links_of(block).filter(|link| link.href.len() > 1 && link.href.starts_with('#'));
        for link in within {
            match block.list {
                Some(list) => listed.entry(list.element).or_default().push(&link.href),
                None if link.leads_here && block.is_heading() => {
                    targets.extend(kebab(&link.href[1..]).map(|name| name.into_owned()));
                }
                None => {}
            }
        }
    }
    let contents = listed.into_values().filter(|links| links.len() >= CONTENTS).flatten();
    targets.extend(contents.filter_map(|href| kebab(&href[1..])).map(|name| name.into_owned()));
    targets
}

/// The sections beside those elements that are in question.
struct Sections<'a> {
    blocks: &'a Blocks,
    hints: &'a [Hints],
    lexicon: &'a Lexicon,
    /// Which blocks each element holds.
    held: Vec<Range<u32>>,
    beside: HashMap<ElementId, Vec<ElementId>, RandomState>,
}

impl<'a> Sections<'a> {
    fn new(blocks: &'a Blocks, hints: &'a [Hints], lexicon: &'a Lexicon, told: &[(usize, Symbol)]) -> Self {
        let held = extents(blocks, 0..blocks.blocks.len());
        let mut beside: HashMap<ElementId, Vec<ElementId>, RandomState> = HashMap::default();
        for (at, _) in told {
            beside.extend(blocks.elements[*at].parent.map(|parent| (parent, Vec::new())));
        }
        for id in blocks.ids() {
            let parent = blocks.elements[id.index()].parent;
            if let Some(sections) = parent.and_then(|parent| beside.get_mut(&parent)) {
                sections.extend(Some(id).filter(|id| !held[id.index()].is_empty()));
            }
        }
        Sections { blocks, hints, lexicon, held, beside }
    }

    /// The blocks in an element.
    fn held(&self, at: usize) -> &'a [Block] {
        let Range { start, end } = self.held[at].clone();
        self.blocks.blocks.get(start as usize..end as usize).unwrap_or_default()
    }

    /// True of a section of prose between two with headings of the same rank, of which
    /// some hint at nothing.
    fn goes_on(&self, at: usize) -> bool {
        let (Some(level), Some(parent)) = (self.level(at), self.blocks.elements[at].parent) else { return false };
        let Some(all) = self.beside.get(&parent) else { return false };
        let Ok(own) = all.binary_search_by_key(&at, |id| id.index()) else { return false };
        let is_alike = |other: &usize| all.get(*other).is_some_and(|id| self.level(id.index()) == Some(level));
        let near: Vec<usize> = (own.saturating_sub(NEAR)..own + NEAR + 1).filter(is_alike).collect();
        let plain = near.iter().filter(|other| self.hints[all[**other].index()].is_empty()).count();
        let between = own.checked_sub(1).is_some_and(|before| near.contains(&before)) && near.contains(&(own + 1));
        between && plain >= PLAIN && !self.asks(at) && !self.leads_away(at)
    }

    /// The rank of the heading that an element begins with, if prose follows in it.
    fn level(&self, at: usize) -> Option<u8> {
        let is_prose = |b: &Block| b.words >= PROSE && b.link_density() < 0.5;
        let (first, rest) = self.held(at).split_first()?;
        let Kind::Heading(level) = first.kind else { return None };
        rest.iter().take(ELEMENTS).any(is_prose).then_some(level)
    }

    /// True if links stand alone in the element, or its heading is what stands over such.
    fn leads_away(&self, at: usize) -> bool {
        let held = self.held(at);
        let mut cues = Vec::new();
        held.first().inspect(|heading| self.lexicon.find(&heading.text, &mut cues));
        let told = |cue: &Cue| matches!(cue.topic, Topic::Related | Topic::SeeAlso | Topic::MostRead | Topic::Share);
        held.iter().take(ELEMENTS).any(|b| b.link_density() > 0.8) || cues.iter().any(told)
    }

    /// True if the element holds a form, a button or another page.
    fn asks(&self, at: usize) -> bool {
        let depth = self.blocks.elements[at].depth;
        let inside = self.blocks.elements[at + 1..].iter().take(ELEMENTS).take_while(|e| e.depth > depth);
        { inside }.any(|e| CONTROLS.contains(&self.blocks.names.get(e.tag)))
    }
}

/// What a section of a text has none of.
const CONTROLS: [&str; 5] = ["form", "input", "textarea", "button", "iframe"];

/// So many sections before and after are looked at, and so many of them hint at nothing.
const NEAR: usize = 4;
const PLAIN: usize = 2;
