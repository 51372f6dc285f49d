//! What a page says about itself outside its text: title, meta elements, link
//! relations, JSON-LD and embedded page data.

use serde_core::de::IgnoredAny;
use serde_json::Value;

use super::attribute::Attribute;
use super::mark::{Mark, is_of_review, mark};
use super::surrogates;
use super::tree::{Element, Tree};
use super::values::{self, Room};

/// Data scripts larger than this are not read, in bytes.
const DATA_SCRIPT: usize = 8 << 20;

/// Most marks that are read.
const MARKS: usize = 48;

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
    /// JSON-LD that Next.js has made a `<meta>` of, because it was declared among the
    /// page's metadata. The judge has not learned from it.
    pub json_ld_in_meta: Vec<Value>,
    /// The first elements that microdata, `rel` or `<time>` mark, in order.
    pub marks: Vec<Mark>,
    /// The types of schema.org that microdata name (`itemtype`), in order, each at
    /// most three times.
    pub item_types: Vec<String>,
    /// `rel=license`.
    pub license: Option<String>,
    /// How many `<script>` elements the page has.
    pub scripts: usize,
}

impl Head {
    /// The first `<meta>` with a content that is called one of `names`, in the order of `names`.
    pub fn meta(&self, names: &[&str]) -> Option<&Meta> {
        names.iter().find_map(|name| self.meta.iter().find(|m| m.name == *name && !m.content.is_empty()))
    }

    /// The page's own address, if it names it.
    pub(crate) fn address(&self) -> Option<&str> {
        self.canonical.as_deref().or_else(|| self.meta(&["og:url"]).map(|m| m.content.as_str()))
    }
}

/// What the page says about itself, with so many values of JSON-LD, and whether
/// there was data for which there was no room.
pub(super) fn read(tree: &Tree, values: usize) -> (Head, bool) {
    let mut head = Head::default();
    let mut data = Data { room: Room::new(values), too_large: false };
    for element in tree.elements() {
        let value = |attribute| element.attr(attribute).map(collapse);
        match element.name() {
            "html" => head.language = value(Attribute::Lang).or(value(Attribute::XmlLang)),
            "title" if head.title.is_none() && !element.is_inside("svg") => {
                head.title = Some(collapse(&element.text()))
            }
            "meta" => {
                let meta = read_meta(element);
                if let Some(meta) = meta.as_ref().filter(|m| m.name == "script:ld+json") {
                    head.json_ld_in_meta.extend(data.read_json_ld(&meta.content));
                }
                head.meta.extend(meta);
            }
            "link" if has_rel(element, "canonical") && head.canonical.is_none() => {
                head.canonical = value(Attribute::Href);
            }
            "base" if head.base.is_none() => head.base = value(Attribute::Href),
            "script" => {
                head.scripts += 1;
                let kind = element.attr(Attribute::Type).unwrap_or("");
                data.read(&mut head, kind, element.attr(Attribute::Id), element);
            }
            _ => {}
        }
        for (attribute, value) in element.attributes() {
            match attribute {
                Attribute::Rel if head.license.is_none() && is_rel(value, "license") => {
                    head.license = element.attr(Attribute::Href).map(collapse);
                }
                Attribute::Itemtype => read_item_types(&mut head.item_types, value),
                _ => {}
            }
        }
        if head.marks.len() < MARKS {
            head.marks.extend(mark(element));
        }
    }
    (head, data.too_large || data.room.is_met())
}

/// Most types of microdata that are read.
const ITEM_TYPES: usize = 64;

/// More of a type says no more.
const ENOUGH: usize = 3;

/// Adds the names of `types`, which are addresses such as `https://schema.org/Product`.
fn read_item_types(to: &mut Vec<String>, types: &str) {
    for address in types.split_ascii_whitespace() {
        if to.len() >= ITEM_TYPES {
            return;
        }
        let name = address.rsplit(['/', '#']).next().unwrap_or(address);
        let known = to.iter().filter(|t| *t == name).count();
        if known < ENOUGH && name.len() <= NAME {
            to.push(name.to_owned());
        }
    }
}

/// Longest name of a type, in bytes.
const NAME: usize = 60;

fn read_meta(element: Element<'_>) -> Option<Meta> {
    let named = || [Attribute::Property, Attribute::Name].into_iter().find_map(|a| element.attr(a));
    let name = named().or_else(|| element.attr(Attribute::Itemprop).filter(|_| !is_of_review(element)))?;
    let content = element.attr(Attribute::Content)?;
    Some(Meta { name: name.trim().to_ascii_lowercase(), content: collapse(content) })
}

/// What there is room for in data scripts.
struct Data {
    room: Room,
    too_large: bool,
}

impl Data {
    fn read(&mut self, head: &mut Head, kind: &str, id: Option<&str>, element: Element<'_>) {
        match DataKind::of(kind, id) {
            Some(DataKind::JsonLd) => head.json_ld.extend(self.read_json_ld(&element.text())),
            Some(DataKind::Embedded) => self.too_large |= element.text().len() > DATA_SCRIPT,
            None => {}
        }
    }

    fn read_json_ld(&mut self, content: &str) -> Option<Value> {
        self.too_large |= content.len() > DATA_SCRIPT;
        if content.len() > DATA_SCRIPT { None } else { read_json_ld(content, &mut self.room) }
    }
}

/// What a script holds that is no program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DataKind {
    JsonLd,
    /// What a program would show, such as `__NEXT_DATA__`.
    Embedded,
}

impl DataKind {
    /// The data of a script of this `type` and `id`, if it holds some.
    pub(super) fn of(kind: &str, id: Option<&str>) -> Option<DataKind> {
        const JSON_LD: &str = "application/ld+json";
        let kind = kind.trim();
        if kind.get(..JSON_LD.len()).is_some_and(|kind| kind.eq_ignore_ascii_case(JSON_LD)) {
            return Some(DataKind::JsonLd);
        }
        let embedded = kind.eq_ignore_ascii_case("application/json") || id == Some("__NEXT_DATA__");
        embedded.then_some(DataKind::Embedded)
    }
}

/// What `read` makes of the page's embedded data such as `__NEXT_DATA__`, a script at a
/// time; of those that are no JSON, nothing.
pub(super) fn embedded<'t, T>(
    tree: &'t Tree,
    read: impl Fn(&str) -> serde_json::Result<T> + 't,
) -> impl Iterator<Item = T> + 't {
    let scripts = tree.elements().filter(|element| element.name() == "script").filter(|script| {
        let kind = script.attr(Attribute::Type).unwrap_or("");
        DataKind::of(kind, script.attr(Attribute::Id)) == Some(DataKind::Embedded)
    });
    scripts.map(Element::text).filter(|json| json.len() <= DATA_SCRIPT).filter_map(move |json| read_json(&json, &read))
}

/// Reads JSON as pages write it: sometimes inside a comment or CDATA, with raw
/// line breaks in strings or a stray semicolon at the end.
fn read_json<T>(content: &str, mut read: impl FnMut(&str) -> serde_json::Result<T>) -> Option<T> {
    let inner = without_wrapping(content);
    read(inner).ok().or_else(|| {
        let cleaned: String = inner.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        read(&surrogates::mend(&cleaned)).ok()
    })
}

/// What stands around JSON in scripts of old, none of which can begin or end JSON.
const WRAPPING: [&str; 7] = ["<!--", "-->", "<![CDATA[", "]]>", "//", "/*", "*/"];

fn without_wrapping(content: &str) -> &str {
    let mut inner = content.trim_start_matches('\u{feff}').trim();
    while let Some(shorter) = WRAPPING.iter().find_map(|w| inner.strip_prefix(w).or(inner.strip_suffix(w))) {
        inner = shorter.trim();
    }
    inner.trim_end_matches(';')
}

/// JSON-LD, if need be without commas before a closing bracket and what stands
/// after its end: what is mended has one reading only.
fn read_json_ld(content: &str, room: &mut Room) -> Option<Value> {
    read_json(content, |json| values::read(json, room)).or_else(|| {
        let mended = surrogates::mend(&mend_json(without_wrapping(content)));
        let mut found = serde_json::Deserializer::from_str(&mended).into_iter::<IgnoredAny>();
        let mut values = std::iter::from_fn(|| {
            let start = found.byte_offset();
            found.next().filter(|_| !room.is_taken())?.ok()?;
            values::read(mended.get(start..found.byte_offset())?, room).ok()
        });
        let first = values.next().filter(|v| v.is_object() || v.is_array())?;
        let rest: Vec<Value> = values.collect();
        Some(if rest.is_empty() { first } else { std::iter::once(first).chain(rest).collect() })
    })
}

/// Control characters become spaces, commas before a closing bracket and remarks go.
fn mend_json(broken: &str) -> String {
    let mut mended = String::with_capacity(broken.len());
    let (mut in_string, mut escaped) = (false, false);
    let mut rest = broken;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = (!in_string).then(|| remark(rest)).flatten() {
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let c = if c.is_control() { ' ' } else { c };
        if !in_string && matches!(c, '}' | ']') {
            let end = mended.trim_end().trim_end_matches(',').len();
            mended.truncate(end);
        }
        in_string ^= c == '"' && !escaped;
        escaped = in_string && c == '\\' && !escaped;
        mended.push(c);
    }
    mended
}

/// How long the remark is that the text begins with, in bytes.
fn remark(text: &str) -> Option<usize> {
    let ends = [("/*", "*/"), ("//", "\n")];
    let (start, end) = ends.iter().find(|(start, _)| text.starts_with(start))?;
    let rest = &text[start.len()..];
    Some(rest.find(end).map_or(text.len(), |at| start.len() + at + end.len()))
}

pub(super) fn has_rel(element: Element<'_>, rel: &str) -> bool {
    element.attr(Attribute::Rel).is_some_and(|value| is_rel(value, rel))
}

fn is_rel(value: &str, rel: &str) -> bool {
    value.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(rel))
}

pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Room;
    use serde_json::{Value, json};

    fn read_json_ld(content: &str) -> Option<Value> {
        super::read_json_ld(content, &mut Room::new(100))
    }

    #[test]
    fn a_text_that_was_cut_within_a_sign_is_read() {
        let found = read_json_ld(r#"{"headline": "Pier", "description": "closed \ud83d"}"#);
        assert_eq!(found, Some(json!({"headline": "Pier", "description": "closed \u{fffd}"})));
    }

    #[test]
    fn broken_json_is_mended_where_it_has_one_reading() {
        let article = json!({"headline": "Pier, closed,", "keywords": ["a", "b"]});
        for broken in [
            "{\"headline\": \"Pier, closed,\", \"keywords\": [\"a\", \"b\",],}",
            "<!-- {\"headline\": \"Pier,\nclosed,\", \"keywords\": [\"a\", \"b\"]}; -->",
            "{\"headline\": \"Pier, closed,\", \"keywords\": [\"a\", \"b\"]} trailing words",
            "\u{feff}{\"headline\": \"Pier, closed,\", /* two */ \"keywords\": [\"a\", // one\n \"b\"]}",
            "<![CDATA[\n{\"headline\": \"Pier, closed,\", \"keywords\": [\"a\", \"b\"]}\n]]>",
            "/* <![CDATA[ */ {\"headline\": \"Pier, closed,\", \"keywords\": [\"a\", \"b\"]} /* ]]> */",
        ] {
            assert_eq!(read_json_ld(broken), Some(article.clone()), "{broken}");
        }
        assert_eq!(read_json_ld("{\"a\": 1}{\"b\": 2}"), Some(json!([{"a": 1}, {"b": 2}])));
        assert_eq!(read_json_ld("{\"headline\": \"He said \"no\" twice\"}"), None);
        assert_eq!(read_json_ld("{\"escaped\": \"\\\",}\"}"), Some(json!({"escaped": "\",}"})));
    }
}
