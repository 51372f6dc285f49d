//! Lines with a link that stand under every entry of a list.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::View;
use crate::segment::{Block, Blocks, Kind};

/// Longest such line, in words.
const LONGEST: usize = 8;

/// Fewer of them may be chance.
const ENOUGH: usize = 3;

/// The prose of an entry stands so near before its link, in blocks, and has so many words.
const NEAR: usize = 3;
const PROSE: usize = 15;

impl View<'_> {
    /// True of a short link whose words stand under every entry, or that begins as those under
    /// the others do.
    pub(crate) fn is_repeated_link(&self, k: usize) -> bool {
        let block = self.block(k);
        is_line(block) && self.page.repeated_links.get_or_init(|| self.find_repeated_links()).contains(&*block.text)
    }

    /// The words of all such lines, kept or not.
    fn find_repeated_links(&self) -> HashSet<String, RandomState> {
        let all = &self.blocks().blocks;
        let prose = |b: &Block| b.words >= PROSE && b.link_density() < 0.5;
        let under = |at: &usize| is_line(&all[*at]) && all[at.saturating_sub(NEAR)..*at].iter().any(prose);
        let mut same: HashMap<&str, Vec<usize>, RandomState> = HashMap::default();
        let mut alike: HashMap<&str, Vec<usize>, RandomState> = HashMap::default();
        for at in (0..all.len()).filter(under) {
            let text = &*all[at].text;
            same.entry(text).or_default().push(at);
            if self.is_elsewhere(&all[at]) && names_its_section(all, at) {
                alike.entry(text.split_whitespace().next().unwrap_or_default()).or_default().push(at);
            }
        }
        let repeated = same.into_values().chain(alike.into_values());
        let repeated = repeated.filter(|lines| lines.len() >= ENOUGH && leads_apart(self.blocks(), lines));
        repeated.flatten().map(|at| all[at].text.to_string()).collect()
    }
}

/// A short line that is a link.
fn is_line(block: &Block) -> bool {
    let text = !matches!(block.kind, Kind::Heading(_) | Kind::Cell | Kind::Caption);
    text && (2..=LONGEST).contains(&block.words) && block.link_density() > 0.8
}

/// True if the lines lead to enough places.
fn leads_apart(blocks: &Blocks, lines: &[usize]) -> bool {
    let mut targets: HashSet<&str, RandomState> = HashSet::default();
    let mut links = lines.iter().flat_map(|at| blocks.links_of(&blocks.blocks[*at]));
    links.any(|link| targets.insert(&link.href) && targets.len() >= ENOUGH)
}

/// True of the last line before a heading, or of all, whose first word is not of the heading
/// before it, and another is.
fn names_its_section(all: &[Block], at: usize) -> bool {
    if all.get(at + 1).is_some_and(|next| !next.is_heading()) {
        return false;
    }
    let section = all[at.saturating_sub(SECTION)..at].iter().rev().find(|block| block.is_heading());
    section.is_some_and(|heading| {
        let heading: Vec<String> = words(&heading.text).collect();
        let mut own = words(&all[at].text);
        own.next().is_some_and(|first| !heading.contains(&first)) && own.any(|word| heading.contains(&word))
    })
}

/// Longest section that ends in such a line, in blocks.
const SECTION: usize = 12;

/// The words of a text that may name something, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= NAME);
    words.map(str::to_lowercase)
}

/// Shorter words name nothing, in letters.
const NAME: usize = 3;
