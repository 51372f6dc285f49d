//! Text to tokens, after the WHATWG standard (HTML Living Standard, 13.2.5),
//! for input that is whole and in memory: runs of text, comments and the bodies
//! of scripts are found by vectorised search instead of character by character.
//!
//! Tree construction is html5ever's: the tokens go to its tree builder, which
//! answers how to read on. html5ever's own tokenizer is the reference that this
//! one is compared with (`reference`).

pub(in crate::parse) mod charref;
mod comment;
mod doctype;
mod names;
mod raw;
mod tag;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use html5ever::{LocalName, local_name};
use memchr::{memchr, memchr3};

use names::Names;

/// What is built of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// What somebody reads: no comments, no script but data, few attributes.
    Read,
    /// All of it.
    All,
}

/// How the input is read on.
#[derive(Clone, Debug)]
enum State {
    Data,
    /// Until the end tag of that name.
    Raw(RawKind, LocalName),
    Plaintext,
    End,
}

/// White space as the standard has it, after `\r` has gone.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c')
}

pub(super) struct Tokenizer<'a, S> {
    source: &'a StrTendril,
    bytes: &'a [u8],
    at: usize,
    state: State,
    /// The last start tag was of a script that holds data.
    data_script: bool,
    /// Between `<noscript>` and its end, which ends all raw text.
    in_noscript: bool,
    /// Only what the standard says ends raw text.
    strict: bool,
    /// A set of frames has begun: the text for those who have none is the page's.
    framed: bool,
    /// The page says that it is XML: `<title/>` is a whole element, and CDATA is text, or a page
    /// inside of another: feeds and exports of notes hold their markup in it.
    xml: bool,
    /// Where the CDATA ends that holds markup and is being read.
    section_end: usize,
    keep: Keep,
    /// Most attributes of one tag.
    attributes: usize,
    /// Some tag had more.
    left_attributes: bool,
    names: Names,
    pub(super) sink: &'a S,
}

/// `text` as the tokenizer wants it: all line ends are `\n` (13.2.3.5).
pub(super) fn prepare(text: &str) -> StrTendril {
    let mut rest = text;
    if memchr(b'\r', rest.as_bytes()).is_none() {
        return StrTendril::from_slice(rest);
    }
    let mut out = StrTendril::with_capacity(u32::try_from(rest.len()).unwrap_or(0));
    while let Some((line, after)) = memchr(b'\r', rest.as_bytes()).and_then(|at| rest.split_at_checked(at)) {
        out.push_slice(line);
        out.push_slice("\n");
        let after = after.strip_prefix('\r').unwrap_or(after);
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_slice(rest);
    out
}

impl<'a, S: TokenSink> Tokenizer<'a, S> {
    pub(super) fn new(source: &'a StrTendril, sink: &'a S, keep: Keep, attributes: usize) -> Self {
        Tokenizer {
            source,
            bytes: source.as_bytes(),
            at: 0,
            state: State::Data,
            data_script: false,
            in_noscript: false,
            strict: false,
            framed: false,
            xml: is_xml(source),
            section_end: usize::MAX,
            keep,
            attributes,
            left_attributes: false,
            names: Names::default(),
            sink,
        }
    }

    /// Reads as the standard has it where no scripts run, to be compared with others.
    #[cfg(any(test, feature = "reference"))]
    pub(super) fn strict(mut self) -> Self {
        self.strict = true;
        self.xml = false;
        self
    }

    /// Begins in raw text, as html5lib's tests ask for.
    #[cfg(test)]
    pub(super) fn begin_in(&mut self, state: &str, last_start_tag: &str) {
        let raw = |kind| State::Raw(kind, LocalName::from(last_start_tag));
        self.data_script = true;
        self.state = match state {
            "PLAINTEXT state" => State::Plaintext,
            "RCDATA state" => raw(RawKind::Rcdata),
            "RAWTEXT state" => raw(RawKind::Rawtext),
            "Script data state" => raw(RawKind::ScriptData),
            _ => State::Data,
        };
        if state == "CDATA section state" {
            self.cdata();
        }
    }

    /// Whether some tag had more attributes than are read.
    pub(super) fn has_left_attributes(&self) -> bool {
        self.left_attributes
    }

    /// Where in the source the next token begins.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Reads on to the end of the next token. False if there is none: then the
    /// tree is finished.
    pub(super) fn step(&mut self) -> bool {
        if self.at >= self.bytes.len() || matches!(self.state, State::End) {
            self.finish();
            return false;
        }
        match std::mem::replace(&mut self.state, State::Data) {
            State::Data => self.data(),
            State::Raw(kind, name) => self.raw(kind, &name),
            State::Plaintext => {
                let text = self.replaced(self.at, self.bytes.len());
                self.at = self.bytes.len();
                self.emit_text(text);
            }
            State::End => {}
        }
        true
    }

    /// The end of the input, wherever it is read to.
    pub(super) fn finish(&mut self) {
        if !matches!(self.state, State::End) {
            self.state = State::End;
            let _ = self.emit(Token::EOFToken);
            self.sink.end();
        }
    }

    /// Text up to the next tag, comment or declaration, and that.
    fn data(&mut self) {
        let mut run = Run::new(self.at);
        let section = self.is_in_section();
        let end = if section { self.section_end } else { self.bytes.len() };
        loop {
            let found = match self.bytes.get(self.at) {
                Some(b'<') => Some(0),
                _ => memchr3(b'<', b'&', 0, self.bytes.get(self.at..end).unwrap_or_default()),
            };
            let Some(at) = found.map(|f| self.at + f) else {
                let text = run.take(self.source, end);
                self.at = if section { end + SECTION_END.len() } else { end };
                self.section_end = usize::MAX;
                return self.emit_text(text);
            };
            self.at = at + 1;
            match self.bytes[at] {
                b'<' if self.opens_markup() => {
                    let text = run.take(self.source, at);
                    self.emit_text(text);
                    return self.markup();
                }
                b'&' => {
                    if let Some((chars, end)) = charref::read(self.bytes, self.at, false) {
                        run.push(self.source, at, &chars);
                        run.start = end;
                        self.at = end;
                    }
                }
                0 => {
                    let text = run.take(self.source, at);
                    self.emit_text(text);
                    let _ = self.emit(Token::NullCharacterToken);
                    run.start = self.at;
                }
                _ => {}
            }
        }
    }

    /// True if what follows the `<` before this place is no text.
    fn opens_markup(&self) -> bool {
        match self.bytes.get(self.at) {
            Some(b'/') => self.at + 1 < self.bytes.len(),
            Some(b'!' | b'?') => true,
            Some(byte) => byte.is_ascii_alphabetic(),
            None => false,
        }
    }

    /// What stands after a `<` that opens something.
    fn markup(&mut self) {
        match self.bytes.get(self.at) {
            Some(b'!') => {
                self.at += 1;
                self.declaration();
            }
            Some(b'?') => self.bogus_comment(),
            Some(b'/') => {
                self.at += 1;
                match self.bytes.get(self.at) {
                    Some(b'>') => self.at += 1,
                    Some(byte) if byte.is_ascii_alphabetic() => self.end_tag(),
                    _ => self.bogus_comment(),
                }
            }
            _ => self.start_tag(),
        }
    }

    fn declaration(&mut self) {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"--") {
            self.at += 2;
            self.comment();
        } else if rest.get(..7).is_some_and(|w| w.eq_ignore_ascii_case(b"doctype")) {
            self.at += 7;
            self.doctype();
        } else if rest.starts_with(b"[CDATA[") && (self.is_foreign() || self.xml && !self.is_in_section()) {
            self.at += 7;
            match self.end_of_markup() {
                Some(end) => self.section_end = end,
                None => self.cdata(),
            }
        } else {
            self.bogus_comment();
        }
    }

    /// True inside of CDATA that holds markup; a tag may have gone over its end.
    fn is_in_section(&self) -> bool {
        self.at <= self.section_end && self.section_end < self.bytes.len()
    }

    /// True inside SVG and MathML.
    fn is_foreign(&self) -> bool {
        self.sink.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn emit(&mut self, token: Token) -> TokenSinkResult<S::Handle> {
        self.sink.process_token(token, 1)
    }

    fn emit_text(&mut self, text: StrTendril) {
        if !text.is_empty() {
            // Text never changes how the input is read.
            let _ = self.emit(Token::CharacterTokens(text));
        }
    }

    /// A stretch of the source.
    fn slice(&self, start: usize, end: usize) -> StrTendril {
        slice(self.source, start, end)
    }

    /// A stretch of the source in which NUL becomes U+FFFD.
    fn replaced(&self, start: usize, end: usize) -> StrTendril {
        let text = self.slice(start, end);
        if memchr(0, text.as_bytes()).is_none() { text } else { text.replace('\0', "\u{fffd}").into() }
    }
}

/// What ends a CDATA section.
const SECTION_END: &[u8] = b"]]>";

/// True of a text that begins with XML's declaration (XML 1.0, 2.8): chapters of e-books, and
/// what other programs write.
fn is_xml(source: &str) -> bool {
    source.trim_start().strip_prefix("<?xml").is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

fn slice(source: &StrTendril, start: usize, end: usize) -> StrTendril {
    // Tendrils count in 32 bits; `cut` sees to it that the source fits.
    let length = end.saturating_sub(start) as u32;
    source.try_subtendril(start as u32, length).unwrap_or_default()
}

/// A run of text: a stretch of the source as long as nothing in it has to be
/// replaced, a copy from then on.
struct Run {
    copy: Option<StrTendril>,
    /// From here on the source has not been copied.
    start: usize,
}

impl Run {
    fn new(start: usize) -> Self {
        Run { copy: None, start }
    }

    /// Adds the source up to `end`, then `chars`.
    fn push(&mut self, source: &StrTendril, end: usize, chars: &charref::Chars) {
        let copy = self.copy.get_or_insert_default();
        copy.push_slice(source.get(self.start..end).unwrap_or_default());
        chars.iter().for_each(|c| copy.push_char(c));
    }

    /// All of the run, which ends at `end`.
    fn take(&mut self, source: &StrTendril, end: usize) -> StrTendril {
        match self.copy.take() {
            Some(mut copy) => {
                copy.push_slice(source.get(self.start..end).unwrap_or_default());
                copy
            }
            None => slice(source, self.start, end),
        }
    }
}

/// True for elements whose raw text is no text of the page.
pub(super) fn is_unread(name: &LocalName) -> bool {
    matches!(*name, local_name!("style") | local_name!("iframe") | local_name!("noembed") | local_name!("noframes"))
}
