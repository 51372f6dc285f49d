//! Shadow roots that the page declares
//! (<https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode>):
//! a browser shows what the template holds in place of the element around it, and what
//! that element holds itself in the slots.
//!
//! ```html
//! <news-story><template shadowrootmode="open"><h2>Storm</h2><slot></slot></template>
//!   <p>What a reader sees under the heading.</p></news-story>
//! ```
//!
//! Here both go to their places in the tree of the page. What a slot holds for want of
//! anything else stays in it.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::{NONE, Place, Step, Tree};
use crate::parse::attribute::Attribute;

/// For each name, the slot that is called so; one without a name takes what asks for none.
type Slots = HashMap<String, Place, RandomState>;

impl Tree {
    /// Puts what shadow roots hold where a reader sees it, unless elements would then be
    /// nested deeper than `most`.
    pub(in crate::parse) fn open_shadow_roots(&mut self, most: usize) {
        if !self.attributes.iter().any(|(name, _)| *name == Attribute::ShadowRootMode) {
            return;
        }
        let is_root = |mode: &str| ["open", "closed"].iter().any(|known| mode.eq_ignore_ascii_case(known));
        let templates = self.elements().filter(|e| e.attr(Attribute::ShadowRootMode).is_some_and(is_root));
        let templates: Vec<Place> = templates.map(|template| template.place).collect();
        // Roots that hold each other are walked through again with each.
        let mut room = 4 * self.nodes.len();
        let mut hosts = HashSet::with_hasher(RandomState::default());
        for template in templates {
            // An element has one root; what else it declares shows where it stands.
            if hosts.insert(self.parent(template)) {
                self.fill_slots(template, most, &mut room);
            }
            let content = self.node(template).map_or(NONE, |node| node.first);
            self.empty_before(content, template);
        }
    }

    /// Moves what stands beside `template` into the slots that it holds.
    fn fill_slots(&mut self, template: Place, most: usize, room: &mut usize) {
        let slots = self.slots(template, room);
        if slots.is_empty() {
            return;
        }
        let first = self.node(self.parent(template)).map_or(NONE, |host| host.first);
        let next = |at: &Place| self.node(*at).map(|node| node.next).filter(|next| *next != NONE);
        let beside: Vec<Place> = std::iter::successors(Some(first).filter(|at| *at != NONE), next).collect();
        // How many nodes are above the slot that was filled last: most go into one.
        let (mut last, mut above) = (NONE, None);
        for child in beside.into_iter().filter(|child| *child != template) {
            let name = self.element(child).and_then(|element| element.attr(Attribute::Slot)).unwrap_or_default();
            let Some(slot) = slots.get(name).copied() else { continue };
            if slot != last {
                (last, above) = (slot, self.depth_outside(slot, child, most));
            }
            if above.is_some_and(|above| self.is_lower(child, most.saturating_sub(above), room)) {
                self.detach(child);
                self.insert(child, slot, NONE);
            }
        }
    }

    /// The slots of a root, without those of the roots inside it.
    fn slots(&self, template: Place, room: &mut usize) -> Slots {
        let (mut slots, mut inside) = (Slots::default(), 0_usize);
        for step in self.element(template).into_iter().flat_map(super::Element::walk) {
            if *room == 0 {
                break;
            }
            *room -= 1;
            match step {
                Step::Open(element) if element.name() == "template" => inside += 1,
                Step::Close(element) if element.name() == "template" => inside = inside.saturating_sub(1),
                Step::Open(element) if inside == 0 && element.name() == "slot" => {
                    let name = element.attr(Attribute::Name).unwrap_or_default();
                    slots.entry(name.to_owned()).or_insert(element.place);
                }
                _ => {}
            }
        }
        slots
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::tree::text;
    use crate::parse::{Limits, parse};

    fn shown(html: &str) -> String {
        text(html, &Limits::default())
    }

    #[test]
    fn what_a_root_holds_is_shown_with_its_slots_filled() {
        let root = |inner: &str| format!("<x-a><template shadowrootmode=open>{inner}</template>");
        assert_eq!(shown(&(root("<h2>a </h2><slot></slot>d") + "<b>b </b>c</x-a>e")), "a b cde");
        assert_eq!(
            shown(&(root("<slot name=t></slot><i>b</i><slot></slot>") + "<p>c</p><h1 slot=t>a</h1></x-a>")),
            "abc"
        );
        assert_eq!(shown(&(root("a<slot>b</slot>") + "</x-a>c")), "abc");
        assert_eq!(shown("<div><template shadowrootmode=closed>a</template>b</div>"), "ab");
    }

    #[test]
    fn roots_stand_in_roots_and_slots() {
        let inner = "<x-b><template shadowrootmode=open><slot></slot>c</template>b</x-b>";
        let html = format!("<x-a><template shadowrootmode=open>a{inner}<slot></slot></template>d</x-a>");
        assert_eq!(shown(&html), "abcd");
        let slotted = format!("<x-a><template shadowrootmode=open>a<slot></slot>d</template>{inner}</x-a>");
        assert_eq!(shown(&slotted), "abcd");
    }

    #[test]
    fn other_templates_and_modes_are_none() {
        let page = |mode: &str| {
            let html = format!("<div><template {mode}><slot></slot>a</template>b</div>");
            let page = parse(&crate::decode::decode(html.as_bytes(), Some("utf-8")), &Limits::default());
            crate::segment::segment(&page).blocks.iter().map(|block| block.text.to_string()).collect::<String>()
        };
        assert_eq!([page(""), page("shadowrootmode=shut"), page("shadowrootmode=OPEN")], ["b", "b", "ba"]);
    }

    #[test]
    fn slots_make_no_page_deeper_than_it_may_be() {
        let limits = Limits { depth: 30, ..Limits::default() };
        let deep = format!("{}<slot></slot>{}", "<div>".repeat(20), "</div>".repeat(20));
        let html = format!("<x-a><template shadowrootmode=open>{deep}</template>{}b</x-a>", "<i>".repeat(20));
        assert_eq!(text(&html, &limits), "b");
        let many = "<x-a><template shadowrootmode=open><slot></slot></template>".repeat(2_000);
        assert_eq!(text(&format!("{many}b"), &Limits::default()), "b");
    }
}
