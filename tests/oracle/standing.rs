//! What stands between html5ever's tokenizer and its tree builder, for the two things that
//! are read otherwise than a browser reads a page of HTML: XML, in which `<title/>` is a whole
//! element and CDATA is text, and sets of frames, of which only the text for those who see
//! none is there.

use std::cell::Cell;

use ego_tree::NodeId;
use html5ever::TokenizerResult;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};

/// Tags that have no end, or one that means more.
const VOID: &str = " area base basefont bgsound br col embed frame hr img input keygen link math meta param source \
                    svg track wbr ";

struct Standing {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    xml: bool,
    framed: Cell<bool>,
}

impl TokenSink for Standing {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let Token::TagToken(tag) = &token else { return self.builder.process_token(token, line) };
        let starts = tag.kind == TagKind::StartTag;
        self.framed.set(self.framed.get() || starts && &*tag.name == "frameset");
        if self.framed.get() && matches!(&*tag.name, "frameset" | "frame" | "noframes") {
            return TokenSinkResult::Continue;
        }
        let foreign = self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        let whole = self.xml && starts && tag.self_closing && !foreign && !VOID.contains(&format!(" {} ", tag.name));
        if !whole {
            return self.builder.process_token(token, line);
        }
        let end = Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..tag.clone() };
        let _ = self.builder.process_token(token, line);
        self.builder.process_token(Token::TagToken(end), line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.xml || self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The page with CDATA that holds markup in its place.
fn unpacked(xml: &str) -> String {
    let (mut out, mut rest) = (String::new(), xml);
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        let Some((section, behind)) = after.split_once("]]>") else { break };
        out.push_str(before);
        out.push_str(&match section.contains('<') {
            // There is none inside another.
            true => section.replace("<![CDATA[", "<!CDATA["),
            false => section.replace('&', "&amp;"),
        });
        rest = behind;
    }
    out + rest
}

/// The page's tree.
pub fn tree(html: &str) -> Html {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let options = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let declared = html.trim_start().strip_prefix("<?xml");
    let xml = declared.is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let html = if xml { unpacked(html) } else { html.to_owned() };
    let standing = Standing {
        builder: TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), options),
        xml,
        framed: Cell::new(false),
    };
    // html5ever drops a byte order mark after every script too; the standard
    // drops one, at the start.
    let tokenizer = Tokenizer::new(standing, TokenizerOpts { discard_bom: false, ..Default::default() });
    let queue = BufferQueue::default();
    queue.push_back(html.as_str().into());
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}
