//! The same link line under every entry.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Block, Blocks, Kind};

pub(super) const RULE: Rule = Rule {
    id: "repeated-link",
    what: "A short link with the same words under every entry of a list: Read the review.",
    why: "It is a button of each entry. Its words must stand on the page three times or more, leading to as many places, each time after prose.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>The first pier stood for a hundred years, and the storm took it in one night of March.</p><p><a href="/1">Read the chapter</a></p><p>The second pier was built of stone, and the town paid for it until the next war came.</p><p><a href="/2">Read the chapter</a></p><p>The third pier is a bridge of steel, which the council has painted green for the visitors.</p><p><a href="/3">Read the chapter</a></p>"##,
        words: "Read the chapter",
    },
    spares_this: Example {
        html: r##"<p><a href="/1">Read the chapter</a></p><p>The first pier stood for a hundred years, and the storm took it in one night of March.</p>"##,
        words: "Read the chapter",
    },
    drops: Drops::Blocks(drops),
};

/// Longest such line, in words.
const LONGEST: usize = 8;

/// Fewer of them may be chance.
const ENOUGH: usize = 3;

/// The prose of an entry stands so near before its link, in blocks, and has so many words.
const NEAR: usize = 3;
const PROSE: usize = 15;

fn drops(view: &View<'_>, k: usize) -> usize {
    if !view.is_article() || view.is_plain() || !is_line(view.block(k)) {
        return 0;
    }
    usize::from(view.repeated_links().contains(&*view.block(k).text))
}

/// A short line that is a link.
fn is_line(block: &Block) -> bool {
    let text = !matches!(block.kind, Kind::Heading(_) | Kind::Cell | Kind::Caption);
    text && (2..=LONGEST).contains(&block.words) && block.link_density() > 0.8
}

/// The words of all lines that stand under every entry, kept or not.
pub(crate) fn find(blocks: &Blocks) -> HashSet<&str, RandomState> {
    let all = &blocks.blocks;
    let prose = |b: &Block| b.words >= PROSE && b.link_density() < 0.5;
    let under = |at: &usize| is_line(&all[*at]) && all[at.saturating_sub(NEAR)..*at].iter().any(prose);
    let lines: Vec<usize> = (0..all.len()).filter(under).collect();
    let mut counts: HashMap<&str, usize, RandomState> = HashMap::default();
    for at in &lines {
        *counts.entry(&all[*at].text).or_default() += 1;
    }
    counts.retain(|_, count| *count >= ENOUGH);
    let mut leads: HashMap<&str, HashSet<&str, RandomState>, RandomState> = HashMap::default();
    for block in lines.into_iter().map(|at| &all[at]).filter(|b| counts.contains_key(&*b.text)) {
        let targets = leads.entry(&block.text).or_default();
        let more = ENOUGH - targets.len().min(ENOUGH);
        targets.extend(blocks.links_of(block).map(|link| &*link.href).take(more));
    }
    leads.into_iter().filter(|(_, targets)| targets.len() >= ENOUGH).map(|(text, _)| text).collect()
}
