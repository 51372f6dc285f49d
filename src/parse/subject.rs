//! What the page is about: its address and its titles, by which data about another
//! article are told from its own.

use std::cell::OnceCell;
use std::collections::HashSet;

use foldhash::fast::RandomState;
use serde_json::{Map, Value};

use super::head::Head;
use super::words::{is_dense, is_sign};

/// An object is about something else if its address is not the page's and less than
/// one in so many words of its headline stands in any of the page's titles.
const SHARED: usize = 2;

/// Address and titles of a page.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    head: &'a Head,
    /// The path of its address, if it names one.
    path: Option<&'a str>,
    /// The words of each of its titles; on most pages nobody asks.
    titles: OnceCell<Vec<Title>>,
}

/// The words of a title.
type Title = HashSet<String, RandomState>;

impl<'a> Subject<'a> {
    /// That of the page with this head.
    pub(crate) fn of(head: &'a Head) -> Subject<'a> {
        let path = head.address().map(path).filter(|p| !p.is_empty());
        Subject { head, path, titles: OnceCell::new() }
    }

    fn titles(&self) -> &[Title] {
        self.titles.get_or_init(|| {
            let titles = ["og:title", "twitter:title"].iter().filter_map(|n| self.head.meta(&[n]));
            let titles = titles.map(|m| &*m.content).chain(self.head.title.as_deref());
            titles.map(|t| words(t).collect()).filter(|t: &Title| !t.is_empty()).collect()
        })
    }

    /// True if one of the object's addresses is the page's.
    pub(crate) fn is_at(&self, object: &Map<String, Value>) -> bool {
        self.path.is_some_and(|own| addresses(object).any(|a| a == own))
    }

    /// True if the object names another address than the page's, and a headline that
    /// the page does not have.
    pub(crate) fn is_another(&self, object: &Map<String, Value>) -> bool {
        let elsewhere = || self.path.is_some() && addresses(object).next().is_some() && !self.is_at(object);
        headline(object).is_some_and(|h| elsewhere() && !self.titles().is_empty() && !self.is_titled(h))
    }

    fn is_titled(&self, headline: &str) -> bool {
        let words: Vec<String> = words(headline).collect();
        let shared = |title: &Title| words.iter().filter(|w| title.contains(*w)).count();
        self.titles().iter().any(|title| shared(title) * SHARED >= words.len())
    }
}

/// What the object calls itself.
pub(crate) fn headline(object: &Map<String, Value>) -> Option<&str> {
    ["headline", "name"].iter().find_map(|key| object.get(*key)?.as_str())
}

/// The paths of the addresses that the object gives itself and the page around it.
fn addresses(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let page = object.get("mainEntityOfPage");
    let all = [object.get("url"), object.get("@id"), page, page.and_then(|p| p.get("@id"))];
    all.into_iter().flatten().filter_map(Value::as_str).map(path).filter(|p| !p.is_empty())
}

/// What stands behind the host, without what leads to a place in the page: the same
/// article has addresses on several hosts.
fn path(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    path.split('#').next().unwrap_or(path).trim_end_matches('/')
}

/// The words in lower case; signs of scripts without spaces stand for themselves.
fn words(text: &str) -> impl Iterator<Item = String> {
    let dense = |c: char| is_dense(c) || is_sign(c);
    let pieces = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    pieces.flat_map(move |word| {
        let signs = word.chars().filter(move |c| dense(*c)).map(String::from);
        let letters: String = word.chars().filter(|c| !dense(*c)).flat_map(char::to_lowercase).collect();
        signs.chain((!letters.is_empty()).then_some(letters))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn is_another(object: &Value) -> bool {
        let head = Head {
            title: Some("The keeper who boiled the sea | Harbour Post".into()),
            canonical: Some("https://hp.example/keeper/".into()),
            ..Head::default()
        };
        object.as_object().is_some_and(|o| Subject::of(&head).is_another(o))
    }

    #[test]
    fn another_article_has_another_address_and_another_headline() {
        assert!(is_another(&json!({"headline": "Mayor resigns over bridge", "url": "https://hp.example/mayor"})));
        assert!(is_another(&json!({"name": "\u{6a4b}\u{304c}", "mainEntityOfPage": {"@id": "https://hp.example/m"}})));
        for own in [
            json!({"headline": "Mayor resigns over bridge"}),
            json!({"headline": "Mayor resigns over bridge", "@id": "https://hp.example/#article"}),
            json!({"headline": "For search", "url": "http://m.hp.example/keeper", "@id": "https://hp.example/1"}),
            json!({"headline": "Keeper who boiled sea, and salt", "url": "https://hp.example/2025/keeper"}),
            json!({"url": "https://hp.example/mayor"}),
        ] {
            assert!(!is_another(&own), "{own}");
        }
    }
}
