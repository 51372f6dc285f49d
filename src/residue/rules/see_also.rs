//! Cross-links in the text: "See also", "Read more", "ALSO READ".

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::patterns::MANUAL;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Block, Kind};

use super::bracketed_link::unlinked_letters;

pub(super) const RULE: Rule = Rule {
    id: "see-also",
    what: "A line that sends the reader to another article.",
    why: "Editors and plug-ins put them between paragraphs. A phrase alone never decides: all that follows the phrase must be link, or the markup must be that of a link box; a sentence with prose outside its link stays. In plain text a headline on the line after a label goes with it. A line set apart by its type needs no link, and one behind an arrow no phrase, if it is a link for the greater part or asks.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p><strong>See also:</strong> <a href="/2">Harbour reopens after the storm</a></p>"##,
        words: "Harbour reopens",
    },
    spares_this: Example {
        html: r##"<p>See also the annex, where the commission lists <a href="/annex">every plant</a> by name.</p>"##,
        words: "where the commission lists",
    },
    drops: Drops::Blocks(drops),
};

/// Longest cross-link, in words.
const LONGEST: usize = 45;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > LONGEST || matches!(block.kind, Kind::Pre | Kind::Cell) {
        return 0;
    }
    let boxed = view.hinted(k, Hint::SeeAlso) && (block.link_density() > 0.5 || block.words <= 4);
    if boxed || is_pointed(view, k) {
        return 1;
    }
    let cues = [Topic::SeeAlso, Topic::Related].into_iter().filter_map(|topic| view.cue(k, topic));
    let cue = cues.max_by_key(|c| (!c.hazardous, c.length, c.topic == Topic::SeeAlso));
    let Some(cue) = cue.or_else(|| before_colon(view, k)) else { return 0 };
    let gone = view.is_stranded(k);
    let set_apart = view.is_emphasised(k) && view.rest_is_link(k, cue) && view.is_article();
    if cue.hazardous && (is_sentence(view, k, cue) && !set_apart || view.is_plain_item(k) && !gone) {
        return 0;
    }
    // A long phrase leaves a link little room: "Learn more about the tides".
    let long = || cue.length >= PHRASE && view.is_label(k) && block.list.is_none() && !view.is_heading(k);
    if view.rest_is_link(k, cue) && (!cue.hazardous || block.link_density() > 0.5 || long()) || is_row(view, k, cue) {
        return 1;
    }
    if block.text.contains('\n') && block.link_density() > 0.5 && each_line_is_link(view, block) {
        return 1;
    }
    if leads_on_to_link(view, k, cue) {
        return 1;
    }
    if let Some(cue) = view.whole(k, Topic::SeeAlso) {
        return label(view, k, cue);
    }
    // Set apart by its type, a line needs no link: a scraper may have lost it.
    let colon = || cue.rest(&block.text).trim_start().starts_with([':', '\u{ff1a}', '|']);
    let apart = view.is_emphasised(k) && !cue.hazardous && (cue.shape == Shape::Colon || colon());
    usize::from((view.is_plain() || apart) && plain_line(view, k, cue))
}

/// A phrase of several words, in letters.
const PHRASE: usize = 15;

/// A heading of related articles that stands in one line with their links.
fn before_colon(view: &View<'_>, k: usize) -> Option<Cue> {
    let block = view.block(k);
    let (heading, _) = block.text.split_once([':', '\u{ff1a}']).filter(|_| block.link_density() > 0.5)?;
    view.phrase(heading, &[Topic::Related])
}

/// Longest line behind an arrow, in words.
const POINTED: usize = 25;

/// More of the line than this is link.
const POINTS: f32 = 0.4;

/// An arrow or a hand before a line of its own that is a link for the greater
/// part, or asks and holds one.
fn is_pointed(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let marks =
        [">>", "\u{bb}\u{bb}", "\u{2192}", "\u{27a1}", "\u{27a4}", "\u{1f449}", "\u{25b6}", "\u{25ba}", "\u{261e}"];
    let line = block.list.is_none() && block.kind != Kind::Quote && !view.is_heading(k) && !block.text.contains('\n');
    if !line || !view.is_article() || block.words > POINTED || !marks.iter().any(|mark| block.text.starts_with(mark)) {
        return false;
    }
    let told = view.cue(k, Topic::SeeAlso).is_some();
    block.link_density() > POINTS || block.links() > 0 && (told || block.text.contains('?'))
}

/// "Learn more about the tides." is a sentence of the text; "Learn more: The
/// tides" is not.
fn is_sentence(view: &View<'_>, k: usize, cue: Cue) -> bool {
    !view.is_label(k) && cue.shape != Shape::Colon
}

/// The phrase, a few words and a colon, and after it nothing but a link to a page of the
/// site: "Read this interview too: Why the pier was moved".
fn leads_on_to_link(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let block = view.block(k);
    let Some(first) = block.spans.iter().find(|span| span.link.is_some()) else { return false };
    let before = block.text[..first.range().start].trim_end();
    let after = first.range().start..block.text.len();
    let item = block.list.is_some() || block.cell.is_some();
    before.ends_with([':', '\u{ff1a}'])
        && !item
        && view.blocks().links_of(block).all(|link| is_page(&link.href))
        && cue.rest(before).split_whitespace().count() <= LED
        && unlinked_letters(block, &after) == 0
        && view.is_article()
        && !view.leads_elsewhere(k)
        && (!cue.hazardous || block.link_density() > 0.5)
}

/// True of an address of a page of the web, and no file or part of this one.
fn is_page(href: &str) -> bool {
    let web = href.starts_with("http://") || href.starts_with("https://") || !href.contains(':');
    let path = href.split(['?', '#']).next().unwrap_or(href);
    let file = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    web && !path.is_empty() && file.is_none_or(|ending| !FILES.iter().any(|file| ending.eq_ignore_ascii_case(file)))
}

/// Endings of files that an article may refer to.
const FILES: [&str; 7] = ["pdf", "doc", "docx", "xls", "xlsx", "csv", "zip"];

/// Most words between the phrase and the colon.
const LED: usize = 5;

/// The phrase, at most one more word, and links with what separates them.
fn is_row(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let block = view.block(k);
    let letters = block.unlinked().chars().filter(|c| c.is_alphanumeric()).count();
    block.links() >= 2 && block.link_density() > 0.8 && letters <= cue.length + WORD
}

/// Cross-links below each other, with line breaks between them: each begins
/// with a phrase, and the rest of each is link.
fn each_line_is_link(view: &View<'_>, block: &Block) -> bool {
    let mut at = 0;
    block.text.split_inclusive('\n').all(|line| {
        let range = at..at + line.len();
        at = range.end;
        let cues = view.cues_of(line).into_iter();
        let longest = cues.filter(|c| matches!(c.topic, Topic::SeeAlso | Topic::Related)).map(|c| c.length).max();
        line.trim().is_empty() || longest.is_some_and(|length| unlinked_letters(block, &range) <= length + 4)
    })
}

/// Letters of a word between the phrase and the links: "Related reports include".
const WORD: usize = 8;

/// A block that is the phrase and no more goes with the links after it.
fn label(view: &View<'_>, k: usize, cue: Cue) -> usize {
    // The end of a teaser is no label of what comes after it.
    if ends_teaser(view, k, cue) {
        return 1;
    }
    // A manual names others of its pages.
    if view.get(k + 1).is_some_and(|next| MANUAL.matches(&next.text)) {
        return 0;
    }
    // In an interview somebody asks so.
    if view.is_plain() && view.block(k).asks() && view.is_prose(k + 1) {
        return 0;
    }
    let ends_entry =
        view.is_heading(k + 1) && view.is_link(k + 1) && !view.is_heading(k) && is_of_entry_before(view, k);
    let links = if view.is_link(k) || ends_entry { 0 } else { view.links_after(k) };
    // A last paragraph may be about the author.
    let goes_on = || (1..=2).all(|n| view.is_prose(k + links + n));
    if links > 0 && !(view.is_heading(k) && view.at_the_end(k) && cue.hazardous && !goes_on()) {
        return 1 + links;
    }
    // At the end of a plain text such a line may head the references.
    let cut_off = view.is_plain() && !view.at_the_end(k) && cue.length > BARE;
    let lone = !cue.hazardous && !view.is_heading(k) && cue.length > 3 || cut_off;
    if view.is_plain() && view.heads_headline(k, cue) {
        return 2;
    }
    let headlines = if view.is_plain() && !cue.hazardous { headlines(view, k) } else { 0 };
    let again = || view.is_copy(k) && cue.length > BARE;
    let last = view.is_plain() && k > 0 && (k + 1 == view.len() || again());
    if lone || last || headlines > 0 || view.is_stranded(k) { 1 + headlines } else { 0 }
}

/// The headlines of a plain text that the label `k` stands over. One that comes again
/// ends a teaser rather, and the next headline is that of the next.
fn headlines(view: &View<'_>, k: usize) -> usize {
    let headlines = view.headlines_after(k, true);
    let again = view.get(k + 1 + headlines).is_some_and(|next| next.text == view.block(k).text);
    if again || view.is_copy(k) { 0 } else { headlines }
}

/// True if the block shares an element with the block before it that the block after
/// it is not in: it ends an entry, and the next one begins after it.
fn is_of_entry_before(view: &View<'_>, k: usize) -> bool {
    let blocks = view.blocks();
    let together = |k: usize, other: Option<usize>| {
        let shared = other.and_then(|at| view.get(at)).map(|b| blocks.common_ancestor(view.block(k).owner, b.owner));
        shared.map_or(0, |id| blocks.elements[id.index()].depth)
    };
    together(k, k.checked_sub(1)) > together(k, Some(k + 1))
}

/// Longest phrase that says nothing where its links are gone, in letters.
const BARE: usize = 6;

/// "Read more" under a headline that leads away, before the headline of the
/// next teaser or after another such line.
fn ends_teaser(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let headline = |k: usize| view.is_heading(k) && view.is_link(k);
    let again = headline(k + 1) || view.is_copy(k) || view.stands_before(k, CARD);
    cue.hazardous && again && (k.saturating_sub(TEASER)..k).any(headline)
}

/// The same line of the teaser before stands so near, in blocks of the page.
const CARD: usize = 8;

/// Most blocks of a teaser.
const TEASER: usize = 3;

/// In plain text there are no links: the line must read as a headline after
/// the phrase, and be no sentence.
fn plain_line(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let block = view.block(k);
    let marked =
        matches!(cue.shape, Shape::Colon) || block.text.starts_with(['(', '[']) || block.text.contains(['|', ':']);
    let headline = view.is_label(k) && block.words >= 3 && block.words <= 30;
    headline && (!cue.hazardous || marked)
}
