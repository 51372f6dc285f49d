//! The section around a block, from one heading to the next, and what stands
//! between the block and the title: after the end of an article comes a run of
//! furniture, then perhaps the next article.

use super::survey::Survey;
use super::{Context, Group, ratio};
use crate::segment::{Blocks, Kind};

pub(super) const GROUP: Group = Group {
    names: &[
        ("section_words", "words from its heading to the next one"),
        ("section_blocks", "blocks from its heading to the next one"),
        ("section_density", "link density from its heading to the next one"),
        ("section_good", "share of prose in the words from its heading to the next one"),
        ("heading_words", "words of the heading above, -1 without one"),
        ("heading_density", "link density of the heading above"),
        ("heading_rank", "level of the heading above, 0 without one"),
        ("heading_away", "difference in depth between the heading above and the block"),
        (
            "gap_words",
            "words of the longest run without prose between the start of the text and the block, -1 before it",
        ),
        ("gap_blocks", "blocks of the longest run without prose before it"),
        ("gap_done", "share of the page's prose that stands before the longest run without prose"),
        ("gap_since", "words of prose between the longest run without prose and the block"),
        ("gap_total", "words without prose between the start of the text and the block"),
    ],
    fill,
};

#[derive(Clone, Copy, Default)]
struct Section {
    heading: Option<usize>,
    words: usize,
    blocks: usize,
    chars: usize,
    link_chars: usize,
    good: usize,
}

/// The longest run without prose up to a block.
#[derive(Clone, Copy, Default)]
struct Gap {
    words: usize,
    blocks: usize,
    /// Words of prose before the run.
    done: usize,
    total: usize,
}

pub(super) struct Sections {
    sections: Vec<Section>,
    of: Vec<usize>,
    gaps: Vec<Option<Gap>>,
}

impl Sections {
    pub(super) fn new(blocks: &Blocks, survey: &Survey, title: Option<usize>) -> Sections {
        let mut sections = vec![Section::default()];
        let mut of = Vec::with_capacity(blocks.blocks.len());
        for (i, block) in blocks.blocks.iter().enumerate() {
            if block.is_heading() {
                sections.push(Section { heading: Some(i), ..Section::default() });
            }
            of.push(sections.len() - 1);
            if let Some(section) = sections.last_mut() {
                section.words += block.words;
                section.blocks += 1;
                section.chars += block.chars;
                section.link_chars += block.link_chars;
                section.good += survey.good[i];
            }
        }
        Sections { sections, of, gaps: gaps(blocks, survey, title.unwrap_or(0)) }
    }
}

fn gaps(blocks: &Blocks, survey: &Survey, title: usize) -> Vec<Option<Gap>> {
    let start = (title..blocks.blocks.len()).find(|i| survey.good[*i] > 0);
    let (mut longest, mut run, mut total) = (Gap::default(), Gap::default(), 0);
    let step = |(i, block): (usize, &crate::segment::Block)| {
        if start.is_none_or(|s| i < s) {
            return None;
        }
        if survey.good[i] > 0 {
            run = Gap { done: survey.good_before[i + 1], ..Gap::default() };
        } else if !block.hidden {
            run.words += block.words;
            run.blocks += 1;
            total += block.words;
            if run.words > longest.words {
                longest = run;
            }
        }
        Some(Gap { total, ..longest })
    };
    blocks.blocks.iter().enumerate().map(step).collect()
}

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let all = &context.sections;
    let section = all.sections.get(all.of[i]).copied().unwrap_or_default();
    row.extend([
        section.words as f32,
        section.blocks as f32,
        ratio(section.link_chars, section.chars),
        ratio(section.good, section.words),
    ]);
    let depth = |i: usize| f32::from(context.blocks.elements[context.block(i).owner.index()].depth);
    match section.heading {
        None => row.extend([-1.0, -1.0, 0.0, 0.0]),
        Some(h) => {
            let heading = context.block(h);
            let level = if let Kind::Heading(level) = heading.kind { level } else { 0 };
            row.extend([heading.words as f32, heading.link_density(), level.into(), depth(i) - depth(h)]);
        }
    }
    let total_good = context.survey.total_good();
    match all.gaps[i] {
        None => row.extend([-1.0; 5]),
        Some(gap) => row.extend([
            gap.words as f32,
            gap.blocks as f32,
            ratio(gap.done, total_good),
            context.survey.good_before[i].saturating_sub(gap.done) as f32,
            gap.total as f32,
        ]),
    }
}
