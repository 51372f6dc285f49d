//! What a rule is.

use super::view::View;
use crate::article::Role;

/// A piece of a page for a rule's page and its test.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The markup, between two paragraphs of an article.
    pub html: &'static str,
    /// The words in question.
    pub words: &'static str,
}

/// A named rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The name that ledgers and options use.
    pub id: &'static str,
    /// What it drops, in a sentence.
    pub what: &'static str,
    /// Why, and what keeps it from taking prose.
    pub why: &'static str,
    /// The role of what it drops.
    pub role: Role,
    /// What it drops.
    pub drops_this: Example,
    /// What looks alike and stays.
    pub spares_this: Example,
    /// How many blocks it drops from the `k`-th of the view on; 0 if it does not fire.
    pub(super) drops: fn(&View<'_>, usize) -> usize,
}
