//! The tree of a page: nodes in one vector, linked by their places in it, text
//! as stretches of the source. html5ever's tree builder makes it through
//! [`Sink`]; afterwards it is only walked.

mod shadow;
mod sink;
mod streamed;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;

use super::attribute::Attribute;
pub(super) use sink::Sink;

/// The place of a node.
type Place = u32;

/// No node.
const NONE: Place = u32::MAX;

/// The document.
const ROOT: Place = 0;

#[derive(Debug)]
struct Node {
    parent: Place,
    previous: Place,
    next: Place,
    first: Place,
    last: Place,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// The document, or what a template holds.
    Root,
    Text(StrTendril),
    Element(Fields),
}

#[derive(Debug)]
struct Fields {
    tag: Tag,
    /// Where its attributes begin and end.
    attributes: (u32, u32),
}

/// A tag name: elements that are called alike have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag(u32);

impl Tag {
    /// As an index into a table with an entry for every tag name.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The tree of a page.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, StrTendril)>,
    tags: Vec<LocalName>,
    /// How many of the nodes are elements.
    elements: usize,
}

/// An element of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    tree: &'a Tree,
    place: Place,
    tag: Tag,
    attributes: &'a [(Attribute, StrTendril)],
}

impl<'a> Element<'a> {
    /// Its tag name.
    pub fn tag(self) -> Tag {
        self.tag
    }

    /// Its tag name as the page would write it.
    pub fn name(self) -> &'a str {
        self.tree.tags.get(self.tag.index()).map_or("", |t| &**t)
    }

    /// The value of an attribute.
    pub fn attr(self, attribute: Attribute) -> Option<&'a str> {
        self.attributes.iter().find(|(a, _)| *a == attribute).map(|(_, value)| &**value)
    }

    /// All attributes that are read, in the order of the page.
    pub fn attributes(self) -> impl Iterator<Item = (Attribute, &'a str)> {
        self.attributes.iter().map(|(a, value)| (*a, &**value))
    }

    /// The text right inside of it, without that of its elements.
    pub(super) fn text(self) -> StrTendril {
        let mut text = StrTendril::new();
        let mut child = self.tree.node(self.place).map_or(NONE, |n| n.first);
        while let Some(node) = self.tree.node(child) {
            match &node.content {
                Content::Text(piece) if text.is_empty() => text = piece.clone(),
                Content::Text(piece) => text.push_tendril(piece),
                _ => {}
            }
            child = node.next;
        }
        text
    }

    /// A walk through what it holds.
    pub(super) fn walk(self) -> impl Iterator<Item = Step<'a>> {
        let walk = Walk { tree: self.tree, at: self.place, left: false };
        walk.take_while(move |step| !matches!(step, Step::Close(e) if e.place == self.place))
    }

    /// The elements around it, from the inside out.
    pub(super) fn around(self) -> impl Iterator<Item = Element<'a>> {
        let tree = self.tree;
        let parent = move |place: Place| tree.node(place).map(|node| node.parent).filter(|parent| *parent != NONE);
        std::iter::successors(parent(self.place), move |at| parent(*at)).filter_map(move |at| tree.element(at))
    }

    /// True if an element around it is called `name`.
    pub(super) fn is_inside(self, name: &str) -> bool {
        self.around().any(|element| element.name() == name)
    }
}

/// What a walk comes by.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// The start of an element.
    Open(Element<'a>),
    /// Its end.
    Close(Element<'a>),
    /// Text.
    Text(&'a str),
}

/// A walk through a tree in the order of the page.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    tree: &'a Tree,
    at: Place,
    /// Whether `at` has been left rather than entered.
    left: bool,
}

impl Walk<'_> {
    /// Passes over what the element just opened holds; its end comes next.
    pub fn pass_over(&mut self) {
        self.left = true;
    }

    /// To the next node; false at the end of the walk.
    fn advance(&mut self) -> bool {
        let Some(node) = self.tree.node(self.at) else { return false };
        (self.at, self.left) = if !self.left && node.first != NONE {
            (node.first, false)
        } else if !self.left {
            (self.at, true)
        } else if node.next != NONE {
            (node.next, false)
        } else {
            (node.parent, true)
        };
        self.at != NONE
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        while self.advance() {
            match (&self.tree.node(self.at)?.content, self.left) {
                (Content::Text(text), false) => return Some(Step::Text(text)),
                (Content::Element(_), false) => return self.tree.element(self.at).map(Step::Open),
                (Content::Element(_), true) => return self.tree.element(self.at).map(Step::Close),
                _ => {}
            }
        }
        None
    }
}

impl Tree {
    /// A walk through all of the tree.
    pub fn walk(&self) -> Walk<'_> {
        Walk { tree: self, at: ROOT, left: false }
    }

    /// All tag names, in the order of their tags.
    pub fn tag_names(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().map(|t| &**t)
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// How many elements there are, those included that are in no place.
    pub fn element_count(&self) -> usize {
        self.elements
    }

    /// All elements in the order in which they were made.
    pub(super) fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        let places = 0..u32::try_from(self.nodes.len()).unwrap_or(NONE);
        places.filter_map(|place| self.element(place))
    }

    fn node(&self, place: Place) -> Option<&Node> {
        self.nodes.get(place as usize)
    }

    fn element(&self, place: Place) -> Option<Element<'_>> {
        let Content::Element(Fields { tag, attributes: (start, end) }) = self.node(place)?.content else { return None };
        let attributes = self.attributes.get(start as usize..end as usize).unwrap_or_default();
        Some(Element { tree: self, place, tag, attributes })
    }
}

/// All text of a page's tree, in its order.
#[cfg(test)]
fn text(html: &str, limits: &super::Limits) -> String {
    let page = super::parse(&crate::decode::decode(html.as_bytes(), Some("utf-8")), limits);
    page.tree.walk().filter_map(|step| if let Step::Text(text) = step { Some(text) } else { None }).collect()
}
