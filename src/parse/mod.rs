//! Text to a page: the tree and the head. The only room that names html5ever.
//!
//! A tokenizer (`tokenizer/`) of our own reads the text and html5ever's tree builder makes
//! the tree. The tree builder has no limits of its own and its cost grows with
//! the square of the nesting depth, so a gate (`gate.rs`) stands between the two and
//! holds the limits before a token can do harm.

mod attribute;
mod data;
mod embedded;
mod front_matter;
mod gate;
mod head;
mod inline;
mod limits;
mod mark;
#[cfg(any(test, feature = "reference"))]
pub mod reference;
mod subject;
mod surrogates;
mod tokenizer;
mod tree;
mod values;
mod words;

use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};

use crate::decode::Text;
pub use attribute::Attribute;
pub use data::{DataBody, article_body, data_body};
pub(crate) use data::{data_texts, declared_types};
pub(crate) use data::{json_ld_objects, json_ld_types};
pub(crate) use front_matter::{front_matter, head_of};
use gate::{Counting, Gate};
pub use head::{Head, Meta};
pub(crate) use inline::{is_html, is_inline, is_inline_in_text};
pub(crate) use limits::Stage;
pub use limits::{Budget, Limit, Limits, UnknownLimit};
pub use mark::{Mark, Markup};
pub(crate) use subject::{Subject, headline};
use tokenizer::{Keep, Tokenizer};
pub use tree::{Element, Step, Tag, Tree, Walk};
pub(crate) use words::{
    CLOSING_QUOTES, count_sentences, count_words, ends_sentence, first_bytes, is_comma, is_dense, is_full_stop,
    is_sign, is_terminal, last_bytes, measure, without_closing,
};

/// How much text is read before the clock is, in bytes.
const CHUNK: usize = 64 * 1024;

/// A parsed page.
#[derive(Debug)]
pub struct Page {
    /// The tree as html5ever's tree builder made it.
    pub tree: Tree,
    /// What the head and the data scripts say about the page.
    pub head: Head,
    /// The limit that cut the page short, if one did.
    pub limit: Option<Limit>,
    /// What the stages after this one may spend.
    pub budget: Budget,
}

impl Page {
    /// What the page says about itself; the tree goes.
    pub fn into_head(self) -> Head {
        self.head
    }
}

/// Parses `text` within `limits`. Whatever the input, there is a page.
pub fn parse(text: &Text<'_>, limits: &Limits) -> Page {
    parse_within(text, limits, Budget::new(limits))
}

/// Parses `text` with what is left of a budget.
pub(crate) fn parse_within(text: &Text<'_>, limits: &Limits, budget: Budget) -> Page {
    let (mut tree, limit) = build(text, limits, budget, tree::Sink::default(), Keep::Read);
    tree.place_late_parts(limits.depth);
    tree.open_shadow_roots(limits.depth);
    let (head, left_out) = head::read(&tree, limits.values_of(text.content.len(), tree.len()));
    Page { tree, head, limit: Limit::graver(limit, left_out.then_some(Limit::Data)), budget }
}

/// The page as the `scraper` crate has it, for CSS selectors: every attribute,
/// all scripts, and the same limits. Comments are left out.
///
/// ```
/// use bodycopy::{Limits, decode, parse};
///
/// let text = decode::decode(b"<p data-id=7>One <b>two</b>", None);
/// let html = parse::html(&text, &Limits::default());
/// let selector = scraper::Selector::parse("p[data-id] b").expect("a selector");
/// assert_eq!(html.select(&selector).count(), 1);
/// ```
pub fn html(text: &Text<'_>, limits: &Limits) -> Html {
    build(text, limits, Budget::new(limits), HtmlTreeSink::new(Html::new_document()), Keep::All).0
}

fn build<S: Counting>(
    text: &Text<'_>,
    limits: &Limits,
    budget: Budget,
    sink: S,
    keep: Keep,
) -> (S::Output, Option<Limit>) {
    // The tree builder counts bytes in 32 bits.
    let (input, cut) = cut(&text.content, limits.bytes.min(u32::MAX as usize));
    // The decoder takes a byte order mark away; pages glued together have more.
    let source = tokenizer::prepare(input.strip_prefix('\u{feff}').unwrap_or(input));
    let nodes = limits.nodes_of(input.len());
    let gate = Gate::new(tree_builder(sink), &Limits { nodes, ..limits.clone() });
    let mut tokenizer = Tokenizer::new(&source, &gate, keep, limits.attributes);
    let mut next_look = CHUNK;
    while tokenizer.step() {
        if tokenizer.position() >= next_look {
            next_look = tokenizer.position() + CHUNK;
            if budget.is_over(Stage::Parse) {
                gate.close(Limit::Time);
            }
        }
        if gate.is_closed() {
            tokenizer.finish();
        }
    }
    let thinned = tokenizer.has_left_attributes().then_some(Limit::Attributes);
    let limit = Limit::graver(Limit::graver(gate.limit(), cut), thinned);
    (gate.into_builder().sink.finish(), limit)
}

fn tree_builder<S: TreeSink>(sink: S) -> TreeBuilder<S::Handle, S> {
    TreeBuilder::new(sink, TreeBuilderOpts { scripting_enabled: false, ..Default::default() })
}

/// Character references read, as in text that was escaped before it was put
/// where it stands; its tags are no markup.
pub(crate) fn read_references(text: &str) -> String {
    tokenizer::charref::resolve(text)
}

/// Vectors with this many entries do not double any more when they are full.
const MANY: usize = 4096;

/// Adds to a vector that may have an entry for every few bytes of a page: a long
/// one grows by a quarter, because what is not used is memory too.
pub(crate) fn push<T>(to: &mut Vec<T>, item: T) {
    if to.len() == to.capacity() && to.len() >= MANY {
        to.reserve_exact(to.len() / 4);
    }
    to.push(item);
}

/// The first `bytes` bytes, cut at a character, and whether anything was cut.
pub fn cut(content: &str, bytes: usize) -> (&str, Option<Limit>) {
    if content.len() <= bytes {
        return (content, None);
    }
    (first_bytes(content, bytes), Some(Limit::Bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str, limits: &Limits) -> Page {
        parse(&crate::decode::decode(html.as_bytes(), Some("utf-8")), limits)
    }

    fn text(page: &Page) -> String {
        page.tree.walk().filter_map(|step| if let Step::Text(text) = step { Some(text) } else { None }).collect()
    }

    #[test]
    fn deep_nesting_is_flattened_and_keeps_its_text() {
        let html = format!("{}deep{}<p>after", "<div>".repeat(50_000), "</div>".repeat(50_000));
        let page = page(&html, &Limits::default());
        assert_eq!(text(&page), "deepafter");
        let shown = crate::segment::segment(&page);
        assert_eq!(shown.blocks.iter().map(|b| &*b.text).collect::<Vec<_>>(), ["deep", "after"]);
        assert_eq!(page.limit, Some(Limit::Depth));
        let flat = super::tests::page(
            &format!("{}<p>One <i>two</i></p><p>three</p>", "<div>".repeat(600)),
            &Limits::default(),
        );
        let lines: Vec<_> = crate::segment::segment(&flat).blocks.iter().map(|b| b.text.to_string()).collect();
        assert_eq!(lines, ["One two\nthree"]);
    }

    #[test]
    fn too_many_nodes_give_a_limit_and_what_came_before() {
        let limits = Limits { nodes: 100, ..Limits::default() };
        let page = page(&"<p>word".repeat(1000), &limits);
        assert_eq!(page.limit, Some(Limit::Nodes));
        assert!(text(&page).starts_with("wordword"));
    }

    #[test]
    fn too_many_bytes_give_a_limit_at_a_character() {
        let limits = Limits { bytes: 5, ..Limits::default() };
        let page = page("\u{e9}\u{e9}\u{e9}\u{e9}", &limits);
        assert_eq!((text(&page).as_str(), page.limit), ("\u{e9}\u{e9}", Some(Limit::Bytes)));
    }

    #[test]
    fn attributes_beyond_the_cap_go() {
        let html = format!("<p a=1 b='x > y' id=in{} class=out>text</p>", " a=1 c".repeat(100_000));
        let limits = Limits { attributes: 3, ..Limits::default() };
        let page = page(&html, &limits);
        let p = page.tree.elements().find(|e| e.name() == "p");
        assert_eq!(p.map(|p| (p.attr(Attribute::Id), p.attr(Attribute::Class))), Some((Some("in"), None)));
        assert_eq!(text(&page), "text");
    }

    #[test]
    fn raw_text_ends_with_its_noscript() {
        for raw in
            ["<iframe src=a />", "<iframe>", "<style>p{", "<script>x<!--<script>", "<textarea>", "<iframe></iframe>"]
        {
            let html = format!("<p>before</p><noscript>{raw}</NoScript ><p>after</p>");
            assert!(text(&page(&html, &Limits::default())).ends_with("after"), "{raw}");
        }
        let script = "<script>document.write('<noscript>a</noscript>')</script>";
        for before in ["<noscript></noscript>", "<head><noscript></head>", "<noscript><link><body>"] {
            assert_eq!(text(&page(&format!("{before}{script}"), &Limits::default())), "", "{before}");
        }
    }

    #[test]
    fn code_that_looks_like_a_tag_keeps_the_page_after_it() {
        let html = format!("<script>for(i=0;i<n {};i++)</script><p>text", "x ".repeat(2000));
        assert_eq!(text(&page(&html, &Limits::default())), "text");
    }
}
