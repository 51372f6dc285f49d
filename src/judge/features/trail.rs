//! The elements around a block: what kind they are, what their names hint at,
//! how much text and how many links they hold, how often their layout repeats.

use super::survey::Sums;
use super::{Context, Group, ratio};
use crate::lexicon::{Hint, Hints};
use crate::segment::{Blocks, Element, ElementId};

/// Elements whose nearness says something.
const TAGS: &[&str] = &[
    "nav",
    "footer",
    "header",
    "aside",
    "form",
    "figure",
    "li",
    "table",
    "section",
    "article",
    "main",
    "button",
    "blockquote",
    "noscript",
    "a",
    "label",
    "p",
];

/// Hints whose nearness says something, in the order of the columns.
const HINTS: &[Hint] = &[
    Hint::Share,
    Hint::Tags,
    Hint::Categories,
    Hint::Breadcrumb,
    Hint::Caption,
    Hint::Newsletter,
    Hint::AuthorBio,
    Hint::Byline,
    Hint::DateLine,
    Hint::Advert,
    Hint::Comments,
    Hint::Related,
    Hint::MostRead,
    Hint::PreviousNext,
    Hint::CookieNotice,
    Hint::Paywall,
    Hint::Standfirst,
    Hint::Title,
    Hint::Body,
    Hint::LiveEntry,
    Hint::Ui,
    Hint::Navigation,
    Hint::CallToAction,
    Hint::Reviews,
    Hint::Signature,
    Hint::Post,
    Hint::CommentText,
    Hint::Disclosure,
];

pub(super) const GROUP: Group = Group {
    names: &[
        ("depth", "depth of the element that holds it"),
        ("own_tag", "tag of the element that holds it, as a number"),
        ("parent_tag", "tag of the next element out, as a number"),
        ("in_nav", "steps out to a nav element, -1 if there is none within ten"),
        ("in_footer", "steps out to a footer element"),
        ("in_header", "steps out to a header element"),
        ("in_aside", "steps out to an aside element"),
        ("in_form", "steps out to a form element"),
        ("in_figure", "steps out to a figure element"),
        ("in_li", "steps out to a li element"),
        ("in_table_tag", "steps out to a table element"),
        ("in_section", "steps out to a section element"),
        ("in_article", "steps out to an article element"),
        ("in_main", "steps out to a main element"),
        ("in_button", "steps out to a button element"),
        ("in_blockquote", "steps out to a blockquote element"),
        ("in_noscript", "steps out to a noscript element"),
        ("in_a", "steps out to an a element"),
        ("in_label", "steps out to a label element"),
        ("in_p", "steps out to a p element"),
        ("hint_share", "steps out to a token that hints at share buttons"),
        ("hint_tags", "steps out to a token that hints at tags"),
        ("hint_categories", "steps out to a token that hints at categories"),
        ("hint_breadcrumb", "steps out to a token that hints at breadcrumbs"),
        ("hint_caption", "steps out to a token that hints at a caption"),
        ("hint_newsletter", "steps out to a token that hints at a newsletter box"),
        ("hint_author_bio", "steps out to a token that hints at an author's bio"),
        ("hint_byline", "steps out to a token that hints at a byline"),
        ("hint_date_line", "steps out to a token that hints at a date"),
        ("hint_advert", "steps out to a token that hints at an advert"),
        ("hint_comments", "steps out to a token that hints at comments"),
        ("hint_related", "steps out to a token that hints at related articles"),
        ("hint_most_read", "steps out to a token that hints at most read articles"),
        ("hint_previous_next", "steps out to a token that hints at previous and next"),
        ("hint_cookie_notice", "steps out to a token that hints at a cookie notice"),
        ("hint_paywall", "steps out to a token that hints at a paywall"),
        ("hint_standfirst", "steps out to a token that hints at a standfirst"),
        ("hint_title", "steps out to a token that hints at a title"),
        ("hint_body", "steps out to a token that hints at an article's body"),
        ("hint_live_entry", "steps out to a token that hints at a live blog's entry"),
        ("hint_ui", "steps out to a token that hints at user interface"),
        ("hint_navigation", "steps out to a token that hints at navigation"),
        ("hint_call_to_action", "steps out to a token that hints at a box that sells"),
        ("hint_reviews", "steps out to a token that hints at customers' reviews"),
        ("hint_signature", "steps out to a token that hints at a signature under a post"),
        ("hint_post", "steps out to a token that hints at the text of a post in a forum"),
        ("hint_comment_text", "steps out to a token that hints at the text of a comment"),
        ("hint_disclosure", "steps out to a token that hints at legal notes"),
        ("in_site_header", "steps out to a header element that is in no article and no main element"),
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
        ("repeat_most_up", "steps out to the layout that repeats most"),
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
    row.push(site_header(context, &around));
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
    let most = repeats().max_by_key(|(l, n)| (*n, std::cmp::Reverse(*l))).unwrap_or((REACH, 1));
    row.extend([near.1 as f32, near.0 as f32, most.1 as f32, most.0 as f32]);
}

/// Steps out to a header of the page rather than of a part of it, -1 without one.
fn site_header(context: &Context<'_>, around: &[Option<(ElementId, &Element)>]) -> f32 {
    let tag = |element: &Element| context.blocks.names.get(element.tag);
    let Some((level, (id, _))) = around.iter().flatten().enumerate().find(|(_, (_, e))| tag(e) == "header") else {
        return -1.0;
    };
    let of_part = context.blocks.trail(*id).any(|(_, e)| matches!(tag(e), "article" | "main"));
    if of_part { -1.0 } else { level as f32 }
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
