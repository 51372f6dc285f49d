//! Tags and their attributes (13.2.5.6 to 13.2.5.8, 13.2.5.32 to 13.2.5.40).

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute as Built, LocalName, QualName, local_name, ns};
use memchr::memchr;

use super::{Keep, State, Tokenizer, is_space};
use crate::parse::attribute::{Attribute, tree_builder_reads};
use crate::parse::head;

/// Longest attribute name that anybody reads.
const LONGEST_READ: usize = 16;

/// What a byte is in a name.
const ENDS_TAG_NAME: u8 = 1;
const ENDS_ATTRIBUTE_NAME: u8 = 2;
const CHANGES: u8 = 4;

/// For each byte, whether it ends a name, or is not kept as it is.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = b'A' as usize;
    while at <= b'Z' as usize {
        classes[at] = CHANGES;
        at += 1;
    }
    classes[0] = CHANGES;
    let ends = [b' ', b'\t', b'\n', b'\x0c', b'/', b'>'];
    let mut at = 0;
    while at < ends.len() {
        classes[ends[at] as usize] = ENDS_TAG_NAME | ENDS_ATTRIBUTE_NAME;
        at += 1;
    }
    classes[b'=' as usize] = ENDS_ATTRIBUTE_NAME;
    classes
};

/// Which attributes of a tag are built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    None,
    Read,
    All,
}

/// Attributes and what follows them.
struct Rest {
    attributes: Vec<Built>,
    duplicates: bool,
    self_closing: bool,
}

impl<S: TokenSink> Tokenizer<'_, S> {
    pub(super) fn start_tag(&mut self) {
        let name = self.tag_name();
        let wanted = if self.keep == Keep::All || tree_builder_reads(&name) { Wanted::All } else { Wanted::Read };
        let Some(rest) = self.attributes(&name, wanted) else { return self.drop_rest() };
        if self.is_frame(&name) {
            return;
        }
        if name == local_name!("script") {
            self.data_script = is_data(&rest.attributes);
        }
        self.in_noscript |= !self.strict && name == local_name!("noscript");
        // One that the head left open ends with it.
        self.in_noscript &= name != local_name!("body");
        let whole = self.xml && rest.self_closing && !is_void(&name) && !self.is_foreign();
        let answer = self.emit(Token::TagToken(Tag {
            kind: TagKind::StartTag,
            name: name.clone(),
            self_closing: rest.self_closing,
            attrs: rest.attributes,
            had_duplicate_attributes: rest.duplicates,
        }));
        if whole {
            return self.emit_end_tag(name, false);
        }
        match answer {
            TokenSinkResult::RawData(kind) => self.state = State::Raw(kind, name),
            TokenSinkResult::Plaintext => self.state = State::Plaintext,
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => {}
        }
    }

    /// True of the tags of a set of frames, which nobody can look into: what stands between
    /// them is for those who see no frames.
    fn is_frame(&mut self, name: &LocalName) -> bool {
        self.framed |= !self.strict && *name == local_name!("frameset");
        self.framed && matches!(*name, local_name!("frameset") | local_name!("frame") | local_name!("noframes"))
    }

    pub(super) fn end_tag(&mut self) {
        let name = self.tag_name();
        let Some(rest) = self.attributes(&name, Wanted::None) else { return self.drop_rest() };
        if self.is_frame(&name) {
            return;
        }
        self.in_noscript &= name != local_name!("noscript") && name != local_name!("head");
        self.emit_end_tag(name, rest.self_closing);
    }

    pub(super) fn emit_end_tag(&mut self, name: LocalName, self_closing: bool) {
        // The only answers are to go on and to run a script.
        let _ = self.emit(Token::TagToken(Tag {
            kind: TagKind::EndTag,
            name,
            self_closing,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        }));
    }

    /// A tag that the page does not end is no tag, and no text.
    fn drop_rest(&mut self) {
        self.at = self.bytes.len();
    }

    fn tag_name(&mut self) -> LocalName {
        let (start, plain) = (self.at, self.skip_name(ENDS_TAG_NAME));
        self.names.get(self.source.get(start..self.at).unwrap_or_default(), plain)
    }

    /// Goes to the end of a name; true if the name is kept as it is.
    fn skip_name(&mut self, ends: u8) -> bool {
        let mut seen = 0;
        while let Some(byte) = self.bytes.get(self.at) {
            let class = CLASSES[usize::from(*byte)];
            if class & ends != 0 {
                break;
            }
            seen |= class;
            self.at += 1;
        }
        seen & CHANGES == 0
    }

    fn skip_space(&mut self) {
        while self.bytes.get(self.at).is_some_and(|b| is_space(*b)) {
            self.at += 1;
        }
    }

    /// Reads to the end of a tag. `None` if the page ends before: then there is
    /// no tag.
    fn attributes(&mut self, tag: &LocalName, wanted: Wanted) -> Option<Rest> {
        let mut rest = Rest { attributes: Vec::new(), duplicates: false, self_closing: false };
        let mut seen = 0;
        loop {
            self.skip_space();
            match self.bytes.get(self.at)? {
                b'>' => {
                    self.at += 1;
                    return Some(rest);
                }
                b'/' => {
                    self.at += 1;
                    if self.bytes.get(self.at)? == &b'>' {
                        self.at += 1;
                        rest.self_closing = true;
                        return Some(rest);
                    }
                }
                _ => {
                    seen += 1;
                    let too_many = seen > self.attributes;
                    self.left_attributes |= too_many;
                    let wanted = if too_many { Wanted::None } else { wanted };
                    self.attribute(tag, wanted, &mut rest)?;
                }
            }
        }
    }

    fn attribute(&mut self, tag: &LocalName, wanted: Wanted, rest: &mut Rest) -> Option<()> {
        let start = self.at;
        // The first character belongs to the name even if it is `=`.
        let mut plain = CLASSES[usize::from(self.bytes[start])] & CHANGES == 0;
        self.at += 1;
        plain &= self.skip_name(ENDS_ATTRIBUTE_NAME);
        let name = (start, self.at);
        let built = match wanted {
            Wanted::None => false,
            Wanted::All => true,
            Wanted::Read => is_read(&self.bytes[name.0..name.1], plain, tag),
        };
        self.skip_space();
        let mut value = (self.at, self.at);
        if self.bytes.get(self.at)? == &b'=' {
            self.at += 1;
            self.skip_space();
            value = self.value()?;
        }
        if built {
            let local = self.names.get(self.source.get(name.0..name.1).unwrap_or_default(), plain);
            if rest.attributes.iter().any(|a| a.name.local == local) {
                rest.duplicates = true;
            } else {
                let value = self.decoded(value.0, value.1, true);
                rest.attributes.push(Built { name: QualName::new(None, ns!(), local), value });
            }
        }
        Some(())
    }

    /// Where a value begins and ends; goes to what follows it.
    fn value(&mut self) -> Option<(usize, usize)> {
        let quote = *self.bytes.get(self.at)?;
        if matches!(quote, b'"' | b'\'') {
            let start = self.at + 1;
            let end = start + memchr(quote, &self.bytes[start..])?;
            self.at = end + 1;
            return Some((start, end));
        }
        let start = self.at;
        let length = self.bytes[start..].iter().position(|b| is_space(*b) || *b == b'>')?;
        self.at = start + length;
        Some((start, self.at))
    }
}

fn is_read(raw: &[u8], plain: bool, tag: &LocalName) -> bool {
    if raw.len() > LONGEST_READ {
        return false;
    }
    let attribute = if plain { Attribute::from_name(raw) } else { Attribute::from_name(&raw.to_ascii_lowercase()) };
    attribute.is_some_and(|a| a.is_read_of(tag))
}

/// True of what has no end tag, or ends otherwise.
fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "math"
            | "meta"
            | "param"
            | "source"
            | "svg"
            | "track"
            | "wbr"
    )
}

fn is_data(attributes: &[Built]) -> bool {
    let value = |name: LocalName| attributes.iter().find(|a| a.name.local == name).map(|a| &*a.value);
    head::DataKind::of(value(local_name!("type")).unwrap_or(""), value(local_name!("id"))).is_some()
}
