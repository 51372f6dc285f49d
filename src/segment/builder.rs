//! Assembles the block under the walk's hands: white space, line breaks, spans.

use super::block::{Block, Kind, LinkId, Span, Style, is_blank};
use super::element::ElementId;
use crate::parse::measure;

/// White space that collapses, as HTML defines it; a no-break space stays.
pub(super) fn collapses(byte: u8) -> bool {
    COLLAPSES[usize::from(byte)]
}

const COLLAPSES: [bool; 256] = {
    let mut table = [false; 256];
    let (spaces, mut at) = ([b' ', b'\t', b'\n', b'\r', b'\x0c'], 0);
    while at < spaces.len() {
        table[spaces[at] as usize] = true;
        at += 1;
    }
    table
};

/// How a text node looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) link: Option<LinkId>,
}

/// The text of the block being read. Its buffers serve all blocks of a page.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    spans: Vec<Span>,
    space: bool,
    breaks: u8,
    pub(super) owner: Option<ElementId>,
}

impl Builder {
    /// Adds text in which white space collapses.
    pub(super) fn push(&mut self, text: &str, look: Look) {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            let start = at + bytes[at..].iter().take_while(|b| collapses(**b)).count();
            self.space |= start > at;
            if start == bytes.len() {
                return;
            }
            if !self.text.is_empty() {
                if self.breaks > 0 {
                    self.append("\n", look);
                } else if self.space {
                    self.append(" ", look);
                }
            }
            self.breaks = 0;
            at = end_of_line(bytes, start);
            self.append(&text[start..at], look);
            self.space = false;
        }
    }

    /// Adds text in which white space counts.
    pub(super) fn push_verbatim(&mut self, text: &str, look: Look) {
        if !text.is_empty() {
            self.append(text, look);
        }
    }

    /// The bytes of the text so far.
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// A `<br>`. Returns true at the second one in a row: time for a new block.
    pub(super) fn line_break(&mut self) -> bool {
        self.breaks = self.breaks.saturating_add(1);
        self.breaks > 1
    }

    fn append(&mut self, text: &str, look: Look) {
        let start = self.text.len();
        self.text.push_str(text);
        match self.spans.last_mut() {
            Some(last) if last.style == look.style && last.link == look.link => {
                last.set_range(last.range().start..self.text.len());
            }
            _ => self.spans.push(Span::new(start..self.text.len(), look.style, look.link)),
        }
    }

    /// Takes the finished block, or nothing if it has no visible character.
    pub(super) fn take(&mut self, kind: Kind) -> Option<Block> {
        let block = self.owner.and_then(|owner| self.block(kind, owner));
        self.text.clear();
        self.spans.clear();
        (self.space, self.breaks, self.owner) = (false, 0, None);
        block
    }

    fn block(&mut self, kind: Kind, owner: ElementId) -> Option<Block> {
        if kind == Kind::Pre {
            self.trim_lines();
        }
        let (words, chars) = measure(&self.text);
        if chars == 0 || is_blank(&self.text) {
            return None;
        }
        let linked = self.spans.iter().filter(|s| s.link.is_some());
        Some(Block {
            kind,
            words,
            chars,
            link_chars: linked.map(|s| measure(&self.text[s.range()]).1).sum(),
            text: self.text.as_str().into(),
            spans: self.spans.as_slice().into(),
            owner,
            list: None,
            cell: None,
            hidden: false,
            continues: false,
        })
    }

    /// Preformatted text loses the empty lines at its ends.
    fn trim_lines(&mut self) {
        let end = self.text.trim_end().len();
        let start = self.text.len() - self.text.trim_start_matches(['\n', '\r']).len();
        if start >= end {
            self.text.clear();
            self.spans.clear();
            return;
        }
        self.text = self.text[start..end].to_owned();
        for span in &mut self.spans {
            let range = span.range();
            span.set_range(range.start.clamp(start, end) - start..range.end.clamp(start, end) - start);
        }
        self.spans.retain(|s| !s.range().is_empty());
    }
}

/// Where the text that begins at `start` and has single spaces only ends.
fn end_of_line(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        at += bytes[at..].iter().take_while(|b| !collapses(**b)).count();
        let single = bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(|b| !collapses(*b));
        if !single {
            return at;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(parts: &[&str]) -> String {
        let mut builder = Builder { owner: Some(ElementId(0)), ..Builder::default() };
        for part in parts {
            if *part == "<br>" {
                let _ = builder.line_break();
            } else {
                builder.push(part, Look::default());
            }
        }
        builder.take(Kind::Line).map(|b| b.text.into_string()).unwrap_or_default()
    }

    #[test]
    fn white_space_collapses_across_nodes_and_words_stay_joined() {
        assert_eq!(built(&["  a ", " b", "c\n", "", "d "]), "a bc d");
        assert_eq!(built(&["a", " ", "b"]), "a b");
        assert_eq!(built(&["a", "<br>", " b"]), "a\nb");
        assert_eq!(built(&[" \n "]), "");
    }
}
