//! What a rule can ask about a block and its neighbours.

mod boxes;
mod cued;
mod lines;
mod links;
mod page;
mod repeated;
mod reviews;

pub(super) use boxes::extents;
pub(crate) use lines::{is_enumeration, longest_name};

use std::cell::{Cell, OnceCell};
use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::article::Role;
use crate::judge::Judged;
use crate::lexicon::{Cue, Hint, Hints, Lexicon, normalise, squeeze};
use crate::segment::{Block, Blocks, ElementId, Kind, Origin, Style};

use super::anchors::Anchors;
use super::{Decision, hinted};
use crate::parse::{Head, Stage, is_comma, is_full_stop, without_closing};

/// How many blocks are looked at before the clock is read.
const STEPS: usize = 512;

/// Beside a text, names over a few words are believed even if there are no others, in words.
const BESIDE: usize = 60;

/// What is the same for all views of a page.
pub(super) struct Scene<'a> {
    pub(super) judged: &'a Judged,
    pub(super) lexicon: &'a Lexicon,
    /// Names of the authors, as the head or the page's data declare them.
    pub(super) authors: Vec<String>,
    /// Those of two words or more, squeezed.
    pub(super) author_keys: HashSet<String, RandomState>,
    /// The head, the page's data or its markup call the page an article.
    pub(super) says_article: bool,
    /// The head, the page's data or its microdata call the page that of a product.
    pub(super) says_product: bool,
    /// What the head calls the page, letters and digits only.
    pub(super) titles: Vec<String>,
    /// Elements whose id is an anchor.
    pub(super) anchors: Anchors,
    /// Comments are the page's subject, as in a forum.
    pub(super) comments_are_text: bool,
    /// The page has panels about those who write in a forum.
    pub(super) has_members: bool,
    /// The page's own address, if it names it.
    pub(super) address: Option<&'a str>,
    pub(super) head: &'a Head,
    /// Some rule was not asked any more, for there was no time left.
    pub(super) late: Cell<bool>,
    /// Names of elements that hold what is not free, as the page's data select them, once
    /// somebody has asked.
    pub(super) metered: OnceCell<Vec<String>>,
    /// For each element, whether it holds something that sells, once somebody has asked.
    pub(super) selling: OnceCell<Vec<bool>>,
    /// For each block, its cues, once somebody has asked for them.
    pub(super) cues: Vec<OnceCell<Vec<Cue>>>,
}

impl Scene<'_> {
    /// The cues of a block, as the number of blocks before it.
    pub(super) fn cues(&self, place: usize) -> Option<&[Cue]> {
        let find = || {
            let mut found = Vec::new();
            self.lexicon.find(cued::without_edit(&self.judged.blocks.blocks[place]), &mut found);
            found
        };
        self.cues.get(place).map(|cues| cues.get_or_init(find).as_slice())
    }
}

/// The blocks that the rules are asked about, in order; `k` counts these.
pub(crate) struct View<'a> {
    scene: &'a Scene<'a>,
    judged: &'a Judged,
    order: &'a [usize],
    hints: Vec<Hints>,
    roles: Vec<Role>,
    words_before: Vec<usize>,
    title: String,
    copies: OnceCell<Vec<bool>>,
    /// Where the text ends: only readers' comments follow.
    end: usize,
    link_runs: OnceCell<Vec<links::LinkRun>>,
    /// Which blocks each element holds; nobody asks on most pages.
    extents: OnceCell<Vec<Range<u32>>>,
    boxes: OnceCell<boxes::Boxes>,
    page: page::PageFacts,
    /// Which blocks stand among customers' reviews, and their words.
    reviewed: OnceCell<(Vec<bool>, usize)>,
    /// Where the title stands on the page.
    title_at: Option<usize>,
    /// What is known of lines and paragraphs, once somebody has asked.
    text: lines::Text,
}

impl<'a> View<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, order: &'a [usize], decisions: &[Decision]) -> Self {
        Self::beside(scene, order, &[], decisions)
    }

    /// The view of blocks beside the text `main`: questions about the text as a whole are
    /// about that.
    pub(super) fn beside(scene: &'a Scene<'a>, order: &'a [usize], main: &[usize], decisions: &[Decision]) -> Self {
        let judged = scene.judged;
        let blocks = &judged.blocks;
        let mut words = 0;
        let mut words_before = vec![0];
        words_before.extend(order.iter().map(|i| {
            words += blocks.blocks[*i].words;
            words
        }));
        let title_at = decisions.iter().position(|d| d.role == Role::Title);
        let text = if main.is_empty() { order } else { main };
        let least = if main.is_empty() { 0 } else { BESIDE };
        let hints = hinted::hints(scene, order, words.max(least), title_at);
        let end = hints.iter().rposition(|h| !h.has(Hint::Comments)).map_or(order.len(), |last| last + 1);
        let title = title_at.map(|i| squeeze(&blocks.blocks[i].text));
        View {
            scene,
            judged,
            order,
            hints,
            end,
            roles: order.iter().map(|i| decisions[*i].role).collect(),
            words_before,
            copies: OnceCell::new(),
            title: title.unwrap_or_default(),
            link_runs: OnceCell::new(),
            extents: OnceCell::new(),
            boxes: OnceCell::new(),
            page: page::PageFacts::of(text.iter().map(|i| &blocks.blocks[*i])),
            title_at,
            text: lines::Text::default(),
            reviewed: OnceCell::new(),
        }
    }

    /// Names of the authors, as the head or the page's data declare them.
    pub(crate) fn authors(&self) -> &[String] {
        &self.scene.authors
    }

    /// True if the block is the whole name of one of them.
    pub(crate) fn is_author(&self, k: usize) -> bool {
        let keys = &self.scene.author_keys;
        !keys.is_empty() && keys.contains(&squeeze(&self.block(k).text))
    }

    /// True if there is no time left, asked at every so many steps.
    pub(super) fn is_late(&self, step: usize) -> bool {
        let late = step % STEPS == STEPS - 1 && self.judged.blocks.budget.is_over(Stage::Residue);
        self.scene.late.set(self.scene.late.get() || late);
        late
    }

    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    /// Where the text ends: from there on readers' comments follow.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// The block's place on the page.
    pub(crate) fn index(&self, k: usize) -> usize {
        self.order[k]
    }

    pub(crate) fn blocks(&self) -> &Blocks {
        &self.judged.blocks
    }

    pub(crate) fn get(&self, k: usize) -> Option<&Block> {
        self.order.get(k).and_then(|i| self.judged.blocks.blocks.get(*i))
    }

    pub(crate) fn block(&self, k: usize) -> &Block {
        &self.judged.blocks.blocks[self.order[k]]
    }

    pub(crate) fn role(&self, k: usize) -> Role {
        self.roles[k]
    }

    /// True if the page calls itself an article, or is no page but an article
    /// already. On the page of a firm or a list of headlines, other things are
    /// the text.
    pub(crate) fn is_article(&self) -> bool {
        self.scene.says_article || self.blocks().origin != Origin::Page
    }

    /// True for text without markup, where a line must speak for itself.
    pub(crate) fn is_plain(&self) -> bool {
        self.judged.blocks.origin == Origin::Plain
    }

    /// True if an element around the block, of moderate size, hints so.
    pub(crate) fn hinted(&self, k: usize, hint: Hint) -> bool {
        self.hints.get(k).is_some_and(|h| h.has(hint))
    }

    /// The innermost element around the block whose own names hint so.
    pub(crate) fn nearest_hint(&self, k: usize, hint: Hint) -> Option<ElementId> {
        let mut around = self.blocks().trail(self.block(k).owner).map(|(id, _)| id);
        around.find(|id| self.names_hint(*id, hint))
    }

    /// True if an element hints so that stands in the line of the block and holds a part
    /// of it, such as the `span` of a date.
    pub(crate) fn holds_inline(&self, k: usize, hint: Hint) -> bool {
        let elements = &self.blocks().elements;
        let owner = self.block(k).owner;
        let Some(depth) = elements.get(owner.index()).map(|e| e.depth) else { return false };
        let inside = self.blocks().ids().skip(owner.index() + 1).take(INLINE);
        let inside = inside.take_while(|id| elements[id.index()].depth > depth);
        // What holds a block is not in the line of another.
        let mut inline = inside.filter(|id| self.page_blocks(*id).is_empty());
        inline.any(|id| self.names_hint(id, hint))
    }

    /// True if an element's own names hint so.
    pub(crate) fn names_hint(&self, id: ElementId, hint: Hint) -> bool {
        self.judged.hints.get(id.index()).is_some_and(|own| own.has(hint))
    }

    /// Words before the block, and after it, by all words of the text.
    pub(crate) fn place(&self, k: usize) -> (f32, f32) {
        let total = self.words_before[self.end].max(1) as f32;
        (self.words_before[k] as f32 / total, 1.0 - self.words_before[k + 1] as f32 / total)
    }

    /// Words of the text before the block.
    pub(crate) fn words_before(&self, k: usize) -> usize {
        self.words_before[k]
    }

    /// Among the first or the last few blocks, or with little text before or after; in plain
    /// text before its first paragraph or after its last.
    pub(crate) fn at_an_end(&self, k: usize) -> bool {
        let few = self.few();
        let (before, after) = self.place(k);
        k < few || k + few >= self.end || before < 0.06 || after < 0.08 || self.is_over(k) || self.is_ahead(k)
    }

    /// Among the last blocks, or in plain text after its last paragraph.
    pub(crate) fn at_the_end(&self, k: usize) -> bool {
        k + self.few() >= self.end || self.place(k).1 < 0.1 || self.is_over(k)
    }

    /// How many blocks are the first or the last few: of a short text, hardly any.
    fn few(&self) -> usize {
        (self.end / 3).clamp(2, 6)
    }

    /// True if all but the cue (and marks) of the block is link text.
    pub(crate) fn rest_is_link(&self, k: usize, cue: Cue) -> bool {
        let block = self.block(k);
        let unlinked = normalise(&block.unlinked());
        let letters = unlinked.chars().filter(|c| c.is_alphanumeric()).count();
        let edited = cued::without_edit(block).len() < block.text.len();
        block.link_chars > 0 && !edited && letters <= cue.length + 4
    }

    /// True if the block is a link and hardly anything else.
    pub(crate) fn is_link(&self, k: usize) -> bool {
        self.get(k).is_some_and(|b| b.link_density() > 0.8)
    }

    /// True if the block reads as a headline or label: it does not end as a
    /// sentence does, unless it asks or exclaims.
    pub(crate) fn is_label(&self, k: usize) -> bool {
        !without_closing(&self.block(k).text).ends_with(|c| is_full_stop(c) || is_comma(c) || c == ';')
    }

    pub(crate) fn is_heading(&self, k: usize) -> bool {
        self.get(k).is_some_and(|b| b.is_heading())
    }

    /// True if links that the judge has dropped follow on the page: the block is
    /// the label of what is gone.
    pub(crate) fn is_stranded(&self, k: usize) -> bool {
        let next = self.index(k) + 1;
        self.is_gone(next) && self.judged.blocks.blocks[next].link_density() > 0.5
    }

    /// True for a heading right before another of its level or above: what it
    /// stood over is gone.
    pub(crate) fn heads_nothing(&self, k: usize) -> bool {
        let level = |k: usize| match self.get(k).map(|b| b.kind) {
            Some(Kind::Heading(level)) => Some(level),
            _ => None,
        };
        level(k).zip(level(k + 1)).is_some_and(|(own, next)| next <= own)
    }

    /// How many blocks follow `k` inside the box that it begins: the largest
    /// element that begins with it, or with a heading and it, and holds no more
    /// than `share` of the words.
    pub(crate) fn rest_of_box(&self, k: usize, share: f32) -> usize {
        let extents = self.extents.get_or_init(|| extents(self.blocks(), self.order.iter().copied()));
        let mut rest = 0;
        for (id, _) in self.blocks().trail(self.block(k).owner) {
            let Range { start, end } = extents[id.index()].clone();
            let (start, end) = (start as usize, end as usize);
            let begins = start == k || start + 1 == k && self.is_heading(start);
            let words = self.words_before[end] - self.words_before[k];
            let total = self.words_before.last().copied().unwrap_or(0);
            if !begins || words as f32 > share * total as f32 {
                break;
            }
            rest = end - k - 1;
        }
        rest
    }

    /// True of a caption of code, a quotation or a table that is kept.
    pub(crate) fn belongs_to_text(&self, k: usize) -> bool {
        super::belongs_to_text(self.judged, self.index(k))
    }

    /// True if all of the block is strong or emphasised.
    pub(crate) fn is_emphasised(&self, k: usize) -> bool {
        self.is_all(k, |style| style.strong || style.emphasis)
    }

    /// True if all of the block is emphasised, and none of it strong.
    pub(crate) fn is_in_italics(&self, k: usize) -> bool {
        self.is_all(k, |style| style.emphasis && !style.strong)
    }

    /// True if all that is written in the block has such a style.
    fn is_all(&self, k: usize, styled: impl Fn(Style) -> bool) -> bool {
        let block = self.block(k);
        let mut written = block.spans.iter().filter(|s| block.piece(s).chars().any(char::is_alphanumeric));
        written.all(|s| styled(s.style))
    }

    /// True if the judge has dropped the block at this place on the page.
    pub(crate) fn is_gone(&self, place: usize) -> bool {
        self.judged.verdicts.get(place).is_some_and(|verdict| !verdict.main)
    }

    /// True if the block is an item among others of a list, and no link.
    pub(crate) fn is_plain_item(&self, k: usize) -> bool {
        self.block(k).list.is_some() && self.block(k).link_chars == 0
    }

    /// True if the same text stands before, in the view.
    pub(crate) fn is_copy(&self, k: usize) -> bool {
        let copies = self.copies.get_or_init(|| page::copies(self.blocks(), self.order));
        copies.get(k).copied().unwrap_or(false)
    }

    /// True if the same text stands among the blocks of the page right before, kept or not.
    pub(crate) fn stands_before(&self, k: usize, reach: usize) -> bool {
        let at = self.index(k);
        let blocks = &self.judged.blocks.blocks;
        blocks[at.saturating_sub(reach)..at].iter().any(|before| before.text == blocks[at].text)
    }

    /// The page's title, letters and digits only.
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// True if the head calls the page so too.
    pub(crate) fn is_title_named(&self) -> bool {
        !self.title.is_empty()
            && self.scene.titles.iter().any(|t| t.starts_with(&self.title) || t.ends_with(&self.title))
    }

    /// Where the title stands, as the number of blocks of the page before it.
    pub(crate) fn title_at(&self) -> Option<usize> {
        self.title_at
    }

    /// Images beside the block, at most `reach` blocks away on the page.
    pub(crate) fn images_near(&self, k: usize, reach: usize) -> impl Iterator<Item = &crate::segment::Image> {
        let at = self.index(k);
        let images = &self.judged.blocks.images;
        let from = images.partition_point(|i| i.before + reach < at);
        images[from..].iter().take_while(move |i| i.before <= at + reach)
    }
}

/// So many elements of a line are looked at.
const INLINE: usize = 16;
