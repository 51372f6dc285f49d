//! The parts of a web address, as people and pages write it.

/// What an address says, from left to right (RFC 3986, "Syntax Components").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// `https`, as written; none of `//example.org/a` and of `/a`.
    pub(crate) scheme: Option<&'a str>,
    /// The host, and a user and a port if they are named; empty of `/a`.
    pub(crate) authority: &'a str,
    /// What follows, without the slash before it: the path, and what is asked of it.
    pub(crate) rest: &'a str,
}

impl<'a> Address<'a> {
    pub(crate) fn of(address: &'a str) -> Self {
        let is_scheme = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
        let (scheme, after) = match address.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) {
            Some((scheme, after)) => (Some(scheme), Some(after)),
            None => (None, address.strip_prefix("//")),
        };
        let (authority, rest) = match after {
            Some(after) => after.split_at(after.find(['/', '?', '#']).unwrap_or(after.len())),
            None => ("", address),
        };
        Address { scheme, authority, rest: rest.trim_start_matches('/') }
    }

    /// The host as written, without user and port; an IPv6 address without its brackets.
    pub(crate) fn host(self) -> &'a str {
        let host = self.authority.rsplit_once('@').map_or(self.authority, |(_, host)| host);
        match host.strip_prefix('[') {
            Some(number) => number.split(']').next().unwrap_or(number),
            None => host.split(':').next().unwrap_or(host),
        }
    }

    /// The host without what nearly every one begins with.
    pub(crate) fn short_host(self) -> &'a str {
        self.host().trim_start_matches("www.")
    }

    /// True if a host is of the same site: both share the last two labels, or three if the
    /// second last is what countries sort their names by.
    pub(crate) fn is_of_site(self, host: &str) -> bool {
        site(self.host()).eq_ignore_ascii_case(site(host))
    }

    /// The path, without query and fragment, and without the slash before it.
    pub(crate) fn path(self) -> &'a str {
        self.rest.split(['?', '#']).next().unwrap_or(self.rest)
    }

    /// True if it is that of a site's front page.
    pub(crate) fn is_front(self) -> bool {
        self.rest.is_empty() || self.rest.starts_with("index.") && !self.rest.contains(['/', '?', '#'])
    }
}

fn site(host: &str) -> &str {
    let mut labels = host.rsplit('.');
    let of_country = labels.next().is_some_and(|label| label.len() == 2);
    let sorts = |label: &str| SORTS.iter().any(|sort| label.eq_ignore_ascii_case(sort));
    let sorted = of_country && labels.next().is_some_and(sorts);
    let dots = host.rmatch_indices('.').nth(if sorted { 2 } else { 1 });
    dots.map_or(host, |(at, _)| &host[at + 1..])
}

/// Second labels under which anybody has a name: `example.co.uk`.
const SORTS: [&str; 14] = ["co", "com", "or", "org", "ne", "net", "go", "gov", "gob", "ac", "edu", "gv", "mil", "nom"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_one_publisher_are_one_site() {
        for (address, host) in [
            ("https://www.taz.de/a", "taz.de"),
            ("https://nrk.no", "www.NRK.no"),
            ("https://news.bbc.co.uk/a", "www.bbc.co.uk"),
            ("https://a.folha.com.br", "folha.com.br"),
            ("http://localhost/", "localhost"),
        ] {
            assert!(Address::of(address).is_of_site(host), "{address} {host}");
        }
        for (address, host) in [("https://a.co.uk/", "b.co.uk"), ("https://taz.de", "zeit.de"), ("/a", "zeit.de")] {
            assert!(!Address::of(address).is_of_site(host), "{address} {host}");
        }
    }

    #[test]
    fn parts_are_found_in_what_people_write() {
        let found = Address::of("https://ada@www.example.org:8080/a/b?c=http://d#e");
        assert_eq!((found.scheme, found.host(), found.short_host()), (Some("https"), "www.example.org", "example.org"));
        assert_eq!((found.path(), found.rest), ("a/b", "a/b?c=http://d#e"));
        assert_eq!(Address::of("//example.org/a").host(), "example.org");
        assert_eq!(Address::of("http://[2001:db8::1]:80/").host(), "2001:db8::1");
        let relative = Address::of("/a?to=https://example.org/b");
        assert_eq!((relative.scheme, relative.host(), relative.path()), (None, "", "a"));
        assert_eq!(Address::of("?a=b").path(), "");
    }

    #[test]
    fn front_pages_have_no_path_or_that_of_an_index() {
        for front in ["https://example.org", "https://example.org/", "/", "//example.org/index.html", "index.php"] {
            assert!(Address::of(front).is_front(), "{front}");
        }
        for other in ["https://example.org/a", "/index.php?page=2", "/index.html/a", "?page=2", "#top"] {
            assert!(!Address::of(other).is_front(), "{other}");
        }
    }
}
