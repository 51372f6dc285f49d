//! Listen to this article.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "audio-player",
    what: "The label and the times of an audio player.",
    why: "The player is gone, its words are left. The block must be short and be called so by the markup or a phrase.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>Listen to this article</p>"##, words: "Listen to this article" },
    spares_this: Example {
        html: r##"<p>Listen to this: the whole village sang, the band played, and the bells of both churches rang for an hour.</p>"##,
        words: "the whole village sang",
    },
    drops: Drops::Blocks(drops),
};

/// Longest label of a player by its markup, in words.
const LABEL: usize = 15;

/// Longest label of a player by a phrase, with the caption of what it plays, in words.
const LONGEST: usize = 25;

/// Longest note on the player, which begins with a question, in words.
const NOTE: usize = 50;

/// A phrase of so many letters speaks of nothing else.
const SURE: usize = 20;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.is_heading(k) {
        return usize::from(view.hinted(k, Hint::AudioPlayer) && block.words <= LONGEST && view.is_article());
    }
    let asked = || view.cue_after_question(k, &[Topic::AudioPlayer]).is_some_and(|c| !c.hazardous && c.length >= SURE);
    if block.words <= NOTE && asked() {
        return 1;
    }
    if block.words > LONGEST {
        return 0;
    }
    let told = view.cue(k, Topic::AudioPlayer).is_some_and(|cue| {
        let sure = !cue.hazardous || view.whole(k, Topic::AudioPlayer).is_some() && view.at_an_end(k);
        sure && (view.is_label(k) || block.words <= 8 || view.tells_alone(k, cue))
    });
    usize::from(view.hinted(k, Hint::AudioPlayer) && block.words <= LABEL || told)
}
