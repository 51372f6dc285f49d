//! The elements around a block: what kind they are, what their names hint at,
//! how much text and how many links they hold, how often their layout repeats.

use super::survey::Sums;
use super::{Context, Group, ratio};
use crate::lexicon::{Hint, Hints};
use crate::segment::Blocks;

/// Elements whose nearness says something.
const TAGS: &[&str] = &["nav", "footer", "li", "section", "article", "main", "a"];

/// Hints whose nearness says something, in the order of the columns.
const HINTS: &[Hint] = &[
    Hint::Caption,
    Hint::Comments,
    Hint::Related,
    Hint::Standfirst,
    Hint::Body,
    Hint::Ui,
    Hint::Navigation,
    Hint::Post,
    Hint::Disclosure,
];

pub(super) const GROUP: Group = Group {
    names: &[
        ("depth", "depth of the element that holds it"),
        ("own_tag", "tag of the element that holds it, as a number"),
        ("parent_tag", "tag of the next element out, as a number"),
        ("in_nav", "steps out to a nav element, -1 if there is none within ten"),
        ("in_footer", "steps out to a footer element"),
        ("in_li", "steps out to a li element"),
        ("in_section", "steps out to a section element"),
        ("in_article", "steps out to an article element"),
        ("in_main", "steps out to a main element"),
        ("in_a", "steps out to an a element"),
        ("hint_caption", "steps out to a token that hints at a caption"),
        ("hint_comments", "steps out to a token that hints at comments"),
        ("hint_related", "steps out to a token that hints at related articles"),
        ("hint_standfirst", "steps out to a token that hints at a standfirst"),
        ("hint_body", "steps out to a token that hints at an article's body"),
        ("hint_ui", "steps out to a token that hints at user interface"),
        ("hint_navigation", "steps out to a token that hints at navigation"),
        ("hint_post", "steps out to a token that hints at the text of a post in a forum"),
        ("hint_disclosure", "steps out to a token that hints at legal notes"),
        ("up1_density", "link density of the next element out"),
        ("up1_good", "share of the page's prose in the next element out"),
        ("up1_blocks", "number of blocks in the next element out"),
        ("up2_density", "link density of the second element out"),
        ("up2_good", "share of the page's prose in the second element out"),
        ("up2_blocks", "number of blocks in the second element out"),
        ("up3_density", "link density of the third element out"),
        ("up3_good", "share of the page's prose in the third element out"),
        ("up3_blocks", "number of blocks in the third element out"),
        ("up5_density", "link density of the fifth element out"),
        ("up5_good", "share of the page's prose in the fifth element out"),
        ("up5_blocks", "number of blocks in the fifth element out"),
        ("alike_blocks", "blocks with the same signature"),
        ("alike_words", "mean words of blocks with the same signature"),
        ("alike_density", "link density of blocks with the same signature"),
        ("alike_share", "share of the page's words in blocks with the same signature"),
        ("repeat_near", "how often the nearest repeated layout around it repeats"),
        ("repeat_near_up", "steps out to the nearest repeated layout"),
        ("repeat_most", "the greatest number of repetitions around it, eight steps out"),
    ],
    fill,
};

/// How many steps out tags and hints are looked for.
const REACH: usize = 10;

/// What a name is as a tag.
#[derive(Clone, Default)]
pub(super) struct Tag {
    /// Its place in [`TAGS`].
    column: Option<u8>,
    /// As a number.
    number: f32,
}

/// For each name of the page, what it is as a tag.
pub(super) fn tags(blocks: &Blocks) -> Vec<Tag> {
    blocks.of_tags(|name| Tag { column: column(name), number: tag_number(name) })
}

fn column(name: &str) -> Option<u8> {
    TAGS.iter().position(|t| *t == name).and_then(|at| u8::try_from(at).ok())
}

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let block = context.block(i);
    let mut around = [None; REACH];
    around.iter_mut().zip(context.blocks.trail(block.owner)).for_each(|(to, step)| *to = Some(step));
    let trail = || around.iter().map_while(|step| *step);
    let at = |level: usize| around.get(level).copied().flatten();
    let tag = |level: usize| at(level).map_or(-1.0, |(_, e)| context.tags[e.tag.index()].number);
    row.extend([context.blocks.elements[block.owner.index()].depth.into(), tag(0), tag(1)]);
    let mut steps = [-1.0_f32; TAGS.len()];
    let mut hinted = [-1.0_f32; HINTS.len()];
    let mut seen = Hints::default();
    for (level, (id, element)) in trail().enumerate() {
        if let Some(steps) = context.tags[element.tag.index()].column.and_then(|at| steps.get_mut(usize::from(at)))
            && *steps < 0.0
        {
            *steps = level as f32;
        }
        let new = context.survey.hints_of_part(id).minus(seen);
        // Most elements hint at nothing.
        if !new.is_empty() {
            let hinted = hinted.iter_mut().zip(HINTS).filter(|(_, hint)| new.has(**hint));
            hinted.for_each(|(steps, _)| *steps = level as f32);
            seen = seen.with(new);
        }
    }
    row.extend(steps);
    row.extend(hinted);
    for level in [1, 2, 3, 5] {
        let sum = at(level).map_or_else(Sums::default, |(id, _)| context.survey.sum(id));
        row.extend([ratio(sum.link_chars, sum.chars), ratio(sum.good, context.survey.total_good()), sum.blocks as f32]);
    }
    let alike = context.survey.alike(i);
    row.extend([
        alike.blocks as f32,
        ratio(alike.words, alike.blocks),
        ratio(alike.link_chars, alike.chars),
        ratio(alike.words, context.survey.total_words()),
    ]);
    let repeats = || trail().take(8).map(|(id, _)| context.survey.siblings(id)).enumerate();
    let near = repeats().find(|(_, n)| *n > 1).unwrap_or((REACH, 1));
    let most = repeats().map(|(_, n)| n).max().unwrap_or(1);
    row.extend([near.1 as f32, near.0 as f32, most as f32]);
}

fn tag_number(tag: &str) -> f32 {
    const ORDER: &[&str] = &[
        "p",
        "div",
        "span",
        "a",
        "li",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "b",
        "em",
        "i",
        "figcaption",
        "blockquote",
        "pre",
        "code",
        "time",
        "label",
        "button",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "main",
        "nav",
        "form",
        "figure",
        "th",
        "dd",
        "dt",
        "cite",
        "small",
        "font",
        "center",
        "option",
    ];
    ORDER.iter().position(|t| *t == tag).map_or(ORDER.len() as f32, |at| at as f32)
}
