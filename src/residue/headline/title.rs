//! Which block is the title.

use super::{TITLE, said_titles};
use crate::address::Address;
use crate::article::Decision;
use crate::judge::Judged;
use crate::lexicon::{Hint, beginning, squeeze};
use crate::parse::Head;
use crate::residue::view::Scene;
use crate::segment::{Block, Blocks, Kind};

/// A heading of the first rank that the head does not name is a title if it is no
/// longer than this, in words.
const UNNAMED: usize = 25;

/// So many headings of the first rank, and the last before the text is none of the page.
const SECTIONS: usize = 4;

/// A line of fewer words is a name rather than a title.
const NAME: usize = 4;

/// What stands between a title and the names behind it.
const BARS: [&str; 8] = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{bb} ", " \u{b7} ", " :: ", " @ "];

/// What stands before such a title's first bar, letters and digits only.
fn first_parts(head: &Head) -> Vec<String> {
    let first = |title: &str| {
        let bar = BARS.iter().filter_map(|bar| title.find(bar)).min()?;
        title.get(..bar).map(squeeze)
    };
    said_titles(head).filter_map(first).filter(|part| !part.is_empty()).collect()
}

/// True of a few words that stand behind the last bar of the head's title, and not before it.
fn names_site(text: &str, head: &Head) -> bool {
    let Some(title) = head.title.as_deref().map(beginning) else { return false };
    let last = BARS.iter().filter_map(|bar| title.rfind(bar).map(|at| at + bar.len())).max();
    let last = last.and_then(|at| title.get(at..)).map(squeeze);
    text.split_whitespace().count() <= SITE && last.is_some_and(|last| last == squeeze(text))
}

/// Longest name of a site, in words.
const SITE: usize = 6;

/// Shorter parts of a title, in bytes, are sections.
const PART: usize = 10;

/// The last heading before the main content that is the title of the page's head, one
/// of the first rank if there is one; or else the last `h1`, or else a line that is
/// the title.
pub(super) fn find_title(scene: &Scene<'_>, head: &Head, decisions: &[Decision]) -> Option<usize> {
    let blocks = &scene.judged.blocks.blocks;
    let long = |(d, b): (&Decision, &Block)| d.dropped.is_none() && b.words > 20;
    let main = decisions.iter().zip(blocks).position(long);
    let main = main.or_else(|| decisions.iter().position(|d| d.dropped.is_none()))?;
    let search = Search::new(scene, head, main);
    let said = search.said().map(|found| search.under_site(found, head));
    let found = said.or_else(|| search.h1()).or_else(|| search.line());
    found.map(|(at, _)| at)
}

/// A block and its place.
type At<'a> = (usize, &'a Block);

/// What the title is looked for among.
struct Search<'a> {
    judged: &'a Judged,
    /// Titles in the head, squeezed, and what stands before their first bars.
    named: &'a [String],
    parts: Vec<String>,
    /// Where the text begins.
    main: usize,
    headings: Vec<At<'a>>,
    /// For each of the parts, the last heading that says something else of the titles.
    last_others: Vec<Option<usize>>,
}

impl<'a> Search<'a> {
    fn new(scene: &'a Scene<'_>, head: &Head, main: usize) -> Self {
        let judged = scene.judged;
        let is_heading = |b: &Block| matches!(b.kind, Kind::Heading(1..=3)) && b.words <= TITLE && !b.hidden;
        let stands = |b: &Block| !judged.blocks.inside(b, &["nav"]) && !leads_to_front(&judged.blocks, b);
        let headings = up_to(judged, main).filter(|(_, b)| is_heading(b) && stands(b)).collect();
        let parts = first_parts(head);
        let mut search = Search { judged, named: &scene.titles, parts, main, headings, last_others: Vec::new() };
        search.last_others = search.parts.iter().map(|part| search.last_other(part)).collect();
        search
    }

    /// The last heading before the text that says the title: teasers of the page and
    /// bars that stay on top say it before.
    fn said(&self) -> Option<At<'a>> {
        let said = self.headings.iter().rev().filter(|(_, b)| self.is_named(b) || self.is_part(b));
        said.min_by_key(|(at, b)| (self.rank(*at, b), !is_h1(b))).copied()
    }

    /// What the head's title begins with stands under the site's name.
    fn under_site(&self, found: At<'a>, head: &Head) -> At<'a> {
        if !(self.is_tail(found.1) && names_site(&found.1.text, head)) {
            return found;
        }
        let below = self.headings.iter().find(|(at, b)| *at > found.0 && self.is_first(b) && !self.leads_out(b));
        below.copied().unwrap_or(found)
    }

    /// The last heading of the first rank, or the one that the markup calls a title.
    fn h1(&self) -> Option<At<'a>> {
        let h1s = || self.headings.iter().rev().filter(|(_, b)| is_h1(b) && b.words <= UNNAMED);
        let hinted = |b: &Block| self.judged.hints[b.owner.index()].has(Hint::Title);
        // Where there are several, all but the first are headings of sections.
        let mut all = self.judged.blocks.blocks.iter().enumerate().filter(|(_, b)| is_h1(b) && !b.hidden);
        let first = all.next().map(|(at, _)| at);
        let opening = || h1s().find(|(at, _)| *at < self.main).filter(|(at, _)| first == Some(*at));
        let last = || if all.nth(SECTIONS - 2).is_some() { opening() } else { h1s().next() };
        h1s().find(|(_, b)| hinted(b)).or_else(last).copied()
    }

    /// Without headings, as in layouts of tables, a line may say what the head says.
    fn line(&self) -> Option<At<'a>> {
        let is_line = |b: &Block| (NAME..=TITLE).contains(&b.words) && !b.hidden && !b.text.ends_with('.');
        up_to(self.judged, self.main).find(|(at, b)| *at < self.main && is_line(b) && self.is_named(b))
    }

    /// The titles in the head hold the block's text, and hardly more.
    fn is_named(&self, block: &Block) -> bool {
        let text = squeeze(&block.text);
        text.len() > 3 && self.named.iter().any(|n| *n == text || (n.contains(&text) && text.len() * 2 > n.len()))
    }

    fn is_first(&self, block: &Block) -> bool {
        self.parts.contains(&squeeze(&block.text))
    }

    /// The text is what a title in the head begins with. A link to the home page has the
    /// site's name, which may come first too.
    fn is_part(&self, block: &Block) -> bool {
        self.is_first(block) && block.text.len() >= PART && !self.leads_out(block)
    }

    fn leads_out(&self, block: &Block) -> bool {
        self.judged.blocks.links_of(block).any(|link| !link.href.starts_with('#'))
    }

    /// What the head's title ends with is the site's name rather.
    fn is_tail(&self, block: &Block) -> bool {
        let text = squeeze(&block.text);
        self.named.iter().all(|n| *n != text && !n.starts_with(&text))
    }

    /// How far a heading that says the title is from being it: what the title begins
    /// with may be a section, over the title or of a lower rank.
    fn rank(&self, at: usize, block: &Block) -> u8 {
        match self.is_part(block) {
            true if self.is_over(at, block) => 2,
            part => u8::from(self.is_tail(block) || part && !is_h1(block)),
        }
    }

    /// Another heading below says another part of the title.
    fn is_over(&self, at: usize, block: &Block) -> bool {
        let text = squeeze(&block.text);
        let part = self.parts.iter().position(|part| *part == text);
        part.and_then(|part| self.last_others[part]).is_some_and(|last| last > at)
    }

    fn last_other(&self, part: &str) -> Option<usize> {
        let is_other = |text: &str| !text.contains(part) && !part.contains(text);
        let mut named = self.headings.iter().rev().filter(|(_, b)| self.is_named(b));
        named.find(|(_, b)| is_other(&squeeze(&b.text))).map(|(at, _)| *at)
    }
}

/// The blocks before the text and its first two.
fn up_to(judged: &Judged, main: usize) -> impl Iterator<Item = At<'_>> {
    judged.blocks.blocks.iter().enumerate().take(main + 2)
}

fn is_h1(block: &Block) -> bool {
    block.kind == Kind::Heading(1)
}

/// True of a link to the site's front page: its words are the site's name.
fn leads_to_front(blocks: &Blocks, block: &Block) -> bool {
    let is_front = |href: &str| !href.is_empty() && Address::of(href).is_front();
    block.link_density() >= 1.0 && blocks.links_of(block).all(|link| is_front(&link.href))
}
