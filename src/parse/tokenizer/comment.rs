//! Comments and CDATA sections (13.2.5.41 to 13.2.5.52, 13.2.5.69 and on).

use html5ever::tokenizer::{Token, TokenSink};
use memchr::{memchr, memmem};

use super::{Keep, SECTION_END, Tokenizer};

impl<S: TokenSink> Tokenizer<'_, S> {
    /// A comment whose `<!--` has been read.
    pub(super) fn comment(&mut self) {
        let start = self.at;
        let (end, after) = end_of_comment(self.bytes, start);
        self.at = after;
        self.emit_comment(start, end);
    }

    /// What looks like a declaration and is none: a comment up to the next `>`.
    pub(super) fn bogus_comment(&mut self) {
        let start = self.at;
        let end = memchr(b'>', &self.bytes[start..]).map_or(self.bytes.len(), |found| start + found);
        self.at = (end + 1).min(self.bytes.len());
        self.emit_comment(start, end);
    }

    fn emit_comment(&mut self, start: usize, end: usize) {
        if self.keep == Keep::All {
            let text = self.replaced(start, end);
            let _ = self.emit(Token::CommentToken(text));
        }
    }

    /// Where a CDATA section ends that holds markup, in XML outside of drawings.
    pub(super) fn end_of_markup(&self) -> Option<usize> {
        let rest = self.bytes.get(self.at..).filter(|_| self.xml && !self.is_foreign())?;
        let section = &rest[..memmem::find(rest, SECTION_END)?];
        memchr(b'<', section).map(|_| self.at + section.len())
    }

    /// A CDATA section whose `<![CDATA[` has been read.
    pub(super) fn cdata(&mut self) {
        let start = self.at;
        let end = memmem::find(&self.bytes[start..], SECTION_END).map_or(self.bytes.len(), |found| start + found);
        self.at = (end + SECTION_END.len()).min(self.bytes.len());
        let mut from = start;
        while let Some(nul) = memchr(0, &self.bytes[from..end]).map(|found| from + found) {
            let text = self.slice(from, nul);
            self.emit_text(text);
            let _ = self.emit(Token::NullCharacterToken);
            from = nul + 1;
        }
        let text = self.slice(from, end);
        self.emit_text(text);
    }
}

/// Where the text of the comment that begins at `start` ends, and where the
/// page goes on.
fn end_of_comment(bytes: &[u8], start: usize) -> (usize, usize) {
    let rest = &bytes[start..];
    for empty in [&b">"[..], b"->"] {
        if rest.starts_with(empty) {
            return (start, start + empty.len());
        }
    }
    let mut from = 0;
    while let Some(found) = memchr(b'>', &rest[from..]).map(|found| from + found) {
        for end in [&b"--"[..], b"--!"] {
            if rest[..found].ends_with(end) {
                return (start + found - end.len(), start + found + 1);
            }
        }
        from = found + 1;
    }
    let open = [&b"--!"[..], b"--", b"-"].into_iter().find(|end| rest.ends_with(end));
    (bytes.len() - open.map_or(0, <[u8]>::len), bytes.len())
}
