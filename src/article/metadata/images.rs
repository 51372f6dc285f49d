//! The images of the article, with their captions and credits.

use std::collections::HashSet;

use super::text::squeezed_same;
use super::{Figure, Found, Role, Sources, hinted};
use crate::lexicon::{Hint, Shape, Topic};
use crate::parse::is_terminal;
use crate::segment::{Block, ElementId, Image};

/// How far up the tree a figure is looked for.
const FIGURE_DEPTH: usize = 6;

/// How many blocks after an image its caption and credit may stand.
const REACH: usize = 3;

/// What is around images that are none of the article: icons, other articles, faces, logos.
const FOREIGN: [Hint; 6] =
    [Hint::Share, Hint::Related, Hint::MostRead, Hint::AuthorBio, Hint::Byline, Hint::Navigation];

/// Images between the first and the last block that was kept, with the caption
/// in the same figure or right beside.
pub(super) fn images(sources: &Sources<'_>, authors: &[Found<String>]) -> Vec<Figure> {
    let kept = |i: usize| sources.decisions[i].dropped.is_none();
    let count = sources.decisions.len();
    let (Some(first), Some(last)) = ((0..count).find(|i| kept(*i)), (0..count).rev().find(|i| kept(*i))) else {
        return Vec::new();
    };
    let title = sources.decisions.iter().position(|d| d.role == Role::Title);
    let images = sources.blocks.images.iter();
    let inside = images.filter(|i| i.before + REACH >= first && i.before <= last + 1 && !i.src.is_empty());
    // A face is called as the author is.
    let is_face = |image: &Image| authors.iter().any(|author| squeezed_same(&author.value, &image.alt));
    let own = inside.filter(|image| !is_foreign(sources, image, title) && !is_face(image));
    let mut seen = HashSet::new();
    own.filter(|image| seen.insert(&*image.src)).map(|image| figure(sources, image)).collect()
}

/// True of an image in a box that is called something else than the article, and of one in
/// the head or the foot of the site.
fn is_foreign(sources: &Sources<'_>, image: &Image, title: Option<usize>) -> bool {
    let blocks = sources.blocks;
    let near = hinted(blocks, sources.hints, image.owner, FIGURE_DEPTH);
    if FOREIGN.iter().any(|hint| near.has(*hint)) && figure_of(sources, image).is_none() {
        return true;
    }
    let frame = |tag: &str| matches!(tag, "header" | "footer" | "nav");
    let frame = blocks.trail(image.owner).find(|(_, e)| frame(blocks.names.get(e.tag)));
    frame.is_some_and(|(frame, _)| title.is_none_or(|title| !is_in(sources, title, frame)))
}

fn figure_of(sources: &Sources<'_>, image: &Image) -> Option<ElementId> {
    let blocks = sources.blocks;
    let mut around = blocks.trail(image.owner).take(FIGURE_DEPTH);
    around.find(|(_, e)| blocks.names.get(e.tag) == "figure").map(|(id, _)| id)
}

fn figure(sources: &Sources<'_>, image: &Image) -> Figure {
    let blocks = sources.blocks;
    let holder = figure_of(sources, image);
    // Without a figure an element of the page holds both, not the page itself.
    let shared = |at: usize| {
        let both = blocks.common_ancestor(image.owner, blocks.blocks[at].owner);
        !matches!(blocks.tag(both), "body" | "html")
    };
    let near = image.before..(image.before + REACH).min(blocks.blocks.len());
    let beside = near.filter(|i| holder.map_or_else(|| shared(*i), |holder| is_in(sources, *i, holder)));
    let beside: Vec<usize> = beside.collect();
    let is_credit = |i: &&usize| is_credit(sources, &blocks.blocks[**i], holder.is_some());
    let credit = beside.iter().find(|i| holder.is_some() && is_credit(i));
    let caption = beside.iter().find(|i| sources.decisions[**i].role == Role::Caption && !is_credit(i));
    let caption = caption.map(|i| &*blocks.blocks[*i].text);
    let (caption, told) =
        match caption.and_then(|caption| credit_inside(sources, caption).map(|at| caption.split_at(at))) {
            Some((caption, told)) if credit.is_none() => {
                (Some(caption.trim_end_matches([' ', '\n', '|', '(', '\u{2013}', '\u{2014}'])), Some(told))
            }
            _ => (caption, None),
        };
    let told =
        told.map(|told| told.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\u{a9}').trim_end_matches(')'));
    let told = credit.map(|i| &*blocks.blocks[*i].text).or(told);
    Figure {
        src: image.src.to_string(),
        alt: image.alt.to_string(),
        caption: caption.filter(|caption| !caption.is_empty()).map(str::to_owned),
        credit: told.map(str::to_owned).or_else(|| sources.data.image_credit(&image.src)),
    }
}

/// Where the credit begins that ends the caption: behind a sentence, a bracket or a bar, or
/// with a label and a colon.
fn credit_inside(sources: &Sources<'_>, caption: &str) -> Option<usize> {
    let starts = caption.char_indices().filter(|(at, c)| {
        let before = caption[..*at].chars().next_back();
        !c.is_whitespace() && before.is_some_and(|b| b.is_whitespace() || b == '(')
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let last = starts.len().saturating_sub(CREDIT);
    starts[last..].iter().copied().find(|at| {
        let (before, rest) = caption.split_at(*at);
        let parted = before.trim_end().ends_with(|c: char| is_terminal(c) || matches!(c, '(' | '|' | '\n'));
        let labelled = rest.split_whitespace().take(LABEL).any(|word| word.ends_with([':', '\u{ff1a}']));
        if !parted && !labelled {
            return false;
        }
        let mut cues = Vec::new();
        sources.lexicon.find(rest, &mut cues);
        cues.iter().filter(|cue| cue.topic == Topic::PhotoCredit).any(|cue| match cue.shape {
            Shape::Colon => !cue.hazardous || parted,
            Shape::Start => parted,
            _ => false,
        })
    })
}

/// Longest credit, in words, and longest label in it.
const CREDIT: usize = 12;
const LABEL: usize = 2;

fn is_in(sources: &Sources<'_>, at: usize, element: ElementId) -> bool {
    sources.blocks.trail(sources.blocks.blocks[at].owner).any(|(id, _)| id == element)
}

/// The element that holds the block calls it a credit; in a figure a shorter name does.
fn is_credit(sources: &Sources<'_>, block: &Block, in_figure: bool) -> bool {
    let hinted = sources.hints.get(block.owner.index()).is_some_and(|own| own.has(Hint::PhotoCredit));
    let tokens = &sources.blocks.elements[block.owner.index()].tokens;
    let called = |token: &str| matches!(token, "credit" | "credits" | "copyright");
    hinted || in_figure && tokens.iter().any(|token| called(sources.blocks.names.get(*token)))
}
