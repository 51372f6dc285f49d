//! Where pages come from: files, standard input, the web.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bodycopy::Cleaner;

use super::messages::quoted;

/// One input of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File(PathBuf),
    Address(String),
}

/// Limits for reading an input; those of time are for fetching.
#[cfg_attr(not(feature = "fetch"), allow(dead_code))]
pub struct Fetching {
    pub bytes: usize,
    pub time: Duration,
}

/// The bytes of a page, and what came with them.
pub struct Page {
    pub bytes: Vec<u8>,
    pub charset: Option<String>,
    pub address: Option<String>,
}

/// Why an input could not be read.
#[derive(Debug)]
pub struct Unread(pub String);

impl Page {
    /// The cleaner for this page: what came with the page fills what the options left open.
    pub fn cleaner(&self, general: &Cleaner) -> Cleaner {
        general.for_page(self.charset.as_deref(), self.address.as_deref())
    }
}

impl Input {
    pub fn named(name: &OsStr) -> Input {
        if name == "-" {
            return Input::Stdin;
        }
        // An address is always text; a file's name need not be.
        let address = name.to_str().and_then(|name| Some((name, name.split_once("://")?.0)));
        let is_scheme = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_alphanumeric() || c == '+');
        match address {
            Some((name, scheme)) if is_scheme(scheme) && !Path::new(name).exists() => Input::Address(name.to_owned()),
            _ => Input::File(PathBuf::from(name)),
        }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Input::File(path) => Some(path),
            Input::Stdin | Input::Address(_) => None,
        }
    }

    /// The name in messages and in the field `source`.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.display().to_string(),
            Input::Address(address) => without_credentials(address),
        }
    }

    /// A name for an output file, without extension.
    pub fn stem(&self) -> String {
        let stem = match self {
            Input::Stdin => "stdin".to_owned(),
            Input::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Input::Address(address) => last_part(&without_credentials(address)).to_owned(),
        };
        let end = (0..=STEM.min(stem.len())).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or_default();
        let safe: String =
            stem[..end].chars().map(|c| if c == '/' || c == '\\' || c.is_control() { '_' } else { c }).collect();
        if safe.is_empty() || safe.starts_with('.') { format!("page{safe}") } else { safe }
    }

    pub fn read(&self, fetching: &Fetching) -> Result<Page, Unread> {
        match self {
            Input::Stdin => {
                let mut bytes = Vec::new();
                within(io::stdin(), fetching)
                    .read_to_end(&mut bytes)
                    .map_err(|e| Unread(format!("standard input cannot be read: {e}")))?;
                Ok(Page { bytes, charset: None, address: None })
            }
            Input::File(path) => read_file(path, fetching),
            Input::Address(address) => fetch(address, fetching),
        }
    }
}

/// Most bytes of a stem: file systems take names of 255, and a number and an ending are added.
const STEM: usize = 200;

/// The last part of an address's path, or else the host. What is asked of the page may be secret.
fn last_part(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.strip_suffix(".html").unwrap_or(last)
}

/// Name and password of an address are for its server alone.
pub fn without_credentials(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}{}", &rest[end..])
}

/// No more than the limit is held in memory; one byte more tells the cleaner
/// that there was more.
fn within<R: Read>(reader: R, fetching: &Fetching) -> io::Take<R> {
    reader.take((fetching.bytes as u64).saturating_add(1))
}

fn read_file(path: &Path, fetching: &Fetching) -> Result<Page, Unread> {
    if path.is_dir() {
        let name = path.to_string_lossy();
        let name = quoted(name.trim_end_matches('/'));
        return Err(Unread(format!("is a directory; name its files, as in `bodycopy {name}/*.html`")));
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| within(file, fetching).read_to_end(&mut bytes));
    read.map_err(|error| {
        Unread(match error.kind() {
            io::ErrorKind::NotFound if looks_like_address(path) => {
                format!("there is no such file; the page of this address is https://{}", path.display())
            }
            io::ErrorKind::NotFound if path.is_symlink() => {
                "the link leads to a file that is not there; check where it leads".to_owned()
            }
            io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not read this file; check its permissions".to_owned(),
            _ => format!("cannot be read: {error}"),
        })
    })?;
    Ok(Page { bytes, charset: None, address: None })
}

/// `example.org/story`: a host with a dot in it, and a folder that is not there.
fn looks_like_address(path: &Path) -> bool {
    let name = path.to_str().unwrap_or("");
    let host = name.split('/').next().filter(|host| name.contains('/') || host.starts_with("www.")).unwrap_or("");
    host.contains('.') && !host.starts_with('.') && !Path::new(host).exists()
}

#[cfg(feature = "fetch")]
fn fetch(address: &str, fetching: &Fetching) -> Result<Page, Unread> {
    super::fetch::get(address, fetching)
}

#[cfg(not(feature = "fetch"))]
fn fetch(address: &str, _: &Fetching) -> Result<Page, Unread> {
    Err(Unread(format!("this build cannot fetch; try `curl -s {} | bodycopy`", quoted(address))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_hold_no_secrets_and_are_not_too_long() {
        for (input, stem) in [
            ("http://me:s3cret@127.0.0.1:1", "127.0.0.1:1"),
            ("https://me:s3cret@example.org/a/story.html?key=/b", "story"),
            ("https://example.org/story?next=/a/b", "story"),
            ("https://example.org/?q=a/b#c/d", "example.org"),
            ("https://example.org#/a", "example.org"),
            ("https://example.org/a/b/", "b"),
            ("-", "stdin"),
            ("a/b.c.html", "b.c"),
        ] {
            assert_eq!(Input::named(input.as_ref()).stem(), stem, "{input}");
        }
        let long = format!("https://example.org/a{}", "\u{e9}".repeat(200));
        assert_eq!(Input::named(long.as_ref()).stem(), format!("a{}", "\u{e9}".repeat(99)));
    }
}
