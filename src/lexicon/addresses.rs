//! Where a link leads, by the segments of its address.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::sections::kinds;
use crate::address::Address;

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Leads {
    /// The page of an author.
    ToAuthor,
    /// The page of a tag.
    ToTag,
    /// Somebody's page on a social network.
    ToProfile,
    /// What a paper sends to those who follow it: a channel, a publication in a reader.
    ToChannel,
    /// A shop of programs for telephones.
    ToShop,
    /// Where one subscribes to a paper's letters.
    ToNewsletter,
}

impl Leads {
    /// True if a segment of the path of `address` says so, other than the last; of a
    /// profile, if a network's host does and the path is no longer than a name; of a shop,
    /// if the host does; of letters, if any segment or the first label of the host does.
    pub fn by(self, address: &str) -> bool {
        match self {
            Leads::ToProfile | Leads::ToChannel => return self.by_host(address),
            Leads::ToShop => return self.told_by(&Address::of(address).host().to_ascii_lowercase()),
            Leads::ToNewsletter => {
                let address = Address::of(address);
                let label = address.short_host().split('.').take(1);
                return address.path().split('/').chain(label).any(|s| self.told_by(&s.to_ascii_lowercase()));
            }
            Leads::ToAuthor | Leads::ToTag => {}
        }
        let path = address.split(['?', '#']).next().unwrap_or("");
        let path = path.split_once("://").map_or(path, |(_, rest)| rest).trim_end_matches('/');
        let Some((folders, _)) = path.rsplit_once('/') else { return false };
        folders.split('/').any(|s| self.told_by(&s.to_ascii_lowercase()))
    }

    /// True if this part of an address says so.
    fn told_by(self, part: &str) -> bool {
        table().get(part).is_some_and(|leads| leads.contains(&self))
    }

    fn by_host(self, address: &str) -> bool {
        let address = Address::of(address);
        let host = address.short_host().to_ascii_lowercase();
        let path = address.path().trim_end_matches('/').split('/').take(SEGMENTS + 1);
        let path: Vec<&str> = path.filter(|segment| !segment.is_empty()).collect();
        let known = self.told_by(&host) || path.first().is_some_and(|first| self.told_by(&format!("{host}/{first}")));
        let named = path.len() == 1 || path.first().is_some_and(|kind| !POSTS.contains(kind));
        // An invitation may be asked for by number.
        let invites = path.is_empty() && self == Leads::ToChannel && address.rest.starts_with('?');
        known && ((1..=SEGMENTS).contains(&path.len()) && named || invites)
    }
}

/// The path of a profile has at most so many segments: a name, perhaps with its kind.
const SEGMENTS: usize = 2;

/// First segments of paths that lead to one post.
const POSTS: [&str; 8] = ["p", "status", "posts", "watch", "pin", "reel", "shorts", "hashtag"];

type Table = HashMap<&'static str, Vec<Leads>, FixedState>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (_, kind, segment) in kinds(include_str!("data/addresses.txt")) {
            let leads = match kind {
                "author" => Leads::ToAuthor,
                "profile" => Leads::ToProfile,
                "channel" => Leads::ToChannel,
                "shop" => Leads::ToShop,
                "newsletter" => Leads::ToNewsletter,
                _ => Leads::ToTag,
            };
            table.entry(segment).or_default().push(leads);
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_leads_somewhere() {
        for (language, kind, segment) in kinds(include_str!("data/addresses.txt")) {
            assert!(
                matches!(kind, "author" | "tag" | "profile" | "channel" | "shop" | "newsletter")
                    && segment.matches('/').count() <= usize::from(kind == "channel"),
                "[{language}] {kind} {segment}"
            );
        }
    }

    #[test]
    fn profiles_are_told_from_posts() {
        for address in ["https://www.instagram.com/ada/", "https://www.linkedin.com/in/ada", "https://x.com/ada?s=1"] {
            assert!(Leads::ToProfile.by(address), "{address}");
        }
        for address in
            ["https://instagram.com/p/Cx1", "https://x.com/ada/status/1", "https://e.org/ada", "/ada", "https://x.com"]
        {
            assert!(!Leads::ToProfile.by(address), "{address}");
        }
        assert!(Leads::ToShop.by("https://apps.apple.com/de/app/pier/id1") && !Leads::ToShop.by("/apps.apple.com/1"));
        assert!(
            Leads::ToChannel.by("https://whatsapp.com/channel/0029Va") && !Leads::ToChannel.by("https://whatsapp.com")
        );
        assert!(
            Leads::ToChannel.by("https://invite.viber.com/?g2=AQ") && !Leads::ToChannel.by("https://invite.viber.com/")
        );
        assert!(Leads::ToNewsletter.by("https://www.e.org/newsletters/pier") && Leads::ToNewsletter.by("/newsletter"));
        assert!(!Leads::ToNewsletter.by("/2025/newsletter-of-the-harbour"));
    }

    #[test]
    fn segments_are_whole() {
        assert!(Leads::ToAuthor.by("https://e.org/author/ada") && Leads::ToTag.by("/tag/pier/"));
        assert!(!Leads::ToAuthor.by("/authority/pier") && !Leads::ToTag.by("/news/tag"));
    }
}
