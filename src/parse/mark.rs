//! Elements of a page that its markup calls an author or a date.

use super::attribute::Attribute;
use super::head::{collapse, has_rel};
use super::tree::{Element, Step};

/// The text of a mark is not longer than this, in bytes.
const MARK_TEXT: usize = 300;

/// And no more nodes in it are looked at.
const MARK_NODES: usize = 64;

/// Properties of microdata that are read (<https://schema.org/Article>).
const PROPERTIES: &[&str] = &["author", "creator", "datepublished", "datecreated", "datemodified", "license"];

/// How an element of the page is marked for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// `itemprop` (<https://html.spec.whatwg.org/multipage/microdata.html>).
    Microdata,
    /// `rel`.
    Rel,
    /// `<time>`, and what pages have in its place: `<relative-time>`, a dated `<abbr>`.
    Time,
}

/// An element that its markup calls an author or a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is marked.
    pub markup: Markup,
    /// The property or the relation, lower case; for [`Markup::Time`] `time`, or `updated` if
    /// the element is called the time of a change.
    pub name: String,
    /// Its text, white space collapsed.
    pub text: String,
    /// What it says to machines: `content`, `datetime`, `title` or `href`.
    pub value: Option<String>,
}

/// The mark that an element is, if it is one.
pub(super) fn mark(element: Element<'_>) -> Option<Mark> {
    if element.name() == "meta" {
        return None;
    }
    let property = element.attr(Attribute::Itemprop).and_then(|p| {
        p.split_ascii_whitespace().map(str::to_ascii_lowercase).find(|p| PROPERTIES.contains(&p.as_str()))
    });
    let date = || {
        let title = || element.attr(Attribute::Title).filter(|t| is_date(t) && is_dated(element));
        element.attr(Attribute::Datetime).or_else(title)
    };
    let (markup, name) = match property {
        Some(property) => (Markup::Microdata, property),
        None if has_rel(element, "author") => (Markup::Rel, "author".to_owned()),
        None if element.name() == "time" || date().is_some() || is_dated_property(element) => {
            (Markup::Time, if is_of_change(element) { "updated" } else { "time" }.to_owned())
        }
        None => return None,
    };
    if is_of_review(element) {
        return None;
    }
    let value = element.attr(Attribute::Content).or_else(date).or_else(|| element.attr(Attribute::Href));
    Some(Mark { markup, name, text: marked_text(element), value: value.map(collapse) })
}

/// True of an element with a date of publication in RDFa (<https://www.w3.org/TR/rdfa-primer/>).
fn is_dated_property(element: Element<'_>) -> bool {
    let of = |property: &str| {
        let (vocabulary, name) = property.rsplit_once(':').unwrap_or(("schema", property));
        let name = name.to_ascii_lowercase();
        name == "datepublished" || vocabulary.starts_with("dc") && matches!(&*name, "date" | "created" | "issued")
    };
    let property = element.attr(Attribute::Property).unwrap_or("");
    element.attr(Attribute::Content).is_some() && property.split_ascii_whitespace().any(of)
}

/// True of an element that is called the time of a change, and not that of publication too:
/// systems write both where they are one.
fn is_of_change(element: Element<'_>) -> bool {
    let tokens = || element.attr(Attribute::Class).unwrap_or("").split_ascii_whitespace();
    let is = |names: &[&str]| tokens().any(|token| names.contains(&token));
    is(&["updated", "modified", "dt-updated"]) && !is(&["published", "dt-published"])
}

/// True of an abbreviation that is called a date (hAtom, and a script of that time).
fn is_dated(element: Element<'_>) -> bool {
    let mut tokens = element.attr(Attribute::Class).unwrap_or("").split_ascii_whitespace();
    tokens.any(|token| matches!(token, "published" | "dt-published" | "timeago"))
}

/// True for the beginning of a date in ISO 8601.
fn is_date(text: &str) -> bool {
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// An item is at most so many elements out.
const ITEM: usize = 32;

/// True if the item that the element is a property of is a customer's review
/// (<https://schema.org/Review>). Comments may be the posts of a thread.
pub(super) fn is_of_review(element: Element<'_>) -> bool {
    let item = element.around().take(ITEM).find(|around| around.attr(Attribute::Itemtype).is_some());
    let is_review =
        |item: &Element<'_>| item.attr(Attribute::Itemtype).is_some_and(|kind| kind.trim().ends_with("/Review"));
    // That of a critic is a page of its own, and a property of nothing.
    item.filter(is_review).is_some_and(|item| item.attr(Attribute::Itemprop).is_some())
}

/// The text inside; if something in there is the `name`, its text.
fn marked_text(element: Element<'_>) -> String {
    let opened = element.walk().take(MARK_NODES).filter_map(|step| match step {
        Step::Open(inner) => Some(inner),
        _ => None,
    });
    let named = opened.into_iter().find(|e| e.attr(Attribute::Itemprop) == Some("name"));
    if let Some(content) = named.and_then(|n| n.attr(Attribute::Content)) {
        return collapse(content);
    }
    let mut text = String::new();
    for step in named.unwrap_or(element).walk().take(MARK_NODES) {
        let Step::Text(piece) = step else { continue };
        if text.len() + piece.len() > MARK_TEXT {
            break;
        }
        text.push_str(piece);
        text.push(' ');
    }
    collapse(&text)
}
