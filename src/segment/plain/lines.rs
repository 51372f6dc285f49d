//! Where the paragraphs of a plain text begin and end.

use std::ops::Range;

use crate::parse::{count_words, ends_sentence, is_comma, is_dense, is_terminal};
use crate::segment::block::is_blank;

/// A line without its end and the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Where it begins, with the white space before it.
    start: usize,
    /// That white space, in bytes.
    indent: usize,
}

impl Line<'_> {
    /// Where the text of the line stands.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.start + self.indent;
        start..start + self.text.len()
    }

    /// True if it begins with the mark of an item of a list, a cell, a quotation or a moment.
    fn is_item(&self) -> bool {
        let rest = self.text.strip_prefix(['-', '*', '+', '\u{2022}', '\u{25e6}', '\u{25aa}']);
        let minutes = self.text.trim_start_matches(|c: char| c.is_ascii_digit());
        let moment = minutes.len() < self.text.len() && minutes.strip_prefix(':').is_some_and(begins_with_digit);
        rest.is_some_and(|rest| rest.starts_with(char::is_whitespace)) || self.text.starts_with(['|', '>']) || moment
    }

    /// True if it begins as an item may, and a sentence within a line too: with a number, a
    /// dash, a letter or a reference in brackets.
    fn may_be_item(&self) -> bool {
        let rest = self.text.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered =
            rest.len() < self.text.len() && rest.strip_prefix(['.', ')']).is_some_and(|r| r.starts_with(' '));
        numbered || self.text.starts_with(['\u{2013}', '\u{2014}', '[', '('])
    }

    /// True of a line of code.
    fn is_code(&self) -> bool {
        self.text.ends_with(['{', '}', ';', '=']) || self.text.starts_with(['{', '}', '<', '$', '#'])
    }

    /// True of an address, perhaps with a number before it.
    fn is_address(&self) -> bool {
        let words = self.text.rsplit(char::is_whitespace);
        self.text.contains("://") && words.take(ADDRESS + 1).count() <= ADDRESS
    }

    /// True if a paragraph may go on from it to `next`: an item, a cell or code begins anew.
    fn may_lead_to(&self, next: Line<'_>) -> bool {
        let ends = ends_sentence(self.text) || self.text.ends_with([':', '\u{ff1a}']);
        let apart = next.is_item() || next.may_be_item() && ends || self.is_code() || next.is_code();
        !apart && !self.text.is_empty() && !next.text.is_empty()
    }

    /// True if it begins with a mark that no line of its own begins with.
    pub(super) fn is_torn_off(&self) -> bool {
        let closes = |c: char| is_comma(c) || is_terminal(c) && c != '\u{2026}' || matches!(c, ';' | ':' | ')');
        let rest = self.text.trim_start_matches(closes);
        let marks = &self.text[..self.text.len() - rest.len()];
        // ".NET" is a name, three dots leave something out, and a face smiles.
        let apart = rest.chars().next().is_none_or(|c| c.is_whitespace() || is_dense(c));
        let face = marks.starts_with(":)") || marks.starts_with(";)");
        (1..=LONGEST_MARKS).contains(&marks.len()) && apart && !face && !marks.starts_with("..") && !self.is_code()
    }
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// More bytes of marks are an ornament.
const LONGEST_MARKS: usize = 3;

/// The lines of `text`, empty ones too. What ends one is what Unicode says (UAX #14,
/// class BK, CR, LF and NL); a page that ends with its line ends one line only.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let end = rest.char_indices().find(|(_, c)| ends_line(*c));
        next = end.map(|(at, c)| start + at + length_of_end(&rest[at..], c));
        let line = rest.get(..end.map_or(rest.len(), |(at, _)| at))?;
        let indent = line.len() - line.trim_start().len();
        Some(Line { text: line.trim(), start, indent })
    })
}

pub(super) fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The end of a line may be of several characters: `\r\n`, or a page that ends with it.
fn length_of_end(rest: &str, first: char) -> usize {
    let ends = ["\r\n\x0c", "\n\x0c", "\x0c\r\n", "\x0c\n", "\r\r\n", "\r\n"];
    ends.into_iter().find(|end| rest.starts_with(end)).map_or(first.len_utf8(), str::len)
}

/// How the lines of a text stand to its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// A line is a paragraph.
    Paragraphs,
    /// Lines were wrapped at so many characters: a paragraph goes on where the next word
    /// would not have fitted.
    Wrapped(usize),
    /// A scraper has put every link on a line of its own: a paragraph goes on where the
    /// sentence does.
    Torn,
}

impl Breaks {
    /// What the lines of `text` say of themselves.
    pub(super) fn of(text: &str) -> Breaks {
        let torn = inner_breaks(text).filter(|(_, next)| next.is_torn_off()).nth(TORN - 1);
        match torn {
            Some(_) => Breaks::Torn,
            None => width(text).map_or(Breaks::Paragraphs, Breaks::Wrapped),
        }
    }

    /// True if the paragraph of `line` goes on with `next`, which `after` follows.
    fn join(self, line: Line<'_>, next: Line<'_>, after: Option<Line<'_>>) -> bool {
        if !line.may_lead_to(next) {
            return false;
        }
        let ends = ends_sentence(line.text) || line.text.ends_with([':', '\u{ff1a}']);
        match self {
            Breaks::Paragraphs => false,
            Breaks::Wrapped(width) => {
                // The first line of a paragraph stands in, those that hang from one all do.
                let hangs = line.is_item()
                    || line.may_be_item()
                    || next.text.starts_with(char::is_lowercase)
                    || after.is_some_and(|after| !after.text.is_empty() && after.indent >= next.indent);
                let indented = next.indent > line.indent && !hangs;
                is_full(line, next, width) && !indented
            }
            Breaks::Torn if next.is_torn_off() => true,
            Breaks::Torn if ends => false,
            Breaks::Torn => {
                let goes_on = || after.is_some_and(|after| after.is_torn_off());
                next.text.starts_with(char::is_lowercase) || goes_on() && count_words(line.text) >= CLAUSE
            }
        }
    }
}

/// So many lines that begin with the mark of a sentence before them are no accident.
const TORN: usize = 3;

/// Fewer words are a label.
const CLAUSE: usize = 3;

/// Widths that lines are wrapped at, in characters; where a sign is a syllable or a word, lines
/// of half as many are as wide.
const WIDTHS: Range<usize> = 36..101;
const NARROWEST: usize = WIDTHS.start / 2;

/// Fewer breaks between lines say nothing, and fewer of those that may stand in a paragraph.
const BREAKS: usize = 4;
const INNER: usize = 2;

/// Words of an address with its number.
const ADDRESS: usize = 2;

/// One line in so many may be longer than the others: an address, a line of a table.
const LONGER: usize = 20;

/// The width that lines were wrapped at, if they were: hardly any line is longer, and
/// most of the text stands in lines that had no room for the next word.
fn width(text: &str) -> Option<usize> {
    // The last place stands for all that are longer.
    let (mut lengths, mut all) = ([0; WIDTHS.end + 1], 0);
    for line in lines(text).filter(|line| !line.text.is_empty()) {
        lengths[line.text.chars().count().min(WIDTHS.end)] += 1;
        all += 1;
    }
    let mut longer = 0;
    let width = (0..lengths.len()).rev().find(|length| {
        longer += lengths[*length];
        longer > all / LONGER
    })?;
    if !(NARROWEST..WIDTHS.end).contains(&width) {
        return None;
    }
    let (mut breaks, mut inner, mut bytes, mut full) = (0, 0, 0, 0);
    let mut seen = Begun::default();
    for (line, next) in inner_breaks(text) {
        breaks += 1;
        // Lists, of what the page links to for example, say nothing of its paragraphs.
        let both_items = next.may_be_item() && (line.may_be_item() || line.is_item());
        if both_items || !line.may_lead_to(next) || line.is_address() || next.is_address() {
            continue;
        }
        inner += 1;
        bytes += line.text.len();
        if is_full(line, next, width) {
            full += line.text.len();
            seen.add(line, next, width);
        }
    }
    let enough = breaks >= BREAKS && inner >= INNER && full * 2 >= bytes;
    let wide = WIDTHS.contains(&width) || seen.is_dense();
    (enough && wide && !seen.is_of_items()).then_some(width)
}

/// How the lines begin that follow full ones, and their other words: items of a list are
/// of one length too, but each begins as a sentence does.
#[derive(Default)]
struct Begun {
    lines: usize,
    /// Those of `lines` that do not begin in lower case.
    lines_apart: usize,
    words: usize,
    words_apart: usize,
    /// Letters that have a case.
    cased: usize,
    /// Of lines without spaces, those that are full to the last sign, those in which a
    /// sentence ends before the line does, and all.
    whole: usize,
    ended: usize,
    dense: usize,
}

impl Begun {
    fn add(&mut self, line: Line<'_>, next: Line<'_>, width: usize) {
        let first = |word: &str| word.chars().next().unwrap_or(' ');
        for (at, word) in next.text.split_whitespace().enumerate() {
            let apart = usize::from(!first(word).is_lowercase());
            self.cased += usize::from(first(word).is_lowercase() || first(word).is_uppercase());
            if at == 0 {
                self.lines += 1;
                self.lines_apart += apart;
            } else {
                self.words += 1;
                self.words_apart += apart;
            }
        }
        if next.text.starts_with(is_dense) {
            self.dense += 1;
            self.whole += usize::from(line.text.chars().count() + 1 >= width);
            self.ended += usize::from(line.text.chars().rev().skip(1).any(is_terminal));
        }
    }

    /// True if most lines begin in a script without spaces.
    fn is_dense(&self) -> bool {
        self.dense * 2 > self.lines
    }

    fn is_of_items(&self) -> bool {
        if self.is_dense() {
            return self.whole * 5 < self.dense * 4 || self.ended * 6 < self.dense;
        }
        // Many scripts have no capitals.
        let cased = self.cased * 2 > self.lines + self.words;
        let apart = self.lines_apart * 10 >= self.lines * 9;
        cased && apart && self.words_apart * self.lines * 4 < self.lines_apart * self.words * 3
    }
}

/// Every line that is followed by another right away, with that.
fn inner_breaks(text: &str) -> impl Iterator<Item = (Line<'_>, Line<'_>)> {
    let pairs = lines(text).zip(lines(text).skip(1));
    pairs.filter(|(line, next)| !line.text.is_empty() && !next.text.is_empty())
}

/// True if what `next` begins with would not have fitted: a word, or a sign of a script
/// without spaces and the mark that may not begin a line.
fn is_full(line: Line<'_>, next: Line<'_>, width: usize) -> bool {
    let word = next.text.split(char::is_whitespace).next().unwrap_or_default();
    let length = if word.starts_with(is_dense) { 2 } else { 1 + word.chars().count().min(LONGEST_WORD) };
    line.text.chars().count() + length > width - width / RAGGED
}

/// Longer words are addresses and the like, which stand on lines of their own.
const LONGEST_WORD: usize = 20;

/// People break a line a little earlier: by so many parts of the width.
const RAGGED: usize = 16;

/// Where the paragraphs of a text stand, without those that have no character.
pub(super) fn paragraphs(text: &str, breaks: Breaks) -> impl Iterator<Item = Range<usize>> {
    let mut lines = lines(text);
    let next = move || {
        let first = lines.next()?;
        let mut last = first;
        loop {
            if breaks == Breaks::Paragraphs {
                break;
            }
            let mut ahead = lines.clone();
            let Some(next) = ahead.next().filter(|next| breaks.join(last, *next, ahead.next())) else { break };
            last = next;
            lines.next();
        }
        Some(first.start..last.range().end)
    };
    std::iter::from_fn(next).filter(|paragraph| !is_blank(&text[paragraph.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        paragraphs(text, Breaks::of(text)).map(|paragraph| text[paragraph].trim()).collect()
    }

    #[test]
    fn lines_end_as_unicode_says() {
        let text = "a\r\nb\rc\n\x0cd\x0b\u{85}e\u{2028}f\u{2029}g";
        assert_eq!(lines(text).map(|l| l.text).collect::<Vec<_>>(), ["a", "b", "c", "d", "", "e", "f", "g"]);
    }

    #[test]
    fn wrapped_lines_go_on_where_the_next_word_had_no_room() {
        let text = "Die alte Mole, die mehr als hundert Jahre gestanden hatte, wurde\n\
            Ende des Winters weggerissen. Auf der Karte ist der neue Hafen mit\n\
            Bild und Plan zu sehen, und wer mehr wissen will, kann in dem\n\
            Anhang nachsehen.\n\
            TAGS\n\
            Hafen\n\
            Teilen\n\
            Der Rat und der Bürgermeister haben einer Brücke aus dem Stahl\n\
            zugestimmt, und die Arbeiten beginnen im April.\n\n\
            * Die neue Mole ist aus Stahl, und sie ist so lang, dass sie nicht\n  passt.\n\
            * Das Schiff legt an.";
        let starts: Vec<_> = read(text).into_iter().map(|p| p.split(' ').next().unwrap_or("")).collect();
        assert_eq!(starts, ["Die", "TAGS", "Hafen", "Teilen", "Der", "*", "*"]);
        let headlines =
            "Harbour reopens after the storm\nMayor resigns after a long night\nFish is dear\nWhy boats sink";
        assert_eq!(read(headlines).len(), 4);
    }

    #[test]
    fn lists_and_addresses_do_not_hide_that_lines_were_wrapped() {
        let text = "   If the ferry does not leave, look at the board on the pier. The most\n   \
            common cause is a [1]fog that hides the lamp.\n\n   \
            See also the timetable of the company, which lists every day that the\n   \
            ferry stays where it is.\n\n   \
            * [2]Home\n     * [3]Boats\n     * [4]Fares\n     * [5]About\n     * [6]Contact\n\n\
            References\n\n   1. https://x.example/fog\n   2. https://x.example/\n   3. https://x.example/boats\n   \
            4. https://x.example/fares\n   5. https://x.example/about";
        let ends: Vec<_> = read(text).into_iter().map(|p| p.split([' ', '/']).next_back().unwrap_or("")).collect();
        assert_eq!(ends[..4], ["lamp.", "is.", "[2]Home", "[3]Boats"]);
        assert_eq!(ends.len(), 13);
    }

    #[test]
    fn lines_of_signs_are_narrow() {
        let sentence = "老港口的木码头已经站立了一百多年。去年冬天的风暴把它卷走了，没有人受伤。";
        let signs: Vec<char> = sentence.repeat(6).chars().collect();
        let wrapped: Vec<String> = signs.chunks(27).map(|line| line.iter().collect()).collect();
        assert_eq!(read(&wrapped.join("\n")).len(), 1);
        let verse = "The lamp burns on\nThe sea is grey\nThe boats are gone\nAnd so are they\nThe lamp burns on";
        assert_eq!(read(verse).len(), 5);
    }

    #[test]
    fn a_sentence_goes_on_after_a_link_on_a_line_of_its_own() {
        let text = "The court gave its\nadvisory opinion\n, which was read on\nMonday\n. Ferries wait.\nTAGS\nHarbour\n\
            It was read by the\nHarbour Office\n; the law is old.\nNext paragraph.";
        assert_eq!(
            read(text),
            [
                "The court gave its\nadvisory opinion\n, which was read on\nMonday\n. Ferries wait.",
                "TAGS",
                "Harbour",
                "It was read by the\nHarbour Office\n; the law is old.",
                "Next paragraph."
            ]
        );
    }
}
