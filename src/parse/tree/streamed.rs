//! Parts of a page that were sent late. React's server sends a part that was not
//! ready at the end of the page, hidden, and leaves a mark in its place; a line of
//! script puts it there (`renderToPipeableStream`, React 18):
//!
//! ```html
//! <main><template id="B:0"></template></main>
//! <div hidden id="S:0"><p>What a reader sees in the main element.</p></div>
//! ```
//!
//! A part that was ready before what it stands in has a mark `P:0` instead. Here the
//! parts go to their places without the script.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{Element, NONE, Place, Step, Tree};
use crate::parse::attribute::Attribute;

/// Of a part, and of the mark in its place: of a boundary, or inside of one. Both
/// are numbered together.
const PART: &str = "S:";
const MARKS: [&str; 2] = ["B:", "P:"];

/// The number in the id of a part or a mark; React counts with 16 digits.
fn number(id: &str, kind: &str) -> Option<u64> {
    id.strip_prefix(kind).and_then(|digits| u64::from_str_radix(digits, 16).ok())
}

impl Tree {
    /// Puts parts that were sent late where their marks are, unless elements would
    /// then be nested deeper than `most`.
    pub(in crate::parse) fn place_late_parts(&mut self, most: usize) {
        let mut ids = self.attributes.iter().filter(|(name, _)| *name == Attribute::Id);
        if !ids.any(|(_, id)| id.starts_with(PART)) {
            return;
        }
        let (mut parts, mut marks) = (Vec::new(), HashMap::with_hasher(RandomState::default()));
        for element in self.elements() {
            let id = element.attr(Attribute::Id).unwrap_or_default();
            if let Some(number) = number(id, PART).filter(|_| element.attr(Attribute::Hidden).is_some()) {
                parts.push((number, element.place));
            } else if let Some(number) =
                MARKS.iter().find_map(|mark| number(id, mark)).filter(|_| element.name() == "template")
            {
                marks.entry(number).or_insert(element.place);
            }
        }
        // Parts that hold each other are looked at again with each that moves.
        let mut room = 4 * self.nodes.len();
        for (number, part) in parts {
            let Some(mark) = marks.remove(&number) else { continue };
            let above = self.depth_outside(mark, part, most);
            let fits = above.is_some_and(|above| self.is_lower(part, most.saturating_sub(above), &mut room));
            if fits {
                self.empty_before(part, mark);
            }
        }
    }

    /// How many nodes are above one, up to `most`; `None` if there are more, or if
    /// `part` is one of them.
    pub(super) fn depth_outside(&self, place: Place, part: Place, most: usize) -> Option<usize> {
        let (mut at, mut depth) = (self.parent(place), 0);
        while at != NONE && at != part && depth <= most {
            (at, depth) = (self.parent(at), depth + 1);
        }
        (at == NONE).then_some(depth)
    }

    /// True if what `part` holds is at most so deep; `room` counts the nodes that
    /// may still be looked at.
    pub(super) fn is_lower(&self, part: Place, most: usize, room: &mut usize) -> bool {
        let mut depth = 0;
        for step in self.element(part).into_iter().flat_map(Element::walk) {
            let text = matches!(step, Step::Text(_));
            match step {
                Step::Close(_) => {
                    depth -= 1;
                    continue;
                }
                Step::Open(_) => depth += 1,
                Step::Text(_) => {}
            }
            if *room == 0 || depth + usize::from(text) > most {
                return false;
            }
            *room -= 1;
        }
        true
    }

    /// Moves all that `part` holds to where `mark` is.
    pub(super) fn empty_before(&mut self, part: Place, mark: Place) {
        let parent = self.parent(mark);
        if self.element(parent).is_none() {
            return;
        }
        while let Some(child) = self.node(part).map(|n| n.first).filter(|child| *child != NONE) {
            self.detach(child);
            self.insert(child, parent, mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::tree::text;
    use crate::parse::{Limits, Step, parse};

    fn placed(html: &str) -> String {
        text(html, &Limits::default())
    }

    #[test]
    fn parts_go_where_their_marks_are() {
        let html = "<main>a <template id=B:0></template>c</main><p>d<div hidden id=S:1>x </div>\
                    <div hidden id=S:0>b <template id=B:1></template>y </div>";
        assert_eq!(placed(html), "a b x y cd");
        let html = "<main><template id=B:0></template>d</main><div hidden id=S:1>b </div>\
                    <div hidden id=S:0>a <template id=P:1></template>c </div>";
        assert_eq!(placed(html), "a b c d");
    }

    #[test]
    fn what_is_no_part_stays() {
        for html in [
            "<i>a</i><div hidden id=S:0>b</div>",
            "<template id=B:0></template><i>a</i><div id=S:0>b</div>",
            "<p id=B:0></p><i>a</i><div hidden id=S:0>b</div>",
            "<i>a</i><div hidden id=S:0>b<template id=B:0></template></div>",
        ] {
            assert_eq!(placed(html), "ab", "{html}");
        }
    }

    #[test]
    fn parts_in_parts_stay_within_the_limit_on_depth() {
        let chain =
            (0..1000).map(|i| format!("<div hidden id=S:{i}><b>{i} </b><template id=B:{}></template></div>", i + 1));
        let html = format!("<p>a<template id=B:0></template>{}", chain.collect::<String>());
        let limits = Limits { depth: 20, ..Limits::default() };
        assert_eq!(text(&html, &limits).split_whitespace().count(), 1000);
        let page = parse(&crate::decode::decode(html.as_bytes(), Some("utf-8")), &limits);
        let (mut depth, mut deepest) = (0_usize, 0);
        for step in page.tree.walk() {
            match step {
                Step::Open(_) => depth += 1,
                Step::Close(_) => depth -= 1,
                Step::Text(_) => deepest = deepest.max(depth),
            }
        }
        assert!(deepest <= 20, "{deepest}");
    }
}
