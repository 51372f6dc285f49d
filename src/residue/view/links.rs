//! What a rule can ask about where links lead.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::View;
use crate::address::Address;
use crate::segment::{Block, ElementId};

/// How many blocks from one on are links, and how many of them before a heading.
#[derive(Clone, Copy, Default)]
pub(super) struct LinkRun {
    all: usize,
    unheaded: usize,
}

/// Longest entry of a list of links, in words.
const ENTRY: usize = 40;

impl View<'_> {
    /// How many blocks after `k` are links, items or short labels that belong to a
    /// list of links headed by `k`.
    pub(crate) fn links_after(&self, k: usize) -> usize {
        let run = self.link_runs.get_or_init(|| self.count_link_runs()).get(k + 1).copied().unwrap_or_default();
        // After links that are no headings, a heading begins what comes next.
        if self.is_heading(k + 1) { run.all } else { run.unheaded }
    }

    /// For each block, how many from it on are links or entries of lists of links.
    /// Counted once from the end: a page of links would be counted through at each.
    fn count_link_runs(&self) -> Vec<LinkRun> {
        let mut lists: HashMap<ElementId, (usize, usize), RandomState> = HashMap::default();
        for block in (0..self.len()).map(|k| self.block(k)) {
            if let Some(list) = block.list {
                let (linked, all) = lists.entry(list.element).or_default();
                *linked += block.link_chars;
                *all += block.chars;
            }
        }
        let of_links = |block: &Block| {
            let list = block.list.and_then(|list| lists.get(&list.element));
            block.link_chars > 0 && list.is_some_and(|(linked, all)| linked * 2 > *all)
        };
        let mut runs = vec![LinkRun::default(); self.len() + 1];
        for k in (0..self.len()).rev() {
            let block = self.block(k);
            let link = block.link_density() > 0.6 || of_links(block) && self.leads_home(k);
            if link && block.words <= ENTRY && !self.is_long_sentence(k) {
                let unheaded = if self.is_heading(k) { 0 } else { 1 + runs[k + 1].unheaded };
                runs[k] = LinkRun { all: 1 + runs[k + 1].all, unheaded };
            }
        }
        runs
    }

    fn is_long_sentence(&self, k: usize) -> bool {
        self.block(k).words > 25 && !self.is_label(k)
    }

    /// The host that a block's link names; none inside if it names none.
    fn target_host<'s>(&'s self, block: &'s Block) -> Option<Option<&'s str>> {
        self.blocks().links_of(block).next().map(|link| host(&link.href))
    }

    /// True if a host is of the page's own site; unknown if the page names no site.
    fn is_own(&self, target: &str) -> Option<bool> {
        self.scene.address.map(Address::of).filter(|own| own.host().contains('.')).map(|own| own.is_of_site(target))
    }

    /// True if the block's link leads to the page's own site, as far as the page tells.
    fn leads_home(&self, k: usize) -> bool {
        self.target_host(self.block(k))
            .is_some_and(|target| target.is_none_or(|target| self.is_own(target) == Some(true)))
    }

    /// True if the block's link leads to another site than the page's own.
    pub(crate) fn leads_elsewhere(&self, k: usize) -> bool {
        self.is_elsewhere(self.block(k))
    }

    /// Likewise of any block of the page.
    pub(crate) fn is_elsewhere(&self, block: &Block) -> bool {
        self.target_host(block).flatten().is_some_and(|target| self.is_own(target) == Some(false))
    }

    /// True if the block at this place on the page is a link to another place on
    /// it, and hardly anything else.
    pub(crate) fn leads_within(&self, place: usize) -> bool {
        let Some(block) = self.judged.blocks.blocks.get(place) else { return false };
        if block.link_density() < 0.8 {
            return false;
        }
        let within = |href: &str| {
            let (page, _) = href.split_once('#').unwrap_or((href, ""));
            page.is_empty() || page.starts_with("javascript:") || href != page && self.scene.address == Some(page)
        };
        self.blocks().links_of(block).all(|link| within(&link.href))
    }
}

/// The host of an absolute address.
fn host(address: &str) -> Option<&str> {
    Some(Address::of(address).host()).filter(|host| host.contains('.'))
}
