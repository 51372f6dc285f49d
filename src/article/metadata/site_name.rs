//! The site's name, and titles without it.

use super::text::squeezed_same;
use super::{Sources, meta};
use crate::address::Address;
use crate::lexicon::squeeze;

/// What stands between a title and the site's name.
const SEPARATORS: &[&str] = &[
    " | ",
    " - ",
    " \u{2013} ",
    " \u{2014} ",
    " :: ",
    " : ",
    " \u{b7} ",
    " \u{2022} ",
    " \u{bb} ",
    " \u{ab} ",
    " / ",
    " > ",
    " < ",
    "\u{ff5c}",
    "|",
    " -- ",
    " ~ ",
    " \u{2039} ",
    " \u{203a} ",
];

/// A title without the site's name behind it has at least so many words, if
/// nothing but the shape tells the two apart.
const TITLE: usize = 4;

/// And the site's name at most so many.
const SITE: usize = 3;

/// Longer titles are taken as they are, in bytes.
const LONGEST: usize = 600;

/// The names that the page gives its site, squeezed.
pub(super) fn site_names(sources: &Sources<'_>) -> Vec<String> {
    let head = sources.head;
    let host = sources.url.map(|url| Address::of(url).short_host().to_owned());
    let named = [
        meta(head, &["og:site_name"]),
        meta(head, &["application-name", "apple-mobile-web-app-title"]),
        sources.data.string(&["publisher", "name"]),
        sources.data.site_name(),
    ];
    let names = named.into_iter().flatten().map(|f| f.value).chain(host);
    names.map(|n| squeeze(&n)).filter(|n| n.len() > 1).collect()
}

/// `Title - Site`, `Title | Section | Site` and `Site: Title` without what is
/// not the title: where another source ends, where a name of the site begins,
/// and, if `guess`, where a few words stand behind the last separator.
pub(super) fn without_site(title: &str, sites: &[String], known: &[String], guess: bool) -> String {
    if title.len() > LONGEST {
        return title.trim().to_owned();
    }
    let ends: Vec<(usize, usize)> = SEPARATORS
        .iter()
        .flat_map(|s| title.match_indices(s).map(|(at, s)| (at, at + s.len())))
        .filter(|(at, _)| *at > 0)
        .collect();
    let is_known = |part: &&str| known.iter().any(|k| squeezed_same(k, part));
    let heads = ends.iter().map(|(at, _)| &title[..*at]);
    let tails = ends.iter().map(|(_, end)| &title[*end..]);
    if let Some(part) = heads.chain(tails).find(is_known) {
        return part.trim().to_owned();
    }
    let mut bare = title.trim();
    while let Some(shorter) = without_name(bare, sites) {
        bare = shorter;
    }
    if !guess {
        return bare.to_owned();
    }
    let words = |t: &str| t.split_whitespace().count();
    let shape = |s: &&&str| {
        bare.rsplit_once(**s).is_some_and(|(before, after)| {
            **s == " | " && words(before) >= 2 || words(after) <= SITE && words(before) >= TITLE
        })
    };
    let cut = SEPARATORS.iter().take(SPACED).find(shape).and_then(|s| bare.rsplit_once(*s));
    cut.map_or(bare, |(before, _)| before).trim().to_owned()
}

/// How many of the separators stand apart from a title even where no name tells.
const SPACED: usize = 5;

/// The title without one name of the site at an end.
fn without_name<'t>(title: &'t str, sites: &[String]) -> Option<&'t str> {
    let is_site = |part: &str| {
        let part = squeeze(part);
        !part.is_empty()
            && sites.iter().any(|s| *s == part || part.len() > 3 && (s.contains(&part) || is_most(s, &part)))
    };
    let at_end =
        SEPARATORS.iter().find_map(|s| title.rsplit_once(s).filter(|(b, site)| !b.trim().is_empty() && is_site(site)));
    let at_start = || {
        let exact = |part: &str| sites.contains(&squeeze(part));
        SEPARATORS.iter().find_map(|s| title.split_once(s).filter(|(site, b)| !b.trim().is_empty() && exact(site)))
    };
    at_end.map(|(before, _)| before).or_else(|| at_start().map(|(_, after)| after)).map(str::trim)
}

/// The site's name is most of the part: `The Daily Example Online`.
fn is_most(site: &str, part: &str) -> bool {
    site.len() > 3 && part.contains(site) && part.len() < 2 * site.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(title: &str, sites: &[&str]) -> String {
        let sites: Vec<String> = sites.iter().map(|s| squeeze(s)).collect();
        without_site(title, &sites, &[], true)
    }

    #[test]
    fn the_name_of_the_site_goes_in_any_language() {
        assert_eq!(bare("The pier is closed - Harbour Post", &["Harbour Post"]), "The pier is closed");
        assert_eq!(bare("Harbour Post | The pier is closed", &["harbourpost"]), "The pier is closed");
        assert_eq!(bare("The pier - and after | News | Harbour Post", &["Harbour Post"]), "The pier - and after");
        assert_eq!(
            bare(
                "\u{6c34}\u{9580}\u{304c}\u{9589}\u{3058}\u{308b}\u{ff5c}\u{6e2f}\u{65b0}\u{805e}",
                &["\u{6e2f}\u{65b0}\u{805e}"]
            ),
            "\u{6c34}\u{9580}\u{304c}\u{9589}\u{3058}\u{308b}"
        );
    }

    #[test]
    fn a_title_with_a_dash_stays_whole() {
        assert_eq!(bare("Pier closed - what now", &["Harbour Post"]), "Pier closed - what now");
        assert_eq!(without_site("One - two - three", &[], &["One - two".into()], false), "One - two");
    }
}
