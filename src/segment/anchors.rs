//! Links of headings that lead nowhere else: to the heading itself, or to what it unfolds.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::block::Link;
use super::tags::Part;
use crate::parse::{Attribute, Element as Source};

/// The hash of a name by which addresses lead to a part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Anchor(u64);

impl Anchor {
    /// The name of an element.
    pub(super) fn of(source: Source<'_>, part: Part) -> Option<Self> {
        let name = source.attr(Attribute::Id).or_else(|| source.attr(Attribute::Name).filter(|_| part == Part::Anchor));
        name.map(Self::new)
    }

    /// The name that an address on the page leads to.
    fn behind(href: &str) -> Option<Self> {
        href.strip_prefix('#').map(Self::new)
    }

    fn new(name: &str) -> Self {
        Anchor(FixedState::default().hash_one(name))
    }
}

#[derive(Default)]
pub(super) struct Anchors {
    /// The name of the last element that had one.
    last: Option<Anchor>,
    /// Where the link in the last heading leads.
    unfolds: Option<Anchor>,
    /// The names of links: lines of a table of contents, to which headings lead back.
    links: HashSet<Anchor, FixedState>,
}

impl Anchors {
    /// True if a link called `own` leads to one of the elements `around` it, to the one before
    /// (an empty element may bear the name), or back to a link.
    pub(super) fn leads_here(
        &mut self,
        href: &str,
        own: Option<Anchor>,
        mut around: impl Iterator<Item = Option<Anchor>>,
    ) -> bool {
        self.links.extend(own);
        let Some(target) = Anchor::behind(href) else { return false };
        let named = |anchor: Option<Anchor>| anchor == Some(target);
        named(own) || named(self.last) || self.links.contains(&target) || around.any(named)
    }

    /// Whether a heading with these links leads nowhere else.
    pub(super) fn stays<'a>(&mut self, mut links: impl Iterator<Item = &'a Link>) -> bool {
        let elsewhere = links.find(|link| !link.leads_here);
        self.unfolds = elsewhere.and_then(|link| Anchor::behind(&link.href));
        elsewhere.is_none()
    }

    /// Whether the last heading unfolds the element of this name, which opens now.
    pub(super) fn opens(&mut self, anchor: Option<Anchor>) -> bool {
        self.last = anchor.or(self.last);
        anchor.is_some() && self.unfolds.take_if(|name| anchor == Some(*name)).is_some()
    }
}
