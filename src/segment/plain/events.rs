//! The blocks that Markdown's marks make.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::draft::{Draft, Setting};
use super::lines::{Breaks, ends_line};
use super::markdown::{is_link, is_marked, read_piece};
use super::{markup, stand_apart};
use crate::parse::{count_words, ends_sentence};
use crate::segment::block::{Cell, Kind, List, Style};
use crate::segment::builder::Look;
use crate::segment::element::ElementId;

/// What is known of an open block.
#[derive(Clone, Copy)]
struct Open {
    setting: Setting,
    /// Where its source ends.
    end: usize,
    /// Items, rows or cells that it has had.
    count: u32,
    /// A list whose items keep their marks: they are numbers of the text.
    told: bool,
    /// What it holds is gathered, and read when it ends.
    aside: bool,
}

/// Makes blocks of the events of a parser.
pub(super) struct Reader<'t, 'd, Starts: Iterator<Item = usize>> {
    text: &'t str,
    draft: &'d mut Draft,
    /// Where paragraphs begin as the lines alone have it.
    starts: Peekable<Starts>,
    /// Styles and links that are open.
    looks: Vec<Inline>,
    open: Vec<Open>,
    /// The items that are open: whether each has a block yet.
    items: Vec<bool>,
    picture: Option<Picture>,
    /// What is gathered of the block that is open.
    aside: String,
    /// Where the last cell of a table ends.
    cell_end: usize,
    breaks: Breaks,
    /// Blocks of HTML and lines that stand in are read for their Markdown.
    deep: bool,
}

/// A style or a link that is open.
struct Inline {
    look: Look,
    /// What stands behind it as it is.
    after: String,
}

/// A picture whose alternative text is being read.
struct Picture {
    src: String,
    alt: String,
}

impl<'t, 'd, Starts: Iterator<Item = usize>> Reader<'t, 'd, Starts> {
    /// A reader of `text`, whose paragraphs begin at `starts`.
    pub(super) fn new(text: &'t str, starts: Starts, breaks: Breaks, deep: bool, draft: &'d mut Draft) -> Self {
        let starts = starts.peekable();
        let (looks, open, items, aside) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        Reader { text, draft, starts, looks, open, items, picture: None, aside, cell_end: 0, breaks, deep }
    }

    pub(super) fn read(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(tag) => match tag.to_end() {
                end if is_inline(end) => self.start(tag, range),
                _ => self.open(&tag, range),
            },
            Event::End(tag) if is_inline(tag) => self.end(),
            Event::End(tag) => self.close(tag, range),
            Event::Text(text) if self.is_aside() => self.aside.push_str(&text),
            Event::Text(text) if self.setting().kind == Kind::Pre => self.draft.verbatim(&text, self.setting().owner),
            Event::Text(text) => self.words(&text, Style::default()),
            Event::Code(text) => self.words(&text, Style { code: true, ..Style::default() }),
            Event::Html(markup) => self.aside.push_str(&markup),
            Event::InlineHtml(markup) => self.tag(&markup),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.line_break(),
            // What the options do not ask for does not come.
            Event::Rule
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => {}
        }
    }

    fn setting(&self) -> Setting {
        self.open.last().map_or(Setting::LINE, |open| open.setting)
    }

    fn look(&self) -> Look {
        self.looks.last().map_or(Look::default(), |inline| inline.look)
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        let (mut look, mut after) = (self.look(), String::new());
        let delimiter = match tag {
            Tag::Emphasis => &self.text[range.start..range.start + 1],
            Tag::Strong => &self.text[range.start..range.start + 2],
            _ => "",
        };
        match tag {
            // A star within a word is a letter of it.
            Tag::Emphasis | Tag::Strong if self.is_in_word(range.start, delimiter.len()) => {
                self.words(delimiter, Style::default());
                after = delimiter.to_owned();
            }
            Tag::Emphasis => look.style.emphasis = self.draft.has_room_for_style(),
            Tag::Strong => look.style.strong = self.draft.has_room_for_style(),
            Tag::Link { dest_url, .. } if is_link(self.text, range.start, &dest_url) => {
                look.link = self.draft.link(&dest_url).or(look.link)
            }
            Tag::Link { dest_url, .. } => {
                self.words("[", Style::default());
                after = format!("]({dest_url})");
            }
            Tag::Image { dest_url, .. } => self.picture = Some(Picture { src: dest_url.into(), alt: String::new() }),
            _ => {}
        }
        self.looks.push(Inline { look, after });
    }

    fn is_in_word(&self, at: usize, length: usize) -> bool {
        let (before, inside) = (&self.text[..at], &self.text[at + length..]);
        before.ends_with(char::is_alphanumeric) && inside.starts_with(char::is_alphanumeric)
    }

    fn end(&mut self) {
        if let Some(Picture { src, alt }) = self.picture.take() {
            self.draft.image(&src, &alt, self.setting().owner);
        }
        if let Some(Inline { after, .. }) = self.looks.pop() {
            self.words(&after, Style::default());
        }
    }

    fn open(&mut self, tag: &Tag<'t>, range: Range<usize>) {
        self.flush();
        let around = self.setting();
        let setting = match tag {
            Tag::Heading { level, .. } if is_heading(&self.text[range.clone()]) => {
                Setting { kind: Kind::Heading(*level as u8), ..around }
            }
            Tag::BlockQuote(_) => Setting { kind: Kind::Quote, owner: self.element("blockquote"), ..around },
            Tag::CodeBlock(_) => Setting { kind: Kind::Pre, ..around },
            Tag::List(start) => {
                let element = self.element(if start.is_some() { "ol" } else { "ul" });
                let number = start.and_then(|start| u32::try_from(start).ok()).unwrap_or(1);
                let depth = around.list.map_or(1, |outer| outer.depth.saturating_add(1));
                let list = Some(List { element, ordered: start.is_some(), depth, index: 0, number });
                Setting { owner: element, list, ..around }
            }
            Tag::Table(_) => {
                let table = self.element("table");
                Setting { owner: table, cell: Some(Cell { table, row: 0, column: 0, header: false }), ..around }
            }
            Tag::TableHead | Tag::TableRow => {
                let (row, header) = (self.count() - 1, matches!(tag, Tag::TableHead));
                Setting { cell: around.cell.map(|cell| Cell { row, header, ..cell }), ..around }
            }
            Tag::TableCell => {
                let column = self.count() - 1;
                Setting { kind: Kind::Cell, cell: around.cell.map(|cell| Cell { column, ..cell }), ..around }
            }
            Tag::Item => return self.open_item(range),
            _ => around,
        };
        let told = matches!(tag, Tag::List(Some(start)) if *start > 1);
        let setting = if told { around } else { setting };
        let aside = matches!(tag, Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Indented));
        self.open.push(Open { setting, end: range.end, count: 0, told, aside });
    }

    /// An item that is alone, and in no other, is no list, nor are numbers that do not
    /// begin with the first and go up by one, or stay: marks are numbers or dashes of the
    /// text.
    fn open_item(&mut self, range: Range<usize>) {
        let (index, around) = (self.count(), self.setting());
        let outermost = around.list.is_some_and(|list| list.depth == 1);
        let lone = outermost && index == 1 && self.open.last().is_some_and(|list| list.end == range.end);
        let told = self.open.last().is_some_and(|list| list.told)
            || around.list.is_some_and(|list| {
                let number = number(&self.text[range.clone()]);
                list.ordered && number.is_some_and(|n| n != list.number && n != list.number.saturating_add(index - 1))
            });
        if lone || told {
            let outer = self.open.iter().rev().nth(1).map_or(Setting::LINE, |open| open.setting);
            self.open.push(Open { setting: outer, end: range.end, count: 0, told: false, aside: false });
            self.items.push(true);
            let mark = self.text[range].split_whitespace().next().unwrap_or_default();
            self.words(mark, Style::default());
            return self.words(" ", Style::default());
        }
        let list = around.list.map(|list| List { index, number: list.number.saturating_add(index - 1), ..list });
        let setting = Setting { kind: Kind::Item, list, ..around };
        self.items.push(false);
        self.open.push(Open { setting, end: range.end, count: 0, told: false, aside: false });
    }

    fn close(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::HtmlBlock | TagEnd::CodeBlock if self.is_aside() => self.read_aside(tag == TagEnd::HtmlBlock),
            TagEnd::TableCell => self.cell_end = range.end,
            TagEnd::TableHead | TagEnd::TableRow => self.further_cells(range),
            _ => {}
        }
        self.flush();
        self.open.pop();
        if tag == TagEnd::Item {
            self.items.pop();
        }
    }

    fn is_aside(&self) -> bool {
        self.open.last().is_some_and(|open| open.aside)
    }

    /// A block of HTML goes on to the next empty line, and what stands in by four spaces is
    /// code: where lines are paragraphs, both are text like other text.
    fn read_aside(&mut self, html: bool) {
        let aside = std::mem::take(&mut self.aside);
        let prose = |line: &str| ends_sentence(line) && count_words(line) >= PROSE;
        let text = match html {
            true => without_tags(&aside),
            false => aside.lines().map(str::trim_start).collect::<Vec<_>>().join("\n"),
        };
        if self.deep && (html || text.lines().any(prose)) {
            read_piece(&text, self.breaks, false, self.draft);
        } else if html {
            self.words(&text.replace(ends_line, " "), Style::default());
        } else {
            self.draft.verbatim(&aside, self.setting().owner);
        }
    }

    /// The parser passes over what a row has more than the head of its table.
    fn further_cells(&mut self, row: Range<usize>) {
        let text = self.text;
        for cell in text[self.cell_end.clamp(row.start, row.end)..row.end].split('|') {
            self.open(&Tag::TableCell, row.clone());
            self.words(cell, Style::default());
            self.flush();
            self.open.pop();
        }
    }

    fn element(&mut self, tag: &str) -> ElementId {
        self.draft.element(tag, self.setting().owner)
    }

    /// Counts another item, row or cell of the block that is open.
    fn count(&mut self) -> u32 {
        self.open.last_mut().map_or(1, |open| {
            open.count = open.count.saturating_add(1);
            open.count
        })
    }

    fn flush(&mut self) {
        let mut setting = self.setting();
        if setting.kind == Kind::Item && self.items.last() == Some(&true) {
            setting.kind = Kind::Paragraph;
        }
        let before = self.draft.blocks.len();
        self.draft.flush(setting);
        if let Some(has_block) = self.items.last_mut() {
            *has_block |= self.draft.blocks.len() > before;
        }
    }

    fn words(&mut self, text: &str, style: Style) {
        if let Some(picture) = &mut self.picture {
            return picture.alt.push_str(text);
        }
        let look = self.look();
        let look = Look { style: look.style.with(style), ..look };
        for (k, line) in text.split(ends_line).enumerate() {
            if k > 0 {
                self.flush();
            }
            if !line.is_empty() {
                self.draft.words(line, look, self.setting().owner);
            }
        }
    }

    /// A tag among words: a line break, or nothing.
    fn tag(&mut self, html: &str) {
        if ["<br>", "<br/>", "<br />"].contains(&html) {
            self.line_break();
        } else if markup::tag(html, 0).is_none() {
            self.words(html, Style::default());
        }
    }

    fn line_break(&mut self) {
        if self.draft.line_break() {
            self.flush();
        }
    }

    /// A line ends: a paragraph too if the lines of the text are paragraphs, and none within
    /// a link.
    fn soft_break(&mut self, range: Range<usize>) {
        while self.starts.next_if(|start| *start < range.end).is_some() {}
        if self.starts.peek() == Some(&range.end) && self.look().link.is_none() {
            self.flush();
        } else if stand_apart(&self.text[..range.start], &self.text[range.end..]) {
            self.words(" ", Style::default());
        }
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// A line of dashes under a paragraph parts it from the next more often than it makes a
/// heading of it.
fn is_heading(source: &str) -> bool {
    is_marked(source) || source.trim().lines().count() == 2 && count_words(source) <= UNDERLINED
}

/// The number before an item.
fn number(item: &str) -> Option<u32> {
    let item = item.trim_start();
    item[..item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len()].parse().ok()
}

/// Lines of code have fewer words.
const PROSE: usize = 12;

/// What HTML says, a line for a line.
fn without_tags(html: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = markup::tag(rest, at);
        // Words are one though a part of them is in another colour.
        let inline = |end: usize| markup::is_inline_tag(&rest[at..end]);
        text.push_str(if end.is_some_and(inline) {
            ""
        } else if end.is_some() {
            " "
        } else {
            "<"
        });
        rest = &rest[end.unwrap_or(at + 1)..];
    }
    text + rest
}

/// Longest heading that is underlined, in words.
const UNDERLINED: usize = 20;
