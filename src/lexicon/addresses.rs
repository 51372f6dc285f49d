//! Where a link leads, by the segments of its address.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::dates::entries;

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Leads {
    /// The page of an author.
    ToAuthor,
    /// The page of a tag.
    ToTag,
}

impl Leads {
    /// True if a segment of the path of `address` says so, other than the last.
    pub fn by(self, address: &str) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or("");
        let path = path.split_once("://").map_or(path, |(_, rest)| rest).trim_end_matches('/');
        let Some((folders, _)) = path.rsplit_once('/') else { return false };
        folders.split('/').any(|s| table().get(&*s.to_ascii_lowercase()).is_some_and(|l| l.contains(&self)))
    }
}

fn table() -> &'static HashMap<&'static str, Vec<Leads>> {
    static TABLE: OnceLock<HashMap<&'static str, Vec<Leads>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&str, Vec<Leads>> = HashMap::new();
        for (_, kind, segment) in entries(include_str!("data/addresses.txt")) {
            let leads = if kind == "author" { Leads::ToAuthor } else { Leads::ToTag };
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
        for (language, kind, segment) in entries(include_str!("data/addresses.txt")) {
            assert!(matches!(kind, "author" | "tag") && !segment.contains('/'), "[{language}] {kind} {segment}");
        }
    }

    #[test]
    fn segments_are_whole() {
        assert!(Leads::ToAuthor.by("https://e.org/author/ada") && Leads::ToTag.by("/tag/pier/"));
        assert!(!Leads::ToAuthor.by("/authority/pier") && !Leads::ToTag.by("/news/tag"));
    }
}
