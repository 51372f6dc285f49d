//! Assembles the block under the walk's hands: white space, line breaks, spans.

use super::block::{Block, Kind, Span, Style, count_words};
use super::element::ElementId;

/// White space that collapses, as HTML defines it; a no-break space stays.
fn collapses(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// How a text node looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) link: Option<usize>,
}

/// The text of the block being read.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    spans: Vec<Span>,
    space: bool,
    breaks: u8,
    pub(super) owner: Option<ElementId>,
}

impl Builder {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text in which white space collapses.
    pub(super) fn push(&mut self, text: &str, look: Look) {
        if text.starts_with(collapses) {
            self.space = true;
        }
        for word in text.split(collapses).filter(|w| !w.is_empty()) {
            if !self.text.is_empty() {
                if self.breaks > 0 {
                    self.append("\n", look);
                } else if self.space {
                    self.append(" ", look);
                }
            }
            self.breaks = 0;
            self.append(word, look);
            self.space = true;
        }
        self.space = text.ends_with(collapses) || (self.space && text.trim_matches(collapses).is_empty());
    }

    /// Adds text in which white space counts.
    pub(super) fn push_verbatim(&mut self, text: &str, look: Look) {
        if !text.is_empty() {
            self.append(text, look);
        }
    }

    /// A `<br>`. Returns true at the second one in a row: time for a new block.
    pub(super) fn line_break(&mut self) -> bool {
        self.breaks += 1;
        self.breaks > 1
    }

    fn append(&mut self, text: &str, look: Look) {
        let start = self.text.len();
        self.text.push_str(text);
        match self.spans.last_mut() {
            Some(last) if last.style == look.style && last.link == look.link => {
                last.range.end = self.text.len();
            }
            _ => self.spans.push(Span { range: start..self.text.len(), style: look.style, link: look.link }),
        }
    }

    /// Takes the finished block, or nothing if it has no visible character.
    pub(super) fn take(&mut self, kind: Kind) -> Option<Block> {
        let mut done = std::mem::take(self);
        let owner = done.owner?;
        if kind == Kind::Pre {
            done.trim_lines();
        }
        if done.text.trim().is_empty() {
            return None;
        }
        let count = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
        let link_chars = done.spans.iter().filter(|s| s.link.is_some());
        let link_chars = link_chars.map(|s| count(&done.text[s.range.clone()])).sum();
        Some(Block {
            kind,
            words: count_words(&done.text),
            chars: count(&done.text),
            link_chars,
            text: done.text,
            spans: done.spans,
            owner,
            list: None,
            cell: None,
            hidden: false,
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
            span.range = span.range.start.clamp(start, end) - start..span.range.end.clamp(start, end) - start;
        }
        self.spans.retain(|s| !s.range.is_empty());
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
        builder.take(Kind::Line).map(|b| b.text).unwrap_or_default()
    }

    #[test]
    fn white_space_collapses_across_nodes_and_words_stay_joined() {
        assert_eq!(built(&["  a ", " b", "c\n", "", "d "]), "a bc d");
        assert_eq!(built(&["a", " ", "b"]), "a b");
        assert_eq!(built(&["a", "<br>", " b"]), "a\nb");
        assert_eq!(built(&[" \n "]), "");
    }
}
