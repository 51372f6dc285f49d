//! A few words about the author.

use super::byline_line::name_after;
use crate::article::Role;
use crate::lexicon::{Hint, Shape, Topic};
use crate::residue::headline::speaks_of;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "author-bio",
    what: "The author's bio under the article.",
    why: "It is about the author, not the subject. It must be what the markup calls so (on a page that nobody signs, not one of several, nor of whom the title names), or stand at the end and begin with a phrase or the name (before no colon: so speakers are named; an uncertain phrase set apart), or follow a byline and begin with its name.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div class="author-bio"><p>Ada Example writes about harbours and the people in them.</p></div>"##,
        words: "writes about harbours",
    },
    spares_this: Example {
        html: r##"<p>Ada Example writes about harbours in her new book, and the critics have not been kind.</p>"##,
        words: "in her new book",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::AuthorBio) {
        return usize::from(block.words <= 150 && !is_subject(view, k));
    }
    if begins_with_author(view, k) || follows_name(view, k) || is_in_card(view, k) {
        return 1;
    }
    let Some(cue) = view.cue(k, Topic::AuthorBio) else { return 0 };
    // "Contact the author:" begins a sentence, too.
    let addressed = || block.links() > 0 || block.text.contains('@');
    if cue.hazardous && cue.shape == Shape::Colon && !addressed() {
        return 0;
    }
    if !view.at_the_end(k) || cue.hazardous && (block.words > 40 || !view.is_borne_out(k, cue)) {
        return 0;
    }
    if view.whole(k, Topic::AuthorBio).is_some() {
        let last = || k + 2 >= view.len() || view.is_label(k + 2) && view.has_cue(k + 2);
        let bio = view.get(k + 1).is_some_and(|b| b.words <= 120) && last();
        return 1 + usize::from(bio);
    }
    usize::from(block.words <= 80)
}

/// True of a name under a label such as About the author, and of the bio under it that begins
/// with that name, wherever the card stands.
fn is_in_card(view: &View<'_>, k: usize) -> bool {
    let all = &view.blocks().blocks;
    let labelled = |name: &usize| {
        let label = name.checked_sub(1).filter(|label| all[*label].words <= LABEL);
        label.and_then(|label| view.cue_at(label, Topic::AuthorBio)).is_some_and(|cue| !cue.hazardous)
    };
    let told = |at: usize| {
        let Some([name, bio]) = all.get(at..at + 2) else { return false };
        let named = name.words <= NAMED && name.text.contains(' ') && bio.text.starts_with(&*name.text);
        named && (SENTENCE..=BIO).contains(&bio.words)
    };
    let at = view.index(k);
    view.is_article() && (at.saturating_sub(1)..=at).filter(labelled).any(told)
}

/// Longest label of such a card, in words.
const LABEL: usize = 5;

/// True of the life of one of several people on a page that is nobody's article, such as
/// the speakers of a day, and of whom the page is about.
fn is_subject(view: &View<'_>, k: usize) -> bool {
    let unsigned = !view.is_article() && view.authors().is_empty();
    let text = &view.block(k).text;
    let title = view.title_at().map_or("", |at| &view.blocks().blocks[at].text);
    let names_title = || title.contains(' ') && text.contains(title);
    let own = || view.nearest_hint(k, Hint::AuthorBio).map_or(0..0, |bio| view.page_blocks(bio));
    let another = |own: std::ops::Range<usize>| {
        let near = k.saturating_sub(NEAR)..(k + NEAR).min(view.len());
        { near }.any(|k| view.hinted(k, Hint::AuthorBio) && !own.contains(&view.index(k)))
    };
    unsigned && (names_title() || !view.at_the_end(k) && another(own()))
}

/// The next life on such a page is at most so many blocks away.
const NEAR: usize = 40;

/// Longest bio, in words.
const BIO: usize = 120;

/// The block begins with the name that the byline right before it gives, or
/// with the first of its words, and speaks of that person: nobody writes so of
/// himself, or begins a text so under his own name.
fn follows_name(view: &View<'_>, k: usize) -> bool {
    let (block, at) = (view.block(k), view.index(k));
    if !(SENTENCE..=BIO).contains(&block.words) || view.is_label(k) {
        return false;
    }
    let is_bio_of = |(name, hazardous): &(&str, bool)| {
        let own = view.authors().iter().any(|author| author == name);
        (own || !hazardous || view.at_an_end(k)) && speaks_of(&block.text, name)
    };
    let near = at.saturating_sub(DATE)..at;
    near.rev().find_map(|place| byline_name(view, place)).as_ref().is_some_and(is_bio_of)
}

/// Fewer words are no sentence about a person.
const SENTENCE: usize = 12;

/// Between the byline and the bio a date may stand: so many blocks back.
const DATE: usize = 2;

/// The name in a byline, after its phrase, and whether the phrase says little by itself.
fn byline_name<'a>(view: &'a View<'_>, place: usize) -> Option<(&'a str, bool)> {
    let block = view.blocks().blocks.get(place).filter(|b| b.words <= NAMED)?;
    let heading = matches!(block.kind, Kind::Heading(1..=3));
    let cue = view.cue_at(place, Topic::Byline).filter(|cue| !heading || !cue.hazardous)?;
    let name = name_after(&block.text, cue);
    Some((name, cue.hazardous)).filter(|(name, _)| name.contains(' '))
}

/// Longest byline with one name, in words.
const NAMED: usize = 6;

/// Most words before the author's name in a last paragraph in italics.
const OFFICE: usize = 6;

/// One of the last blocks begins with the author's full name: it is about the author.
fn begins_with_author(view: &View<'_>, k: usize) -> bool {
    let text = view.block(k).text.trim_start_matches(['(', '[', '"', '\u{201c}', '\u{201e}']);
    // A last paragraph in italics may say first what the author is.
    let noted = k + 1 == view.end() && view.is_emphasised(k);
    let office = |before: &str| before.split_whitespace().count() <= OFFICE;
    let early = |name: &str| noted && text.split_once(name).is_some_and(|(before, _)| office(before));
    // In an interview the name stands before what its bearer says.
    let begins =
        |name: &str| text.strip_prefix(name).is_some_and(|rest| !rest.trim_start().starts_with([':', '\u{ff1a}']));
    let named = |name: &String| name.contains(' ') && (begins(name) || early(name));
    let last = k + 4 >= view.end() && view.at_the_end(k) && !view.is_heading(k);
    // One of several people in a list is not the end of the text.
    let list = |k: usize| view.get(k).and_then(|b| b.list).map(|l| l.element);
    let listed = list(k).is_some() && list(k) == list(k + 1);
    last && !listed && view.block(k).words <= BIO && view.authors().iter().any(named)
}
