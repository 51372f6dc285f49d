//! What a page says about itself outside its text: title, meta elements, link
//! relations, JSON-LD and embedded page data.

use scraper::{Html, Node};
use serde_json::Value;

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
    /// Embedded page data such as `__NEXT_DATA__`: `<script type=application/json>`.
    pub data: Vec<Value>,
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

pub(super) fn read(tree: &Html) -> Head {
    let mut head = Head::default();
    for node in tree.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        match element.name() {
            "html" => head.language = element.attr("lang").or(element.attr("xml:lang")).map(collapse),
            "title" if head.title.is_none() && !in_svg(node) => head.title = Some(collapse(&text_of(node))),
            "meta" => {
                let name = element.attr("property").or(element.attr("name")).or(element.attr("itemprop"));
                if let (Some(name), Some(content)) = (name, element.attr("content")) {
                    head.meta.push(Meta { name: name.trim().to_ascii_lowercase(), content: collapse(content) });
                }
            }
            "link" if has_rel(element, "canonical") && head.canonical.is_none() => {
                head.canonical = element.attr("href").map(collapse);
            }
            "base" if head.base.is_none() => head.base = element.attr("href").map(collapse),
            "time" if head.times.len() < TIMES => head.times.extend(element.attr("datetime").map(collapse)),
            "script" => {
                head.scripts += 1;
                read_script(&mut head, element.attr("type").unwrap_or(""), element.id(), &text_of(node));
            }
            _ => {}
        }
    }
    head
}

fn read_script(head: &mut Head, kind: &str, id: Option<&str>, content: &str) {
    if !holds_data(kind, id) || content.len() > DATA_SCRIPT {
        return;
    }
    if let Some(value) = read_json(content) {
        if is_json_ld(kind) { head.json_ld.push(value) } else { head.data.push(value) }
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
fn read_json(content: &str) -> Option<Value> {
    let inner = content.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let inner = inner.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(inner).ok().or_else(|| {
        let cleaned: String = inner.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&cleaned).ok()
    })
}

fn has_rel(element: &scraper::node::Element, rel: &str) -> bool {
    element.attr("rel").is_some_and(|r| r.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(rel)))
}

fn in_svg(node: ego_tree::NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|a| a.value().as_element().is_some_and(|e| e.name() == "svg"))
}

fn text_of(node: ego_tree::NodeRef<'_, Node>) -> String {
    node.children().filter_map(|c| c.value().as_text().map(|t| &**t)).collect()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
