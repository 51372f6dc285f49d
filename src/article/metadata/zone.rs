//! Where bylines and date lines stand: around the title, before the text, and
//! right after it.

use std::ops::Range;

use super::{Role, hinted};
use crate::article::Decision;
use crate::lexicon::{Hint, Hints};
use crate::segment::{Blocks, Kind};

/// How many blocks before the title are looked at.
const BEFORE: usize = 14;

/// How many blocks after the first paragraph, if others do not follow.
const AFTER: usize = 10;

/// How many paragraphs of the text itself.
const INTO: usize = 2;

/// How many blocks after the text.
const BEHIND: usize = 8;

/// A paragraph is longer than this, in words.
const PROSE: usize = 25;

/// Longer blocks are no line about the article, in words.
const LONGEST: usize = 40;

/// How far up the tree hints count.
const HINT_DEPTH: usize = 4;

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Between the title and the first paragraph, and no part of the text.
    UnderTitle,
    /// Elsewhere between the title and the third paragraph.
    Begun,
    /// Before the title, where the site has its own lines.
    Before,
    /// Right after the text.
    Behind,
    /// Behind the text, or inside it if a rule took it for a date or a byline.
    Far,
}

/// What a line of the zone is called by its markup.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Index of the block.
    pub(super) at: usize,
    pub(super) byline: bool,
    pub(super) date: bool,
    /// In a box about the author.
    pub(super) bio: bool,
    pub(super) place: Place,
}

/// The lines about the article, the likely ones first.
pub(super) struct Zone {
    pub(super) lines: Vec<Line>,
    /// The blocks from the first paragraphs to the end of the text, and those behind it.
    inside: Range<usize>,
    behind: Range<usize>,
}

impl Zone {
    pub(super) fn of(blocks: &Blocks, hints: &[Hints], decisions: &[Decision]) -> Zone {
        let kept = |i: usize| decisions[i].dropped.is_none();
        let all = 0..blocks.blocks.len().min(decisions.len());
        let title = decisions.iter().position(|d| d.role == Role::Title);
        let from = title.map_or(0, |t| t + 1);
        let prose = |i: &usize| {
            let block = &blocks.blocks[*i];
            kept(*i) && *i >= from && block.words > PROSE && decisions[*i].role != Role::Standfirst
        };
        let Some(first) = all.clone().find(prose).or_else(|| all.clone().find(|i| kept(*i))) else {
            return Zone { lines: Vec::new(), inside: 0..0, behind: 0..0 };
        };
        let start = title.unwrap_or(first.saturating_sub(BEFORE));
        let last = all.clone().rev().find(|i| kept(*i)).unwrap_or(first);
        let into = all.clone().filter(prose).nth(INTO).unwrap_or(first + INTO);
        let after = start..into.min(first.max(start) + AFTER).max(start + 1).min(all.end);
        let before = (start.saturating_sub(BEFORE)..start).rev();
        let behind = (last + 1).max(after.end)..(last + 1 + BEHIND).min(all.end);
        let (inside, far) = (after.end..(last + 1).max(after.end), behind.start..all.end);
        let under = |i: usize| if i < first && !kept(i) { Place::UnderTitle } else { Place::Begun };
        let lines = after.map(|i| (i, under(i))).chain(before.map(|i| (i, Place::Before)));
        let lines = lines.chain(behind.map(|i| (i, Place::Behind)));
        let line = |(at, place)| line(blocks, hints, decisions, at, place);
        Zone { lines: lines.filter_map(line).collect(), inside, behind: far }
    }

    /// What a rule took for a date or a byline inside the text, and all that stands
    /// behind it: for where nothing nearer, and nothing declared, tells a date.
    pub(super) fn far(&self, blocks: &Blocks, hints: &[Hints], decisions: &[Decision]) -> Vec<Line> {
        let called = |i: &usize| matches!(decisions[*i].role, Role::Date | Role::Byline);
        let far = self.inside.clone().filter(called).chain(self.behind.clone());
        far.filter_map(|at| line(blocks, hints, decisions, at, Place::Far)).collect()
    }
}

fn line(blocks: &Blocks, hints: &[Hints], decisions: &[Decision], at: usize, place: Place) -> Option<Line> {
    let block = &blocks.blocks[at];
    if block.hidden || block.words > LONGEST || matches!(block.kind, Kind::Pre | Kind::Quote | Kind::Caption) {
        return None;
    }
    let near = hinted(blocks, hints, block.owner, HINT_DEPTH);
    let elsewhere = [Hint::Comments, Hint::Reviews, Hint::Related, Hint::MostRead, Hint::PreviousNext];
    let role = decisions[at].role;
    let byline = near.has(Hint::Byline) || role == Role::Byline;
    let bio = near.has(Hint::AuthorBio);
    let date = near.has(Hint::DateLine) || role == Role::Date || blocks.tag(block.owner) == "time";
    let foreign = elsewhere.iter().any(|h| near.has(*h)) || role == Role::Comment;
    // Comments and reviews have dates too.
    let told = !matches!(place, Place::Behind | Place::Far) && matches!(role, Role::Byline | Role::Date);
    (!foreign || told).then_some(Line { at, byline, date, bio, place })
}
