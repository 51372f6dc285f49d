//! Why each block of a page was kept or dropped, and what the judge went by.

use std::collections::HashMap;
use std::ops::Range;
use std::time::{Duration, Instant};

use crate::article::{Article, Cut, DroppedBy, Role, cuts_at};
use crate::judge::{Ground, Grounds, Judged};
use crate::segment::{Element, Names, Origin, STYLE, count_words};

/// A stage of cleaning, in the order of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Stage {
    /// Bytes to text.
    Decode,
    /// Text to tree and head.
    Parse,
    /// Tree to blocks.
    Segment,
    /// Main content or boilerplate.
    Judge,
    /// The named rules.
    Rules,
    /// Metadata, and blocks put together.
    Compose,
}

impl Stage {
    /// The name, as reports spell it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Decode => "decode",
            Stage::Parse => "parse",
            Stage::Segment => "segment",
            Stage::Judge => "judge",
            Stage::Rules => "rules",
            Stage::Compose => "compose",
        }
    }
}

/// Measures the stages.
#[derive(Debug, Default)]
pub(crate) struct Watch(Vec<(Stage, Duration)>);

impl Watch {
    /// Does `work`, which belongs to `stage`.
    pub(crate) fn time<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let result = work();
        let took = started.elapsed();
        match self.0.iter_mut().find(|(s, _)| *s == stage) {
            Some((_, sum)) => *sum += took,
            None => self.0.push((stage, took)),
        }
        result
    }
}

/// An article with everything that is known about how it was found.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Explanation {
    /// What [`clean`](crate::Cleaner::clean) gives for the same page.
    pub article: Article,
    /// All blocks of the page in document order, hidden ones included.
    pub blocks: Vec<ExplainedBlock>,
    /// The elements of the page; a parent stands before its children.
    pub elements: Vec<ExplainedElement>,
    /// Blocks of at least this probability are main content on this page.
    pub threshold: f32,
    /// How long each stage took. The only part that differs between two runs.
    pub timings: Vec<(Stage, Duration)>,
}

/// A block of the page and what became of it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ExplainedBlock {
    /// The number of blocks before it.
    pub place: usize,
    /// Its text.
    pub text: String,
    /// Its words; a character of a script without spaces counts half.
    pub words: usize,
    /// What it is for the article.
    pub role: Role,
    /// Who dropped it; `None` if it is in the text.
    pub dropped: Option<DroppedBy>,
    /// Words that were dropped from a block that is kept.
    pub cuts: Vec<ExplainedCut>,
    /// The page does not show it.
    pub hidden: bool,
    /// What the judge thought; `None` where it was not asked: text without
    /// markup, and text from the page's data.
    pub judged: Option<Judgement>,
    /// The element that holds it, as an index into [`Explanation::elements`].
    pub owner: Option<usize>,
}

/// Words that a rule took from inside a block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ExplainedCut {
    /// Bytes of the block's text.
    pub range: Range<usize>,
    /// The rule's id.
    pub rule: &'static str,
}

/// What the judge thought of a block.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Judgement {
    /// Probability that it is main content, 0 to 1.
    pub probability: f32,
    /// Whether it was taken for main content. A rule may still have dropped it.
    pub main: bool,
    /// The features that weighed most, weightiest first.
    pub grounds: Vec<Ground>,
}

/// An element of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ExplainedElement {
    /// The parent, as an index into [`Explanation::elements`].
    pub parent: Option<usize>,
    /// Tag name.
    pub tag: String,
    /// Tokens of `class`, `id`, `role`, `itemprop` and `rel`, in kebab case, without
    /// those that only say how something looks (`md:hidden`).
    pub names: Vec<String>,
    /// What tag and names weigh with the judge: above zero they speak for main content.
    pub weight: i32,
}

impl std::fmt::Display for ExplainedElement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.tag)?;
        self.names.iter().try_for_each(|name| write!(f, ".{name}"))
    }
}

impl Explanation {
    pub(crate) fn new(article: Article, judged: &Judged, cuts: &[Cut], mut grounds: Grounds, watch: Watch) -> Self {
        let mut explanation = Explanation::without_text(article);
        explanation.threshold = judged.threshold;
        explanation.timings = watch.0;
        let elements = judged.blocks.elements.iter().enumerate();
        let weight = |i: usize| grounds.elements.get(i).copied().unwrap_or(0);
        explanation.elements = elements.map(|(i, e)| element(e, &judged.blocks.names, weight(i))).collect();
        let asked = judged.blocks.origin == Origin::Page;
        // The block that the limit on output has split, if one was.
        let split = explanation.blocks.windows(2).find(|pair| pair[0].place == pair[1].place).map(|pair| pair[0].place);
        for block in &mut explanation.blocks {
            let place = block.place;
            let whole = split != Some(place);
            // What the page's data has replaced was not judged.
            let (Some(source), Some(verdict)) = (judged.blocks.blocks.get(place), judged.verdicts.get(place)) else {
                continue;
            };
            block.hidden = source.hidden;
            block.owner = Some(source.owner.index()).filter(|_| judged.blocks.origin != Origin::Plain);
            let cuts = cuts_at(cuts, place).iter().filter(|_| block.dropped.is_none() && whole);
            block.cuts = cuts.map(|c| ExplainedCut { range: c.range.clone(), rule: c.by }).collect();
            if whole {
                // The article's block is without its cuts.
                block.text = source.text.to_string();
                block.words = source.words;
            }
            let grounds = grounds.blocks.get_mut(place).map(std::mem::take).unwrap_or_default();
            let judgement = Judgement { probability: verdict.probability, main: verdict.main, grounds };
            block.judged = Some(judgement).filter(|_| asked);
        }
        explanation
    }

    /// What the article alone tells.
    pub(crate) fn without_text(article: Article) -> Self {
        let mut places: HashMap<(usize, bool), (Role, String, Option<DroppedBy>)> = HashMap::new();
        for block in &article.blocks {
            places.insert((block.place, false), (block.role, block.text(), None));
        }
        for entry in &article.ledger {
            // The rest of a block that a limit has split is told after it.
            let rest = matches!(entry.by, DroppedBy::Page(_)) && places.contains_key(&(entry.place, false));
            let what = || (entry.role, entry.text.clone(), Some(entry.by.clone()));
            places.entry((entry.place, rest)).or_insert_with(what);
        }
        let mut places: Vec<_> = places.into_iter().collect();
        places.sort_by_key(|(place, _)| *place);
        let block =
            |((place, _), (role, text, dropped)): ((usize, bool), (Role, String, Option<DroppedBy>))| ExplainedBlock {
                place,
                words: count_words(&text),
                text,
                role,
                dropped,
                cuts: Vec::new(),
                hidden: false,
                judged: None,
                owner: None,
            };
        let blocks = places.into_iter().map(block).collect();
        Explanation { article, blocks, elements: Vec::new(), threshold: 0.0, timings: Vec::new() }
    }

    /// The elements around a block, from the outermost in.
    pub fn path(&self, block: &ExplainedBlock) -> Vec<&ExplainedElement> {
        let mut next = block.owner;
        let mut path: Vec<_> = std::iter::from_fn(|| {
            let element = self.elements.get(next?)?;
            next = element.parent;
            Some(element)
        })
        .collect();
        path.reverse();
        path
    }
}

fn element(element: &Element, names: &Names, weight: i32) -> ExplainedElement {
    let tokens = element.tokens.iter().map(|t| names.get(*t));
    ExplainedElement {
        parent: element.parent.map(|p| p.index()),
        tag: names.get(element.tag).to_owned(),
        names: tokens.filter(|name| !name.starts_with(STYLE)).map(str::to_owned).collect(),
        weight,
    }
}
