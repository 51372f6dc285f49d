//! Who wrote it.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic, squeeze};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "byline-line",
    what: "A line with the name of the author.",
    why: "It stays in the metadata. It must be short and at an end of the article, under a heading or over a bio that begins with its name, and the markup or a phrase must call it a byline, or it is the name that the page declares, or at the end a name with its office behind it.",
    role: Role::Byline,
    drops_this: Example {
        html: r##"<div class="byline">By <a href="/ada">Ada Example</a></div>"##,
        words: "Ada Example",
    },
    spares_this: Example { html: r##"<p>By noon the harbour was empty.</p>"##, words: "By noon" },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let place = view.at_an_end(k) && (!view.is_heading(k) || is_declared(view, k));
    if view.hinted(k, Hint::Byline) {
        let line = block.text.lines().map(|l| l.split_whitespace().count()).max().unwrap_or(0);
        return usize::from(line <= 25 && place || block.words <= 6);
    }
    let headed = k > 0 && view.is_heading(k - 1) && block.list.is_none() && block.cell.is_none();
    if (place || headed) && block.words <= 6 && view.is_author(k) {
        return 1;
    }
    if view.at_the_end(k) && is_signed(view, k) && has_office(view, k) {
        return 1;
    }
    let fits =
        |cue: &Cue| cue.shape != Shape::End && block.words <= 12 && (view.is_over_text(k) || !view.is_plain_item(k));
    let Some(cue) = view.cue(k, Topic::Byline).filter(fits) else { return 0 };
    if !place && !is_over_bio(view, k, cue) {
        return 0;
    }
    let whole = view.whole(k, Topic::Byline);
    if whole.is_some() && has_name_below(view, k) {
        return 2;
    }
    let rest = cue.rest(&block.text);
    let linked = view.rest_is_link(k, cue) && !rest.trim_start().starts_with(char::is_lowercase);
    let label = whole.is_some_and(|cue| !cue.hazardous);
    let colon = cue.shape == Shape::Colon || rest.trim_start().starts_with([':', '\u{ff1a}']);
    let shaped = label || colon || linked || is_dated(view, k, cue) || is_name(rest, view.authors());
    // An interview gives the asker's office before each question.
    usize::from(shaped && view.is_label(k) && !block.asks())
}

/// True of a phrase, a name that is a link right behind it, and a date behind that, where
/// nothing but the layout stands between them: "By Ada ExamplePublished on 5 May5 min read".
fn is_dated(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let block = view.block(k);
    let letters = block.before_link().unwrap_or("").chars().filter(|c| c.is_alphanumeric()).count();
    let named = || block.spans.iter().any(|s| s.link.is_some() && is_name(block.piece(s), view.authors()));
    block.links() == 1 && (1..=cue.length).contains(&letters) && named() && view.holds_time(k)
}

/// Longest name with an office and an address behind it, in words.
const SIGNED: usize = 4;

/// True of a short line that is no sentence.
fn is_signed(view: &View<'_>, k: usize) -> bool {
    view.block(k).words <= SIGNED && view.is_apart(k) && view.is_label(k) && view.block(k).list.is_none()
}

/// True if the line ends with an office, perhaps before the address of its holder.
fn has_office(view: &View<'_>, k: usize) -> bool {
    let text = view.block(k).text.trim();
    let name = text.rsplit_once(' ').filter(|(_, address)| address.contains('@')).map_or(text, |(name, _)| name);
    view.cues_of(name).iter().any(|cue| cue.topic == Topic::Byline && cue.shape == Shape::End)
}

/// True if the block is a phrase and the name that the page declares, no more.
fn is_declared(view: &View<'_>, k: usize) -> bool {
    let Some(cue) = view.cue(k, Topic::Byline).filter(|_| view.block(k).words <= 12) else { return false };
    let text = squeeze(&view.block(k).text);
    let phrase = |name: &String| text.strip_suffix(&squeeze(name)).map(|phrase| phrase.chars().count());
    view.authors().iter().filter_map(phrase).any(|letters| letters > 0 && letters <= cue.length)
}

/// True if the next block begins with the name that stands after the phrase.
fn is_over_bio(view: &View<'_>, k: usize, cue: Cue) -> bool {
    if view.is_heading(k) && (cue.hazardous || !view.at_the_end(k)) {
        return false;
    }
    let name = name_after(&view.block(k).text, cue);
    name.contains(' ') && view.get(k + 1).is_some_and(|next| next.text.starts_with(name))
}

/// What stands after the phrase of a byline.
pub(super) fn name_after(text: &str, cue: Cue) -> &str {
    cue.rest(text).trim_matches(|c: char| c.is_whitespace() || c == ':')
}

/// True for a line that is the phrase, over a name on a line of its own.
fn has_name_below(view: &View<'_>, k: usize) -> bool {
    let below = view.get(k + 1).filter(|b| b.words <= 4 && !view.is_heading(k + 1) && view.is_label(k + 1));
    below.is_some_and(|b| view.is_link(k + 1) || is_name(&b.text, view.authors()))
}

/// A name that the page declares, or what looks like one in scripts that have
/// capitals: every longer word begins with one, and two such words stand side
/// by side. One alone is a noun where nouns are written so.
fn is_name(rest: &str, declared: &[String]) -> bool {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let names = words.windows(2).any(|pair| pair.iter().all(capital) && !pair[0].ends_with([',', ':']));
    let long = |word: &&&str| word.chars().count() > 3;
    declared.iter().any(|name| rest.contains(name.as_str())) || names && words.iter().filter(long).all(capital)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_two_words_side_by_side_or_declared() {
        for name in [" Ada Example", " Ada Example und Bela Muster, dpa", " J. R. Example"] {
            assert!(is_name(name, &[]), "{name}");
        }
        for noun in [" Risiken und Nebenwirkungen", " Monday", " Rom bis Paris", " Ada Example zum Hafen gebracht"] {
            assert!(!is_name(noun, &[]), "{noun}");
        }
        assert!(is_name(" Example", &["Example".to_owned()]));
    }
}
