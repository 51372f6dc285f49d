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

    /// The path, without query and fragment, and without the slash before it.
    pub(crate) fn path(self) -> &'a str {
        self.rest.split(['?', '#']).next().unwrap_or(self.rest)
    }

    /// True if it is that of a site's front page.
    pub(crate) fn is_front(self) -> bool {
        self.rest.is_empty() || self.rest.starts_with("index.") && !self.rest.contains(['/', '?', '#'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
