//! How long it takes to read.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "reading-time",
    what: "A line such as 5 min read.",
    why: "It is a service of the template. It must be a few words with a number and no sentence, and a phrase or the markup must say so; a phrase alone is its label.",
    role: Role::Date,
    drops_this: Example { html: r##"<p>5 min read</p>"##, words: "5 min read" },
    spares_this: Example {
        html: r##"<p>It takes five minutes to read the plaque, and an hour to believe it.</p>"##,
        words: "to read the plaque",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > 8 || matches!(block.kind, Kind::Heading(..=3)) {
        return 0;
    }
    let number = block.text.chars().any(char::is_numeric);
    let label = view.has_sure_cue(k, Topic::ReadingTime) && view.whole(k, Topic::ReadingTime).is_some();
    let label_like = || view.is_label(k) || ends_in_unit(&block.text);
    let told = number && view.cue(k, Topic::ReadingTime).is_some() && label_like();
    usize::from(told || label || number && view.hinted(k, Hint::ReadingTime))
}

/// True of "4 min.": the full stop is that of a unit.
fn ends_in_unit(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let unit = words.next().and_then(|word| word.strip_suffix('.'));
    unit.is_some_and(|unit| unit.chars().count() <= UNIT)
        && words.next().is_some_and(|n| n.chars().all(char::is_numeric))
}

/// Longest unit of time that is written with a full stop, in letters.
const UNIT: usize = 4;
