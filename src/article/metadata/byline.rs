//! Names in the byline that the page shows.

use super::zone::{Line, Place};
use super::{Sources, labels, names, shape, written};
use crate::lexicon::{Leads, NameWord, normalise};
use crate::segment::{Block, Kind, LinkId};

/// Class tokens of an element that holds a name and no more.
const TOKENS: &[&str] = &[
    "author",
    "authors",
    "author-name",
    "author-link",
    "author-url",
    "byline-name",
    "byline-author",
    "post-author",
    "post-author-name",
    "entry-author",
    "entry-author-name",
    "article-author",
    "article-author-name",
    "fn",
    "p-author",
    "username",
    "user-name",
    "message-name",
    "poster",
    "topic-author",
    "creator",
    "contributor-name",
    "bigusername",
    "authorname",
    "the-author",
];

/// Ends of tokens that say so in a module's own names: `hero-author-name`.
const SUFFIXES: &[&str] =
    &["author", "author-name", "authorname", "byline-name", "username", "user-name", "the-author"];

/// Longest byline, in words.
const BYLINE: usize = 25;

/// A block that is hinted to be a name and no more has at most so many words.
pub(super) const NAME: usize = 8;

/// "by" and an account's name are at most so many words.
pub(super) const ACCOUNT: usize = 3;

/// How far apart the blocks of one byline may stand.
const APART: usize = 2;

/// The names in the byline: the first line about the article that has one, and
/// those right after it.
pub(super) fn names(sources: &Sources<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut last: Option<usize> = None;
    for line in &sources.zone.lines {
        if last.is_some_and(|l| line.at < l || line.at > l + APART) {
            break;
        }
        let in_line = in_line(sources, line);
        if !in_line.is_empty() {
            found.extend(in_line);
            last = Some(line.at);
        }
    }
    without_place(found)
}

fn in_line(sources: &Sources<'_>, line: &Line) -> Vec<String> {
    let block = &sources.blocks.blocks[line.at];
    // An item that leads to a place in the page is an entry of its contents.
    let contents = || block.list.is_some() && sources.blocks.links_of(block).any(|l| l.href.starts_with('#'));
    if block.words > BYLINE || matches!(block.kind, Kind::Heading(1 | 2)) || contents() {
        return Vec::new();
    }
    let split = |text: &str| names::split_lines(text, sources.language);
    let written =
        |names: Vec<String>| -> Vec<String> { names.into_iter().filter(|n| shape::is_written_name(n)).collect() };
    let called = is_called_author(sources, block);
    let linked = linked(sources, block);
    let text = names::without_date(&block.text, sources.language);
    let glued = names::without_glued_by(text, sources.language).filter(|_| line.byline || called);
    let text = glued.unwrap_or(text);
    let near = matches!(line.place, Place::UnderTitle | Place::Begun);
    let told = || labels::tells_author(text, sources.language) || names::ends_in_office(text) && block.words <= NAME;
    let begins = glued.is_some() || names::begins_with_by(text, sources.language) || near && told();
    if !begins && is_office(sources, block) {
        return Vec::new();
    }
    // The head of a table is a label over its column, not one of what is beside it.
    let announced = line.at > 0 && !sources.blocks.inside(block, &["th"]) && {
        let before = sources.blocks.blocks[line.at - 1].text.as_ref();
        is_label(before, sources.language)
    };
    let labelled = after_label(block, sources.language);
    let told = line.byline || begins || called || announced || labelled.is_some();
    if !linked.is_empty() && (told || line.place == Place::UnderTitle && is_all_linked(block, text, &linked)) {
        return linked;
    }
    // After the text there are other bylines too: this one says what it is.
    let behind = line.place == Place::Behind;
    if behind && !(begins && (line.byline || line.bio || names::begins_with_phrase(text, sources.language))) {
        return if line.bio && called && block.words <= NAME { whole(sources, block) } else { Vec::new() };
    }
    // An account may be called anything.
    let dated = || is_date(sources, line.at + 1) || line.at > 0 && is_date(sources, line.at - 1);
    let marked = line.byline || line.date || called || block.link_chars > 0 || dated();
    if begins && marked && text.split_whitespace().count() <= ACCOUNT {
        return split(text);
    }
    if begins {
        return written(split(text));
    }
    if announced && block.words <= NAME {
        return written(split(text));
    }
    if let Some(name) = labelled {
        return written(split(name));
    }
    if called && block.words <= NAME {
        return whole(sources, block);
    }
    // What links elsewhere in a byline is a section.
    let plain = line.byline && block.words <= NAME && block.link_chars == 0;
    if plain { written(split(&block.text)) } else { Vec::new() }
}

/// True of what an element holds that is called somebody's office: `author-role`.
fn is_office(sources: &Sources<'_>, block: &Block) -> bool {
    let ends = |token: &str| OFFICES.iter().any(|end| token.strip_suffix(end).is_some_and(|rest| rest.ends_with('-')));
    let own = &sources.blocks.elements[block.owner.index()];
    own.tokens.iter().any(|token| ends(sources.blocks.names.get(*token)))
}

/// Ends of the names of such an element.
const OFFICES: [&str; 3] = ["role", "job", "job-title"];

/// "By Ada Quill, Berlin": one word behind a whole name, or behind an agency's, is where it
/// was written.
fn without_place(names: Vec<String>) -> Vec<String> {
    let is_agency = |name: &str| shape::is_agency(name) || !name.contains(char::is_lowercase) && name.is_ascii();
    let after = names.first().is_some_and(|name| name.contains(' ') || is_agency(name));
    let place = |name: &str| !name.contains(' ') && !is_agency(name);
    let mut first = true;
    names.into_iter().filter(|name| std::mem::take(&mut first) || !(after && place(name))).collect()
}

/// True if the line begins with a link, and its links to authors, each a whole name, are most of
/// what it says besides a date.
fn is_all_linked(block: &Block, text: &str, linked: &[String]) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let named: usize = linked.iter().map(|name| letters(name)).sum();
    let begins = block.spans.first().is_some_and(|span| span.link.is_some());
    begins
        && named * 2 > letters(text)
        && block.links() == linked.len()
        && linked.iter().all(|name| shape::is_full_name(name))
}

/// What stands after a piece that is a label and no more, such as "By": themes
/// set the two apart by a margin, so that no space need be between them.
fn after_label<'b>(block: &'b Block, language: &str) -> Option<&'b str> {
    let label = block.spans.first().map(|span| block.piece(span))?;
    let name = block.text.get(label.len()..).filter(|name| !name.trim().is_empty())?;
    is_label(label, language).then_some(name)
}

/// The text is what stands before a name, such as "By", and no more.
fn is_label(text: &str, language: &str) -> bool {
    NameWord::By.is_in(normalise(text.trim()).trim_end_matches(':'), language)
}

/// The block is a name: of a person, an account, a team.
pub(super) fn whole(sources: &Sources<'_>, block: &Block) -> Vec<String> {
    names::split_lines(&block.text, sources.language)
}

/// The block is, by its class, a name.
pub(super) fn is_called_author(sources: &Sources<'_>, block: &Block) -> bool {
    let names = &sources.blocks.names;
    let mut around = sources.blocks.trail(block.owner).take(2);
    around.any(|(_, e)| e.tokens.iter().any(|t| calls_author(names.get(*t))))
}

/// The token is one of [`TOKENS`], or ends in one after the name of a module.
fn calls_author(token: &str) -> bool {
    TOKENS.contains(&token)
        || SUFFIXES.iter().any(|s| token.ends_with(s) && token[..token.len() - s.len()].ends_with('-'))
}

/// The texts of links that lead to an author.
fn linked(sources: &Sources<'_>, block: &Block) -> Vec<String> {
    let leads = |link: LinkId| {
        let target = sources.blocks.links.get(link.index());
        target.is_some_and(|t| t.rel.split_whitespace().any(|r| r == "author") || Leads::ToAuthor.by(&t.href))
    };
    let texts = block.link_texts().into_iter().filter(|(link, _)| leads(*link));
    texts.flat_map(|(_, t)| names::split(&t, sources.language)).filter(|n| shape::is_written_name(n)).collect()
}

/// The block is a date and hardly more.
pub(super) fn is_date(sources: &Sources<'_>, at: usize) -> bool {
    let block = sources.blocks.blocks.get(at);
    block.is_some_and(|b| b.words <= NAME && !written::find(&b.text, sources.language).is_empty())
}
