//! What customers say of a product.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "customer-reviews",
    what: "Reviews by customers on the page of a product.",
    why: "They are not the shop's text. The page must declare a product, and the block must stand in a row of elements at least half of which have a rating and prose and no price, beside other text.",
    role: Role::Comment,
    drops_this: Example {
        html: r##"<div itemscope itemtype="https://schema.org/Product"></div><div><div><span class="rating-stars"></span><p>I have had this kettle for two winters now, and it has never let me down.</p></div><div><span class="rating-stars"></span><p>It arrived with a dent, and I have come to like the dent more than the kettle.</p></div></div>"##,
        words: "two winters now",
    },
    spares_this: Example {
        html: r##"<div><div><span class="rating-stars"></span><p>I have had this kettle for two winters now, and it has never let me down.</p></div></div>"##,
        words: "two winters now",
    },
    drops: Drops::Blocks(drops),
};

/// Beside the reviews the text has so many words.
const REST: usize = 120;

fn drops(view: &View<'_>, k: usize) -> usize {
    let (reviewed, words) = view.reviewed();
    let Some(total) = view.words_before(view.len()).checked_sub(*words) else { return 0 };
    usize::from(total >= REST && reviewed.get(k).copied().unwrap_or(false))
}
