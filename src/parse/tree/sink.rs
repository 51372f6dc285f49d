//! What html5ever's tree builder asks of a tree.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use html5ever::interface::{ElemName, ElementFlags};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute as Built, LocalName, Namespace, QualName, expanded_name, local_name, ns};

use super::super::attribute::Attribute;
use super::super::gate::Counting;
use super::super::push;
use super::{Content, Fields, NONE, Node, Place, ROOT, Tag, Tree};

/// A node and, of elements, the name: the builder asks for it all the time.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Handle {
    place: Place,
    name: Name,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) struct Name {
    space: Namespace,
    local: LocalName,
}

impl ElemName for &Name {
    fn ns(&self) -> &Namespace {
        &self.space
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

/// Builds a [`Tree`].
pub(in crate::parse) struct Sink(RefCell<Building>);

struct Building {
    tree: Tree,
    tags: HashMap<LocalName, Tag, RandomState>,
    /// The tag that was asked for last.
    last: Option<(LocalName, Tag)>,
}

impl Default for Sink {
    fn default() -> Self {
        let tree = Tree { nodes: vec![node(Content::Root)], attributes: Vec::new(), tags: Vec::new(), elements: 0 };
        Sink(RefCell::new(Building { tree, tags: HashMap::default(), last: None }))
    }
}

fn node(content: Content) -> Node {
    Node { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, content }
}

/// The attribute of a name, if somebody reads it. Those with a namespace are others.
fn read(name: &QualName) -> Option<Attribute> {
    Attribute::from_name(name.local.as_bytes()).filter(|_| name.ns == ns!())
}

impl Building {
    fn tag(&mut self, name: &LocalName) -> Tag {
        if let Some((last, tag)) = &self.last
            && last == name
        {
            return *tag;
        }
        let tags = &mut self.tree.tags;
        let tag = *self.tags.entry(name.clone()).or_insert_with(|| {
            tags.push(name.clone());
            Tag(u32::try_from(tags.len() - 1).unwrap_or(u32::MAX))
        });
        self.last = Some((name.clone(), tag));
        tag
    }
}

impl Tree {
    fn add(&mut self, content: Content) -> Place {
        // `cut` keeps a page below 2³² bytes, and a node takes one at least.
        let place = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        push(&mut self.nodes, node(content));
        place
    }

    fn at(&mut self, place: Place) -> Option<&mut Node> {
        self.nodes.get_mut(place as usize)
    }

    pub(super) fn parent(&self, place: Place) -> Place {
        self.node(place).map_or(NONE, |n| n.parent)
    }

    pub(super) fn detach(&mut self, place: Place) {
        let Some(node) = self.at(place) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        match self.at(previous) {
            Some(previous) => previous.next = next,
            None => self.at(parent).into_iter().for_each(|p| p.first = next),
        }
        match self.at(next) {
            Some(next) => next.previous = previous,
            None => self.at(parent).into_iter().for_each(|p| p.last = previous),
        }
    }

    /// Puts a node without a parent under `parent`, before `next` or at the end.
    pub(super) fn insert(&mut self, place: Place, parent: Place, next: Place) {
        let previous = match self.node(next) {
            Some(next) => next.previous,
            None => self.node(parent).map_or(NONE, |p| p.last),
        };
        if let Some(node) = self.at(place) {
            (node.parent, node.previous, node.next) = (parent, previous, next);
        }
        match self.at(previous) {
            Some(previous) => previous.next = place,
            None => self.at(parent).into_iter().for_each(|p| p.first = place),
        }
        match self.at(next) {
            Some(next) => next.previous = place,
            None => self.at(parent).into_iter().for_each(|p| p.last = place),
        }
    }

    /// Adds text under `parent`, before `next` or at the end, to the text that
    /// stands there if there is one.
    fn insert_text(&mut self, text: StrTendril, parent: Place, next: Place) {
        let previous = match self.node(next) {
            Some(next) => next.previous,
            None => self.node(parent).map_or(NONE, |p| p.last),
        };
        if let Some(Node { content: Content::Text(before), .. }) = self.at(previous) {
            before.push_tendril(&text);
        } else {
            let place = self.add(Content::Text(text));
            self.insert(place, parent, next);
        }
    }

    fn put(&mut self, child: NodeOrText<Handle>, parent: Place, next: Place) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child.place);
                self.insert(child.place, parent, next);
            }
            NodeOrText::AppendText(text) => self.insert_text(text, parent, next),
        }
    }
}

impl Counting for Sink {
    fn nodes(&self) -> usize {
        self.0.borrow().tree.nodes.len()
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a Name;

    fn finish(self) -> Tree {
        self.0.into_inner().tree
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn get_document(&self) -> Handle {
        Handle { place: ROOT, name: Name { space: ns!(), local: local_name!("") } }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.place == y.place
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a Name {
        &target.name
    }

    fn create_element(&self, name: QualName, attrs: Vec<Built>, _: ElementFlags) -> Handle {
        let building = &mut *self.0.borrow_mut();
        let tag = building.tag(&name.local);
        let tree = &mut building.tree;
        tree.elements += 1;
        let start = tree.attributes.len();
        let attrs = attrs.into_iter().filter_map(|a| Some((read(&a.name)?, a.value)));
        attrs.for_each(|attribute| push(&mut tree.attributes, attribute));
        let attributes = (start as u32, tree.attributes.len() as u32);
        let place = tree.add(Content::Element(Fields { tag, attributes }));
        if name.expanded() == expanded_name!(html "template") {
            let content = tree.add(Content::Root);
            tree.insert(content, place, NONE);
        }
        Handle { place, name: Name { space: name.ns, local: name.local } }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { place: self.0.borrow_mut().tree.add(Content::Root), ..self.get_document() }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.0.borrow_mut().tree.put(child, parent.place, NONE);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let tree = &mut self.0.borrow_mut().tree;
        let parent = tree.parent(sibling.place);
        if parent != NONE {
            tree.put(child, parent, sibling.place);
        } else if let NodeOrText::AppendNode(child) = child {
            tree.detach(child.place);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.0.borrow().tree.parent(element.place) != NONE {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let place = self.0.borrow().tree.node(target.place).map_or(NONE, |n| n.first);
        Handle { place, ..self.get_document() }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Built>) {
        let tree = &mut self.0.borrow_mut().tree;
        let Some(Node { content: Content::Element(fields), .. }) = tree.nodes.get_mut(target.place as usize) else {
            return;
        };
        let (start, end) = (fields.attributes.0 as usize, fields.attributes.1 as usize);
        // All of an element's attributes lie together: they move to the end.
        let mut all: Vec<_> = tree.attributes.get(start..end).unwrap_or_default().to_vec();
        for attribute in attrs {
            if let Some(name) = read(&attribute.name).filter(|name| all.iter().all(|(known, _)| known != name)) {
                all.push((name, attribute.value));
            }
        }
        if all.len() > end - start {
            let start = tree.attributes.len();
            tree.attributes.extend(all);
            fields.attributes = (start as u32, tree.attributes.len() as u32);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.0.borrow_mut().tree.detach(target.place);
    }

    fn reparent_children(&self, from: &Handle, to: &Handle) {
        let tree = &mut self.0.borrow_mut().tree;
        while let Some(child) = tree.node(from.place).map(|n| n.first).filter(|c| *c != NONE) {
            tree.detach(child);
            tree.insert(child, to.place, NONE);
        }
    }
}
