//! The doctype (13.2.5.53 to 13.2.5.68). In all of its states a `>` ends it.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token, TokenSink};
use memchr::memchr;

use super::{Tokenizer, is_space};

impl<S: TokenSink> Tokenizer<'_, S> {
    /// A doctype whose `<!doctype` has been read.
    pub(super) fn doctype(&mut self) {
        let start = self.at;
        let end = memchr(b'>', &self.bytes[start..]).map(|found| start + found);
        self.at = end.map_or(self.bytes.len(), |end| end + 1);
        let inside = self.replaced(start, end.unwrap_or(self.bytes.len()));
        let doctype = read(&inside, end.is_none());
        let _ = self.emit(Token::DoctypeToken(doctype));
    }
}

/// Reads what stands between `<!doctype` and `>`, or the end of the page.
fn read(inside: &str, unfinished: bool) -> Doctype {
    let mut doctype = Doctype { force_quirks: unfinished, ..Doctype::default() };
    let rest = inside.trim_start_matches(space);
    let (name, rest) = rest.split_at(rest.find(space).unwrap_or(rest.len()));
    if name.is_empty() {
        doctype.force_quirks = true;
        return doctype;
    }
    doctype.name = Some(name.to_ascii_lowercase().into());
    let rest = rest.trim_start_matches(space);
    let keyword = rest.get(..6).unwrap_or("");
    let public = keyword.eq_ignore_ascii_case("public");
    if rest.is_empty() {
        return doctype;
    }
    if !public && !keyword.eq_ignore_ascii_case("system") {
        doctype.force_quirks = true;
        return doctype;
    }
    let mut rest = rest.get(6..).unwrap_or("");
    if public {
        let Some(after) = identifier(rest, &mut doctype.public_id) else {
            doctype.force_quirks = true;
            return doctype;
        };
        rest = after;
        if rest.trim_start_matches(space).is_empty() {
            return doctype;
        }
    }
    match identifier(rest, &mut doctype.system_id) {
        // What follows the last identifier is passed over.
        Some(after) if !after.trim_start_matches(space).is_empty() => doctype.force_quirks = false,
        Some(_) => {}
        None => doctype.force_quirks = true,
    }
    doctype
}

/// Reads a quoted identifier; what follows it, or `None` if there is no
/// identifier or its end is missing.
fn identifier<'a>(text: &'a str, to: &mut Option<StrTendril>) -> Option<&'a str> {
    let text = text.trim_start_matches(space);
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = text.get(1..)?;
    let end = inside.find(quote);
    *to = Some(StrTendril::from_slice(&inside[..end.unwrap_or(inside.len())]));
    end.map(|end| &inside[end + 1..])
}

fn space(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_space)
}
