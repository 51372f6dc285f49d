//! Why a block is boilerplate, in a person's words.

use super::features::Context;
use crate::lexicon::{Hint, Hints};

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

/// Tells for every block of a page why it is boilerplate.
pub(super) struct Reasons<'a> {
    context: &'a Context<'a>,
    /// For each name of the page, its place in [`ELEMENTS`].
    elements: Vec<Option<usize>>,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        let elements = context.blocks.of_tags(|tag| ELEMENTS.iter().position(|(name, _)| *name == tag));
        Reasons { context, elements }
    }

    /// The reason that fits block `i` best.
    pub(super) fn explain(&self, i: usize) -> &'static str {
        let context = self.context;
        let block = &context.blocks.blocks[i];
        if block.hidden {
            return "not shown on the page";
        }
        let near = || context.blocks.trail(block.owner).take(8);
        let hints = near().fold(Hints::default(), |all, (id, _)| all.with(context.survey.hints[id.index()]));
        if let Some((_, why)) = TOLD.iter().find(|(hint, _)| hints.has(*hint)) {
            return why;
        }
        // One way up for all of them: it may be long.
        let around = context.blocks.trail(block.owner).filter_map(|(_, e)| *self.elements.get(e.tag.index())?);
        if let Some((_, why)) = around.min().and_then(|at| ELEMENTS.get(at)) {
            return why;
        }
        if block.link_density() > 0.5 {
            return "mostly links";
        }
        if context.repeats(i) > 1 {
            return "the same text stands elsewhere on the page";
        }
        if near().any(|(id, _)| context.survey.siblings(id) > MANY) {
            return "one of many in the same layout";
        }
        "apart from the main text"
    }
}
