//! The page as a whole, and what it says about itself.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use memchr::memmem;

use super::survey::Survey;
use super::{Context, Group, ratio};
use crate::lexicon::{beginning, squeeze, squeeze_start};
use crate::parse::{Head, article_body, data_texts};
use crate::segment::{Block, Blocks, ElementId, Kind};

pub(super) const GROUP: Group = Group {
    names: &[
        ("from_title", "blocks since the title, negative before it, -1000 without one"),
        ("article_order", "how many article elements with prose end before the block"),
        ("page_words", "words of the page"),
        ("page_good", "share of prose in the words of the page"),
        ("page_blocks", "blocks of the page"),
        ("page_links", "link density of the page"),
        ("page_longest", "words of the longest block with prose"),
        ("page_articles", "article elements on the page"),
        ("page_comments", "words inside elements that hint at comments, by all words"),
        ("is_title", "share of the title's characters if the block stands in the title, else 0"),
        ("is_description", "share of the description's characters if the block stands in it, else 0"),
        ("has_description", "share of its characters that the description is, if that stands in it, else 0"),
        ("in_article_body", "1 in the articleBody of the page's data, -1 not in it, 0 if there is none"),
        ("in_data_text", "1 in posts, answers and descriptions of products in the page's data, -1 not, 0 without"),
        ("page_code", "blocks of preformatted text on the page"),
    ],
    fill,
};

/// Furthest heading that counts, in blocks.
const FAR: usize = 40;

/// So many bytes of the data body are searched, and sixteen times its size, before
/// the page's blocks are taken for something else.
const SEARCHED: usize = 32 << 20;

/// Fewer bytes of a title say nothing.
const PART: usize = 8;

/// Shorter descriptions say nothing, in bytes.
const DESCRIPTION: usize = 20;

/// Longer blocks are no title and no description, in words.
const LONGEST: usize = 80;

/// Shorter data bodies are summaries, in characters.
const BODY: usize = 400;

pub(super) struct Facts {
    longest: usize,
    articles: usize,
    comments: usize,
    title: String,
    /// The first heading that the head's title names, or else the first `h1`.
    pub(super) title_block: Option<usize>,
    /// The description, ready to be looked for.
    description: memmem::Finder<'static>,
    /// What stands anywhere in title and description, so many bytes at a time.
    parts: HashSet<[u8; PART], RandomState>,
    in_body: Vec<i8>,
    in_data: Vec<i8>,
    code: usize,
    h1: Vec<usize>,
    last_heading: Vec<usize>,
    article_order: Vec<u16>,
}

impl Facts {
    pub(super) fn new(blocks: &Blocks, head: &Head, survey: &Survey) -> Facts {
        let articles = blocks.elements.iter().filter(|e| blocks.names.get(e.tag) == "article").count();
        let comments = blocks.blocks.iter().filter(|b| {
            blocks.trail(b.owner).take(8).any(|(id, _)| survey.hints[id.index()].has(crate::lexicon::Hint::Comments))
        });
        let title = head.meta(&["og:title"]).map(|m| m.content.clone()).or(head.title.clone()).unwrap_or_default();
        let description = head.meta(&["og:description", "description"]).map(|m| m.content.clone());
        let in_body = membership(blocks, &article_body(head).map(squeeze).unwrap_or_default());
        let mut last = None;
        let last_heading = blocks.blocks.iter().enumerate().map(|(i, b)| {
            if b.is_heading() {
                last = Some(i);
            }
            last.map_or(FAR, |l| (i - l).min(FAR))
        });
        let title = squeeze(beginning(&title));
        let description = squeeze(beginning(&description.unwrap_or_default()));
        let parts = [&title, &description].into_iter().flat_map(|whole| whole.as_bytes().windows(PART));
        Facts {
            parts: parts.filter_map(|part| part.try_into().ok()).collect(),
            longest: survey.good.iter().copied().max().unwrap_or(0),
            articles,
            comments: comments.map(|b| b.words).sum(),
            title_block: title_block(blocks, &title),
            title,
            description: memmem::Finder::new(&description).into_owned(),
            in_body,
            in_data: membership(blocks, &squeeze(&data_texts(head))),
            code: blocks.blocks.iter().filter(|b| b.kind == Kind::Pre).count(),
            h1: blocks.blocks.iter().enumerate().filter(|(_, b)| b.kind == Kind::Heading(1)).map(|(i, _)| i).collect(),
            last_heading: last_heading.collect(),
            article_order: article_order(blocks, survey),
        }
    }

    /// The letters and digits of a block, or nothing if it can neither stand in
    /// the title or the description nor hold the description.
    fn key(&self, block: &Block) -> String {
        // In lower case, a text is never twice as long.
        let described = self.description.needle().len();
        let may_hold = described >= DESCRIPTION && 2 * block.text.len() >= described;
        let begins = || squeeze_start::<PART>(&block.text).is_some_and(|start| self.is_part(&start));
        if block.words <= LONGEST && (may_hold || begins()) { squeeze(&block.text) } else { String::new() }
    }

    /// True if the text stands somewhere in title or description.
    fn is_part(&self, text: &[u8]) -> bool {
        text.try_into().is_ok_and(|part: &[u8; PART]| self.parts.contains(part))
    }

    /// Blocks since the last `h1`; negative to the first one that follows.
    pub(super) fn since_h1(&self, i: usize) -> f32 {
        let before = self.h1.partition_point(|h| *h <= i);
        match (before.checked_sub(1).and_then(|b| self.h1.get(b)), self.h1.get(before)) {
            (Some(h), _) => (i - h) as f32,
            (None, Some(h)) => -((h - i) as f32),
            (None, None) => -1000.0,
        }
    }

    pub(super) fn since_heading(&self, i: usize) -> f32 {
        self.last_heading.get(i).copied().unwrap_or(FAR) as f32
    }
}

fn title_block(blocks: &Blocks, title: &str) -> Option<usize> {
    let shown = || blocks.blocks.iter().enumerate().filter(|(_, b)| b.is_heading() && !b.hidden);
    let named = |text: &str| {
        let text = squeeze(text);
        text.len() >= 8 && (title.starts_with(&text) || text.starts_with(title) && title.len() >= 8)
    };
    let exact = shown().find(|(_, b)| named(&b.text));
    exact.or_else(|| shown().find(|(_, b)| b.kind == Kind::Heading(1))).map(|(i, _)| i)
}

/// For each block, how many articles with prose ended before it.
fn article_order(blocks: &Blocks, survey: &Survey) -> Vec<u16> {
    let mut order = vec![0; blocks.blocks.len() + 1];
    for id in blocks.ids() {
        let sum = survey.sum(id);
        if blocks.tag(id) == "article" && sum.good >= 50 && sum.blocks > 0 {
            order[sum.last + 1] = u16::saturating_add(order[sum.last + 1], 1);
        }
    }
    let mut ended = 0;
    let order = order.iter().take(blocks.blocks.len()).map(|n| {
        ended = u16::saturating_add(ended, *n);
        ended
    });
    order.collect()
}

/// For each block, 1 if it stands in `body`, letters and digits only, else -1; 0 for
/// all if the body is too short to say something.
fn membership(blocks: &Blocks, body: &str) -> Vec<i8> {
    if body.len() < BODY {
        return vec![0; blocks.blocks.len()];
    }
    // Paragraphs stand in the data in order, so each search starts where the
    // last one ended, and only a miss looks at the whole again.
    let mut at = 0;
    let mut misses = 0;
    let mut room = SEARCHED + 16 * body.len();
    blocks
        .blocks
        .iter()
        .map(|block| {
            let key = squeeze(&block.text);
            if key.is_empty() || key.len() > body.len() || room == 0 {
                return -1;
            }
            let find = |from: usize| {
                let rest = body.as_bytes().get(from..)?;
                // To prepare a search costs more than most paragraphs are long.
                let next = rest.starts_with(key.as_bytes()).then_some(0);
                next.or_else(|| memmem::find(rest, key.as_bytes())).map(|p| from + p)
            };
            let near = find(at);
            room = room.saturating_sub(near.map_or(body.len(), |p| p - at));
            let found = near.or_else(|| {
                misses += 1;
                (misses < 200).then(|| find(0)).flatten()
            });
            match found {
                Some(position) => {
                    if key.len() > 60 {
                        at = position + key.len();
                    }
                    1
                }
                None => -1,
            }
        })
        .collect()
}

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let (facts, survey) = (&context.page, &context.survey);
    let all = survey.sum(ElementId(0));
    let (key, description) = (facts.key(context.block(i)), facts.description.needle());
    // To prepare a search costs more than most blocks are long.
    let may_be_in = key.as_bytes().get(..PART).is_some_and(|start| facts.is_part(start));
    let is_in = |whole: &[u8]| may_be_in && key.len() <= whole.len() && memmem::find(whole, key.as_bytes()).is_some();
    let share = |whole: &[u8]| if is_in(whole) { ratio(key.len(), whole.len()) } else { 0.0 };
    let title = facts.title_block;
    row.extend([
        title.map_or(-1000.0, |t| i as f32 - t as f32),
        f32::from(facts.article_order[i]),
        survey.total_words() as f32,
        ratio(survey.total_good(), survey.total_words()),
        context.blocks.blocks.len() as f32,
        ratio(all.link_chars, all.chars),
        facts.longest as f32,
        facts.articles as f32,
        ratio(facts.comments, survey.total_words()),
        share(facts.title.as_bytes()),
        share(description),
        if description.len() >= DESCRIPTION && facts.description.find(key.as_bytes()).is_some() {
            ratio(description.len(), key.len())
        } else {
            0.0
        },
        f32::from(facts.in_body[i]),
        f32::from(facts.in_data[i]),
        facts.code as f32,
    ]);
}
