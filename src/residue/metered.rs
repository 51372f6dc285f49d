//! What a paywall's element holds: the text that is paid for, or what sells it.

use std::borrow::Cow;

use serde_json::Value;

use super::view::Scene;
use crate::article::is_free;
use crate::lexicon::Topic;
use crate::parse::{Head, json_ld_objects};
use crate::segment::kebab;

/// Ends of names of what is sold, as against what sells it.
const ENDS: [&str; 2] = ["-content", "-body"];

impl Scene<'_> {
    /// True if the data or its own name say that the element holds a part of the text.
    pub(super) fn is_metered(&self, element: usize) -> bool {
        let blocks = &self.judged.blocks;
        let selected = self.metered.get_or_init(|| metered(self.head));
        let mut names = blocks.elements[element].tokens.iter().map(|token| blocks.names.get(*token));
        let is_text = |name: &str| ENDS.iter().any(|end| name.ends_with(end));
        names.any(|name| is_text(name) || selected.iter().any(|selected| selected == name))
    }

    /// True if the element holds something that sells.
    pub(super) fn sells(&self, element: usize) -> bool {
        self.selling.get_or_init(|| selling(self)).get(element) == Some(&true)
    }
}

/// Names that `cssSelector` of a part that is not free selects
/// (<https://schema.org/WebPageElement>).
fn metered(head: &Head) -> Vec<String> {
    let paid = json_ld_objects(head).filter(|object| is_free(object) == Some(false));
    let selectors = paid.filter_map(|object| object.get("cssSelector")).flat_map(|value| match value {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    });
    let names = selectors.filter_map(Value::as_str).flat_map(|selector| selector.split([',', ' ', '>']));
    names.filter_map(|name| kebab(name.rsplit(['.', '#']).next()?)).map(Cow::into_owned).take(MOST).collect()
}

/// More names than so many select nothing in particular.
const MOST: usize = 16;

/// For each element, whether it holds something that sells: a button, a link that stands
/// alone, or a phrase.
fn selling(scene: &Scene<'_>) -> Vec<bool> {
    let blocks = &scene.judged.blocks;
    let mut selling = vec![false; blocks.elements.len()];
    const PHRASES: [Topic; 2] = [Topic::Paywall, Topic::Newsletter];
    for (place, block) in blocks.blocks.iter().enumerate() {
        let told = || scene.cues(place).is_some_and(|cues| cues.iter().any(|cue| PHRASES.contains(&cue.topic)));
        if block.link_density() > 0.8 || told() {
            selling[block.owner.index()] = true;
        }
    }
    for (element, selling) in blocks.elements.iter().zip(&mut selling) {
        *selling |= matches!(blocks.names.get(element.tag), "button" | "input" | "form");
    }
    blocks.carry_up(&mut selling, |outer, own| *outer |= own);
    selling
}
