//! Why a block is boilerplate, in a person's words.

use super::features::Context;
use crate::lexicon::Hint;

/// The hints that explain a block, most telling first.
const TOLD: &[(Hint, &str)] = &[
    (Hint::CookieNotice, "a cookie notice"),
    (Hint::Comments, "in the comments"),
    (Hint::Newsletter, "in a newsletter box"),
    (Hint::Share, "among share buttons"),
    (Hint::Advert, "in an advert"),
    (Hint::Breadcrumb, "in the breadcrumbs"),
    (Hint::AuthorBio, "about the author"),
    (Hint::Related, "among related articles"),
    (Hint::MostRead, "among the most read"),
    (Hint::PreviousNext, "previous and next"),
    (Hint::Tags, "among tags"),
    (Hint::Categories, "among categories"),
    (Hint::Paywall, "in a paywall"),
    (Hint::Caption, "under a picture"),
    (Hint::Navigation, "in the navigation"),
    (Hint::Ui, "part of the user interface"),
];

/// Elements that explain a block.
const ELEMENTS: &[(&str, &str)] = &[
    ("nav", "in a nav element"),
    ("footer", "in a footer"),
    ("aside", "in an aside"),
    ("form", "in a form"),
    ("button", "a button"),
    ("select", "a choice in a form"),
    ("header", "in a header"),
    ("noscript", "shown only without scripts"),
];

/// Layouts repeated more often than this are teasers, comments or menus.
const MANY: usize = 5;

/// The reason that fits block `i` best.
pub(super) fn explain(context: &Context<'_>, i: usize) -> &'static str {
    let block = &context.blocks.blocks[i];
    if block.hidden {
        return "not shown on the page";
    }
    let trail: Vec<_> = context.blocks.trail(block.owner).take(8).collect();
    let hinted = |hint: Hint| trail.iter().any(|(id, _)| context.survey.hints[id.index()].has(hint));
    if let Some((_, why)) = TOLD.iter().find(|(hint, _)| hinted(*hint)) {
        return why;
    }
    // One way up for all of them: it may be long.
    let around = context.blocks.trail(block.owner).filter_map(|(_, e)| {
        let tag = context.blocks.names.get(e.tag);
        ELEMENTS.iter().position(|(name, _)| *name == tag)
    });
    if let Some((_, why)) = around.min().and_then(|at| ELEMENTS.get(at)) {
        return why;
    }
    if block.link_density() > 0.5 {
        return "mostly links";
    }
    if context.repeats(i) > 1 {
        return "the same text stands elsewhere on the page";
    }
    if trail.iter().any(|(id, _)| context.survey.siblings(*id) > MANY) {
        return "one of many in the same layout";
    }
    "apart from the main text"
}
