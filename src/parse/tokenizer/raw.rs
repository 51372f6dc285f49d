//! Raw text: titles, styles and scripts, which end at their own end tag
//! (13.2.5.2 to 13.2.5.4, 13.2.5.9 to 13.2.5.31).

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::TokenSink;
use html5ever::tokenizer::states::RawKind;
use memchr::{memchr, memchr2, memmem};

use super::{Keep, Run, Tokenizer, charref, is_space, is_unread};

impl<S: TokenSink> Tokenizer<'_, S> {
    /// The text of the element `name`, and its end tag.
    ///
    /// Inside `<noscript>` its end ends the text too. The standard knows no such
    /// end where scripts do not run; but where they do, nobody sees what is inside,
    /// so that nobody notices `<noscript><iframe src=a /></noscript>`, of which all
    /// the rest of the page would be the text.
    pub(super) fn raw(&mut self, kind: RawKind, name: &LocalName) {
        let (start, script) = (self.at, matches!(kind, RawKind::ScriptData | RawKind::ScriptDataEscaped(_)));
        let outer = self.in_noscript.then_some(&b"noscript"[..]);
        let ends = Ends { bytes: self.bytes, name: name.as_bytes(), outer };
        let end = if script { ends.of_script(start) } else { ends.of_text(start) };
        self.at = end;
        let unread = if script { !self.data_script } else { is_unread(name) };
        if self.keep == Keep::All || !unread {
            let text =
                if kind == RawKind::Rcdata { self.decoded(start, end, false) } else { self.replaced(start, end) };
            self.emit_text(text);
        }
        if is_name(self.bytes, end + "</".len(), name.as_bytes()) {
            self.at = end + "</".len();
            self.end_tag();
        } else if end < self.bytes.len() {
            self.emit_end_tag(name.clone(), false);
        }
    }

    /// A stretch of the source with its character references resolved.
    pub(super) fn decoded(&self, start: usize, end: usize, in_attribute: bool) -> StrTendril {
        let bytes = &self.bytes[..end];
        let mut run = Run::new(start);
        let mut at = start;
        while let Some(found) = memchr2(b'&', 0, &bytes[at..]).map(|found| at + found) {
            at = found + 1;
            if bytes[found] == 0 {
                run.push(self.source, found, &charref::Chars::REPLACEMENT);
                run.start = at;
            } else if let Some((chars, after)) = charref::read(bytes, at, in_attribute) {
                run.push(self.source, found, &chars);
                run.start = after;
                at = after;
            }
        }
        run.take(self.source, end)
    }
}

/// True if the whole name at this place is `name`.
fn is_name(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    let end = at + name.len();
    bytes.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(name))
        && bytes.get(end).is_some_and(|byte| ends_name(*byte))
}

fn ends_name(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

/// How a script reads an end tag: after `<!--` a `<script>` hides the next one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    Once,
    Twice,
}

/// Where raw text ends.
struct Ends<'a> {
    bytes: &'a [u8],
    /// Of the element whose text it is.
    name: &'a [u8],
    /// Of an element around it whose end ends it too.
    outer: Option<&'a [u8]>,
}

impl Ends<'_> {
    /// True if such an end tag begins at this place.
    fn end_at(&self, at: usize) -> bool {
        is_name(self.bytes, at + "</".len(), self.name) || self.outer_end_at(at)
    }

    fn outer_end_at(&self, at: usize) -> bool {
        self.outer.is_some_and(|name| is_name(self.bytes, at + "</".len(), name))
    }

    /// Where the text that begins at `start` ends, or the page.
    fn of_text(&self, start: usize) -> usize {
        let rest = &self.bytes[start..];
        let mut ends = memmem::find_iter(rest, b"</").map(|found| start + found);
        ends.find(|at| self.end_at(*at)).unwrap_or(self.bytes.len())
    }

    /// The same of a script.
    fn of_script(&self, start: usize) -> usize {
        let bytes = self.bytes;
        let mut escape = Escape::None;
        // Dashes before this place do not end an escape.
        let mut dashes = start;
        let mut at = start;
        loop {
            let found = match escape {
                Escape::None => memchr(b'<', &bytes[at..]),
                _ => memchr2(b'<', b'>', &bytes[at..]),
            };
            let Some(found) = found.map(|found| at + found) else { return bytes.len() };
            at = found + 1;
            let rest = &bytes[at..];
            if bytes[found] == b'>' {
                if bytes[dashes..found].ends_with(b"--") {
                    escape = Escape::None;
                }
                continue;
            }
            let slash = rest.first() == Some(&b'/');
            match escape {
                Escape::None | Escape::Once if slash && self.end_at(found) => return found,
                Escape::Twice if slash && self.outer_end_at(found) => return found,
                Escape::None if rest.starts_with(b"!--") => {
                    escape = Escape::Once;
                    dashes = at + 1;
                    at += 3;
                }
                Escape::None => {}
                Escape::Once if rest.first().is_some_and(u8::is_ascii_alphabetic) => {
                    let (script, after) = name_at(bytes, at);
                    escape = if script { Escape::Twice } else { Escape::Once };
                    at = after;
                }
                Escape::Twice if slash => {
                    let (script, after) = name_at(bytes, at + 1);
                    escape = if script { Escape::Once } else { Escape::Twice };
                    at = after;
                }
                _ => {}
            }
        }
    }
}

/// Whether the letters at this place are `script`, as a whole name, and where
/// the text goes on: after the character that ends a name, which is used up.
fn name_at(bytes: &[u8], at: usize) -> (bool, usize) {
    let letters = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let end = at + letters;
    match bytes.get(end) {
        Some(byte) if ends_name(*byte) => (bytes[at..end].eq_ignore_ascii_case(b"script"), end + 1),
        _ => (false, end),
    }
}
