//! Quotations taken from the text.

use crate::article::Role;
use crate::lexicon::{Hint, squeeze};
use crate::parse::{CLOSING_QUOTES, is_terminal};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Block, Kind};

pub(super) const RULE: Rule = Rule {
    id: "pull-quote",
    what: "A quotation in large letters that the text itself holds nearby.",
    why: "It is a picture made of words: a reader has read them or will. Every sentence of it must stand in one paragraph near by; a name after it, which the paragraph need not repeat, goes with it.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<blockquote><p>Nobody will go out to the island before the pier stands.</p></blockquote><p>The harbour master was clear on Monday: &ldquo;Nobody will go out to the island before the pier stands,&rdquo; she said.</p>"##,
        words: "Nobody will go out to the island",
    },
    spares_this: Example {
        html: r##"<blockquote><p>Whoever has seen the sea take a house does not build there again.</p></blockquote><p>So it stands on a stone at the old church, whose roof the storm has taken.</p>"##,
        words: "does not build there again",
    },
    drops: Drops::Blocks(drops),
};

/// Fewer words may stand twice by chance.
const SHORTEST: usize = 8;

/// Longest such quotation, in words.
const LONGEST: usize = 80;

/// Longest paragraph that is searched, in words.
const PARAGRAPH: usize = 400;

/// Longest such quotation, in bytes; a paragraph may have eight times as many.
const BYTES: usize = 2_000;

/// So near stands the paragraph, in blocks; one that is called a pull quote may be farther away.
const REACH: usize = 6;
const FAR: usize = 16;

/// Longest name and office of who said it, in words.
const SPEAKER: usize = 12;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let named = view.hinted(k, Hint::PullQuote);
    let quote = view.role(k) == Role::Quote || named && !view.is_heading(k);
    if !quote || !(SHORTEST..=LONGEST).contains(&block.words) || view.is_plain() || !view.is_article() {
        return 0;
    }
    let reach = if named { FAR } else { REACH };
    if block.text.len() > BYTES {
        return 0;
    }
    let sentences = sentences(&block.text);
    let mut near = (k.saturating_sub(reach)..(k + reach + 1).min(view.len())).map(|at| view.block(at));
    let found = near.any(|host| is_text(host, block) && holds(&squeeze(&host.text), &sentences));
    if found { 1 + usize::from(is_speaker(view, k)) } else { 0 }
}

/// Long enough to hold the quotation, and no quotation itself.
fn is_text(host: &Block, quote: &Block) -> bool {
    let text = matches!(host.kind, Kind::Paragraph | Kind::Line | Kind::Item);
    text && host.words > quote.words && host.words <= PARAGRAPH && host.text.len() <= 8 * BYTES
}

/// The sentences of a quotation in letters and digits, without a name that stands
/// after its last closing mark or on a last line of its own.
fn sentences(text: &str) -> Vec<String> {
    let closing = |c: char| CLOSING_QUOTES.contains(&c) || c == '\n';
    let text = text.trim_end();
    let name = text.rfind(closing).map(|at| text[at..].trim_start_matches(closing));
    let is_name =
        |name: &&str| !name.ends_with(is_terminal) && (1..=SPEAKER).contains(&name.split_whitespace().count());
    let spoken = name.filter(is_name).map_or(text, |name| &text[..text.len() - name.len()]);
    spoken.split(is_terminal).flat_map(|piece| piece.split('\n')).map(squeeze).filter(|s| !s.is_empty()).collect()
}

/// True if a paragraph in letters and digits holds every sentence.
fn holds(host: &str, sentences: &[String]) -> bool {
    let letters: usize = sentences.iter().map(String::len).sum();
    letters >= LETTERS && sentences.iter().all(|s| host.contains(s.as_str()))
}

/// Fewer bytes of letters may stand twice by chance.
const LETTERS: usize = 24;

/// True if the next block names who said it, in the same quotation or figure.
fn is_speaker(view: &View<'_>, k: usize) -> bool {
    let around = |k: usize, tag: &str| view.blocks().nearest(view.block(k).owner, tag);
    let next = k + 1 < view.len() && view.block(k + 1).words <= SPEAKER;
    let next = next && !view.is_heading(k + 1) && view.is_label(k + 1);
    let together = |tag| around(k, tag).is_some() && around(k, tag) == around(k + 1, tag);
    next && ["blockquote", "figure"].into_iter().any(together)
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_name_after_the_closing_mark_need_not_be_repeated() {
        assert_eq!(sentences("The sea is patient. It waits."), ["theseaispatient", "itwaits"]);
        assert_eq!(sentences("\u{201e}The sea is patient.\u{201c}\nAda Example"), ["theseaispatient"]);
        assert_eq!(sentences("The sea is calm.\nThe tide is full."), ["theseaiscalm", "thetideisfull"]);
        assert_eq!(sentences("She said: \u{201c}We left. They died.\u{201d}"), ["shesaidweleft", "theydied"]);
    }
}
