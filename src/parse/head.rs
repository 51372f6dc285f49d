//! What a page says about itself outside its text: title, meta elements, link
//! relations, JSON-LD and embedded page data.

use serde_json::Value;

use super::attribute::Attribute;
use super::data::{self, DataBody};
use super::tree::{Element, Tree};

/// Data scripts larger than this are not read, in bytes.
const DATA_SCRIPT: usize = 8 << 20;

/// Most `<time>` elements that are read.
const TIMES: usize = 8;

/// One `<meta>`: `name`, `property` or `itemprop` (lower case), and `content`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The name, lower case.
    pub name: String,
    /// The content, white space collapsed.
    pub content: String,
}

/// What the page says about itself.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Content of `<title>`.
    pub title: Option<String>,
    /// All `<meta>` with a name and a content, in order.
    pub meta: Vec<Meta>,
    /// `lang` of `<html>`.
    pub language: Option<String>,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// `<base href>`.
    pub base: Option<String>,
    /// JSON-LD, one value a script; scripts that are no JSON are left out.
    pub json_ld: Vec<Value>,
    /// The prose in embedded page data such as `__NEXT_DATA__`, one a script that has any.
    pub data: Vec<DataBody>,
    /// `datetime` of the first `<time>` elements, in order.
    pub times: Vec<String>,
    /// How many `<script>` elements the page has.
    pub scripts: usize,
}

impl Head {
    /// The content of the first `<meta>` called one of `names`, in the order of `names`.
    pub fn meta(&self, names: &[&str]) -> Option<&Meta> {
        names.iter().find_map(|name| self.meta.iter().find(|m| m.name == *name))
    }
}

pub(super) fn read(tree: &Tree) -> Head {
    let mut head = Head::default();
    for element in tree.elements() {
        let value = |attribute| element.attr(attribute).map(collapse);
        match element.name() {
            "html" => head.language = value(Attribute::Lang).or(value(Attribute::XmlLang)),
            "title" if head.title.is_none() && !element.is_inside("svg") => {
                head.title = Some(collapse(&element.text()))
            }
            "meta" => head.meta.extend(read_meta(element)),
            "link" if has_rel(element, "canonical") && head.canonical.is_none() => {
                head.canonical = value(Attribute::Href);
            }
            "base" if head.base.is_none() => head.base = value(Attribute::Href),
            "time" if head.times.len() < TIMES => head.times.extend(value(Attribute::Datetime)),
            "script" => {
                head.scripts += 1;
                let kind = element.attr(Attribute::Type).unwrap_or("");
                read_script(&mut head, kind, element.attr(Attribute::Id), element);
            }
            _ => {}
        }
    }
    head
}

fn read_meta(element: Element<'_>) -> Option<Meta> {
    let name = [Attribute::Property, Attribute::Name, Attribute::Itemprop].into_iter().find_map(|a| element.attr(a))?;
    let content = element.attr(Attribute::Content)?;
    Some(Meta { name: name.trim().to_ascii_lowercase(), content: collapse(content) })
}

fn read_script(head: &mut Head, kind: &str, id: Option<&str>, element: Element<'_>) {
    if !holds_data(kind, id) {
        return;
    }
    let content = element.text();
    if content.len() > DATA_SCRIPT {
        return;
    }
    if is_json_ld(kind) {
        head.json_ld.extend(read_json(&content, |json| serde_json::from_str(json)));
    } else {
        head.data.extend(read_json(&content, data::embedded_body).flatten());
    }
}

/// True if a script of this `type` and `id` holds data that is read.
pub(super) fn holds_data(kind: &str, id: Option<&str>) -> bool {
    is_json_ld(kind) || kind.trim().eq_ignore_ascii_case("application/json") || id == Some("__NEXT_DATA__")
}

fn is_json_ld(kind: &str) -> bool {
    const TYPE: &str = "application/ld+json";
    kind.trim().get(..TYPE.len()).is_some_and(|kind| kind.eq_ignore_ascii_case(TYPE))
}

/// Reads JSON as pages write it: sometimes inside a comment or CDATA, with raw
/// line breaks in strings or a stray semicolon at the end.
fn read_json<T>(content: &str, read: impl Fn(&str) -> serde_json::Result<T>) -> Option<T> {
    let inner = content.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let inner = inner.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    read(inner).ok().or_else(|| {
        let cleaned: String = inner.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        read(&cleaned).ok()
    })
}

fn has_rel(element: Element<'_>, rel: &str) -> bool {
    element.attr(Attribute::Rel).is_some_and(|r| r.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(rel)))
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
