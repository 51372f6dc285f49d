//! What remains of the tree: elements with their interned tokens.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Index of an [`Element`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub(crate) u32);

impl ElementId {
    /// As an index into [`Blocks::elements`](super::Blocks::elements).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An interned name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Symbol(pub(crate) u32);

impl Symbol {
    /// As an index into a table with an entry for every name.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element {
    /// The parent; none for the root.
    pub parent: Option<ElementId>,
    /// Tag name.
    pub tag: Symbol,
    /// Tokens of `class`, `id`, `role`, `itemprop` and `rel`, in kebab case.
    pub tokens: Box<[Symbol]>,
    /// The first of the tokens of `id`.
    pub id: Option<Symbol>,
    /// Distance from the root.
    pub depth: u16,
    /// Not shown, or inside something that is not shown.
    pub hidden: bool,
    /// A field for the e-mail address of the reader.
    pub takes_address: bool,
}

/// The innermost of `elements` that is around both.
pub(super) fn common_ancestor(elements: &[Element], mut a: ElementId, mut b: ElementId) -> ElementId {
    while a != b {
        let (one, other) = (&elements[a.index()], &elements[b.index()]);
        let deeper = if one.depth >= other.depth { (&mut a, one.parent) } else { (&mut b, other.parent) };
        match deeper.1 {
            Some(parent) => *deeper.0 = parent,
            None => break,
        }
    }
    a
}

/// Interned tag names and tokens.
#[derive(Debug, Default)]
pub struct Names {
    /// The symbols by their names, which are in `strings` only.
    index: HashTable<Symbol>,
    hasher: RandomState,
    strings: Vec<Box<str>>,
}

impl Names {
    /// The symbol of `name`, a new one if it is new.
    pub fn intern(&mut self, name: &str) -> Symbol {
        let Names { index, hasher, strings } = self;
        let string = |symbol: &Symbol| strings.get(symbol.index()).map_or("", |s| s);
        let hash = hasher.hash_one(name);
        if let Some(symbol) = index.find(hash, |s| string(s) == name) {
            return *symbol;
        }
        let symbol = Symbol(u32::try_from(strings.len()).unwrap_or(u32::MAX));
        index.insert_unique(hash, symbol, |s| hasher.hash_one(string(s)));
        crate::parse::push(strings, name.into());
        symbol
    }

    /// The name of a symbol.
    pub fn get(&self, symbol: Symbol) -> &str {
        self.strings.get(symbol.index()).map_or("", |s| s)
    }

    /// All names, in the order of their symbols.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.after(0)
    }

    /// The names after the first `count`.
    pub(super) fn after(&self, count: usize) -> impl Iterator<Item = &str> {
        self.strings.get(count..).unwrap_or_default().iter().map(|s| &**s)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.strings.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.strings.is_empty()
    }
}

/// More values than this are not remembered: they are each of one element.
const VALUES: usize = 10_000;

/// The tokens of attributes, each value looked at once a page: most elements
/// share their classes with others.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// For each value, where its tokens lie in `all`.
    known: HashMap<Box<str>, (u32, u32), RandomState>,
    all: Vec<Symbol>,
}

impl Tokens {
    /// Adds the first `most` tokens of `value` to `to`.
    pub(super) fn read(&mut self, value: &str, most: usize, names: &mut Names, to: &mut Vec<Symbol>) {
        if let Some((start, end)) = self.known.get(value) {
            to.extend_from_slice(&self.all[*start as usize..*end as usize]);
            return;
        }
        let before = to.len();
        let of_post = is_of_post(value);
        let filed = |token: &str| of_post && FILED.iter().any(|kind| token.starts_with(kind));
        let tokens = value.split_ascii_whitespace().take(most).filter(|t| !filed(t)).filter_map(kebab);
        to.extend(tokens.map(|token| names.intern(&token)));
        if self.known.len() < VALUES {
            let start = self.all.len() as u32;
            self.all.extend_from_slice(&to[before..]);
            self.known.insert(value.into(), (start, self.all.len() as u32));
        }
    }
}

/// How WordPress (`post_class`) and WooCommerce say on a post and a product under what it
/// is filed: the words are the author's, `tag-navigation` names no navigation.
const FILED: [&str; 5] = ["tag-", "category-", "product_cat-", "product_tag-", "pa_"];

/// True for the classes that WordPress gives a post.
fn is_of_post(value: &str) -> bool {
    let numbered = |t: &str| t.strip_prefix("post-").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let written = value.contains("post-") || value.contains("-post") || value.contains("hentry");
    written && value.split_ascii_whitespace().any(|t| t == "hentry" || t == "type-post" || numbered(t))
}

/// Longest token that is looked at, in bytes; longer ones are generated.
const LONGEST_TOKEN: usize = 80;

/// Stands before a token that says how something looks on some condition
/// (`md:hidden`) or to some descendant (`[&_figcaption]:mt-2`): the words in it
/// name nothing.
pub(crate) const STYLE: char = ':';

/// A class or id token in kebab case: `postTags`, `post_tags` and `post__tags`
/// are all `post-tags`, and `md:hidden` is `:md-hidden` (see [`STYLE`]). `None`
/// for tokens too long to mean anything.
pub(crate) fn kebab(token: &str) -> Option<Cow<'_, str>> {
    if token.is_empty() || token.len() > LONGEST_TOKEN {
        return None;
    }
    let token = without_hash(token);
    // Most tokens are written so already.
    if is_kebab(token) {
        return Some(Cow::Borrowed(token));
    }
    let mut out = String::with_capacity(token.len() + 4);
    if token.contains([':', '[']) {
        out.push(STYLE);
    }
    let bare = out.len();
    let mut last_lower = false;
    for c in token.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && last_lower {
                out.push('-');
            }
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase())
            } else {
                out.extend(c.to_lowercase())
            }
            last_lower = c.is_lowercase() || c.is_numeric();
        } else {
            if out.len() > bare && !out.ends_with('-') {
                out.push('-');
            }
            last_lower = false;
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    (out.len() > bare).then_some(Cow::Owned(out))
}

/// The token without the hash that builders of style sheets put behind it: its letters
/// say nothing, and read in camel case they make words (`table_root__adKqa`).
fn without_hash(token: &str) -> &str {
    let lengths = (HASH..=LONGEST_HASH).filter_map(|length| token.len().checked_sub(length));
    let Some(at) = { lengths }.find(|at| *at > 2 && token.as_bytes()[at - 2..*at] == *b"__") else { return token };
    let (name, hash) = (token.get(..at - 2).unwrap_or(token), token.get(at..).unwrap_or(""));
    let pairs = || hash.bytes().zip(hash.bytes().skip(1));
    let camel = pairs().any(|(one, next)| !one.is_ascii_uppercase() && next.is_ascii_uppercase());
    let digit = hash.bytes().any(|b| b.is_ascii_digit());
    let long = hash.len() == HASH || digit && (HASH..=LONGEST_HASH).contains(&hash.len());
    if camel && long { name } else { token }
}

/// Letters of a hash as Next.js and webpack make them, and the most of other builders.
const HASH: usize = 5;
const LONGEST_HASH: usize = 8;

/// Lower-case letters and digits of ASCII, with single dashes between them.
fn is_kebab(token: &str) -> bool {
    let mut dash = true;
    for byte in token.bytes() {
        let is_dash = byte == b'-';
        if is_dash && dash || !is_dash && !byte.is_ascii_lowercase() && !byte.is_ascii_digit() {
            return false;
        }
        dash = is_dash;
    }
    !dash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_and_brackets_mark_a_style() {
        for (token, name) in [
            ("md:hidden", ":md-hidden"),
            ("group-hover:share", ":group-hover-share"),
            ("[&_figcaption]:mt-2", ":figcaption-mt-2"),
            ("w-[calc(100%-ad)]", ":w-calc-100-ad"),
        ] {
            assert_eq!(kebab(token).as_deref(), Some(name), "{token}");
        }
    }

    #[test]
    fn what_a_post_is_filed_under_is_no_name() {
        let read = |value: &str| {
            let (mut names, mut found) = (Names::default(), Vec::new());
            Tokens::default().read(value, 9, &mut names, &mut found);
            found.iter().map(|s| names.get(*s).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            read("post-7 type-post tag-navigation category-sponsored hentry"),
            ["post-7", "type-post", "hentry"]
        );
        assert_eq!(read("tag-list post-tags"), ["tag-list", "post-tags"]);
        assert_eq!(read("product type-product post-7 product_cat-bio"), ["product", "type-product", "post-7"]);
    }

    #[test]
    fn hashes_of_style_sheets_hold_no_words() {
        for (token, name) in [
            ("mdx-table_root__adKqa", "mdx-table-root"),
            ("Article__Ad", "article-ad"),
            ("adSlot__x8K2a", "ad-slot"),
            ("Header_Nav", "header-nav"),
            ("card__postTags", "card-post-tags"),
        ] {
            assert_eq!(kebab(token).as_deref(), Some(name), "{token}");
        }
    }

    #[test]
    fn tokens_of_all_styles_become_kebab_case() {
        for token in ["postTags", "post_tags", "post__tags", "post--tags-", "Post-Tags"] {
            assert_eq!(kebab(token).as_deref(), Some("post-tags"), "{token}");
        }
        assert_eq!(kebab("--"), None);
        assert_eq!(kebab("[]:"), None);
        assert_eq!(kebab(&"x".repeat(100)), None);
    }
}
