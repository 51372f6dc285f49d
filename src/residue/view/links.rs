//! What a rule can ask about where links lead.

use super::View;

impl View<'_> {
    /// True if the block's link leads to another site than the page's own.
    pub(crate) fn leads_elsewhere(&self, k: usize) -> bool {
        let target = self.blocks().links_of(self.block(k)).next().and_then(|link| host(&link.href));
        let own = self.scene.address.and_then(host);
        target.zip(own).is_some_and(|(target, own)| site(target) != site(own))
    }

    /// True if the block at this place on the page is a link to another place on
    /// it, and hardly anything else.
    pub(crate) fn leads_within(&self, place: usize) -> bool {
        let Some(block) = self.judged.blocks.blocks.get(place) else { return false };
        if block.link_density() < 0.8 {
            return false;
        }
        let within = |href: &str| {
            let (page, fragment) = href.split_once('#').unwrap_or((href, ""));
            !fragment.is_empty() && (page.is_empty() || self.scene.address == Some(page))
        };
        self.blocks().links_of(block).all(|link| within(&link.href))
    }
}

/// The host of an absolute address.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("//")?;
    rest.split(['/', '?', '#', ':']).next().filter(|host| host.contains('.'))
}

/// The last two labels of a host: hosts of one publisher share them.
fn site(host: &str) -> &str {
    let dots = host.rmatch_indices('.').nth(1);
    dots.map_or(host, |(at, _)| &host[at + 1..])
}
