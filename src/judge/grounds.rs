//! What the judge has gone by, for people who ask.

use super::features::Context;
use super::{Judged, Model, Verdict, features};
use crate::parse::{Head, Stage};
use crate::segment::Origin;

/// More features than this tell a reader nothing.
const TOLD: usize = 6;

/// How many blocks are looked at before the clock is read.
const LOOK: usize = 64;

/// A mean of that many blocks is as good as one of all.
const ENOUGH: usize = 1000;

/// A feature of a block and what it has said for or against it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Ground {
    /// The feature's name.
    pub feature: &'static str,
    /// What it measures.
    pub meaning: &'static str,
    /// Its value.
    pub value: f32,
    /// How its contribution to the score differs from what is usual on the page:
    /// above zero it speaks for main content. Only the proportions mean something.
    pub weight: f32,
}

/// The grounds of a page's verdicts.
#[derive(Debug, Default)]
pub(crate) struct Grounds {
    /// For each block, what weighed most, weightiest first.
    pub(crate) blocks: Vec<Vec<Ground>>,
    /// For each element, what its tag and its names weigh.
    pub(crate) elements: Vec<i32>,
}

/// Looks again at what [`judge`](super::judge) has looked at. Text without markup has no grounds,
/// and where time is up, the blocks that are left have none.
///
/// Much of what weighs is the same all over a page: its length, the hints that
/// it does not have. What sets a block apart is how its contributions differ
/// from those halfway between the page's main content and its boilerplate.
pub(crate) fn grounds(judged: &Judged, head: &Head, model: &Model) -> Grounds {
    if judged.blocks.origin != Origin::Page {
        return Grounds::default();
    }
    let context = Context::new(&judged.blocks, head, model.token_weights());
    let (mut row, mut contributions) = (Vec::new(), Vec::new());
    let mut contributions_of = |i: usize, to: &mut dyn FnMut(&[f32], &[f32])| {
        context.fill(i, &mut row);
        model.contributions(&row, &mut contributions);
        to(&row, &contributions);
    };
    let columns = features::names().count();
    let sides = [false, true].map(|main| {
        let mut mean = Mean::new(columns);
        for i in some(&judged.verdicts, main) {
            contributions_of(i, &mut |_, contributions| mean.add(contributions));
        }
        mean
    });
    let mut scale = Scale::new(middle(&sides));
    let mut blocks = Vec::with_capacity(judged.verdicts.len());
    for i in 0..judged.verdicts.len() {
        if i > 0 && i % LOOK == 0 && judged.blocks.budget.is_over(Stage::Explain) {
            break;
        }
        contributions_of(i, &mut |row, contributions| blocks.push(scale.weightiest(row, contributions)));
    }
    Grounds { blocks, elements: context.into_token_sums() }
}

/// Blocks of one side, evenly spread over it: as many as a mean needs.
fn some(verdicts: &[Verdict], main: bool) -> impl Iterator<Item = usize> {
    let side = verdicts.iter().enumerate().filter(move |(_, v)| v.main == main).map(|(i, _)| i);
    let step = side.clone().count() / ENOUGH + 1;
    side.step_by(step)
}

/// A mean for each column.
struct Mean {
    sums: Vec<f32>,
    rows: usize,
}

impl Mean {
    fn new(columns: usize) -> Self {
        Mean { sums: vec![0.0; columns], rows: 0 }
    }

    fn add(&mut self, contributions: &[f32]) {
        self.rows += 1;
        for (sum, weight) in self.sums.iter_mut().zip(contributions) {
            *sum += weight;
        }
    }
}

/// Halfway between the means of the two sides; nothing on a page that has only one.
fn middle([one, other]: &[Mean; 2]) -> Vec<f32> {
    let mean = |side: &Mean, sum: f32| sum / side.rows.max(1) as f32;
    let both = one.rows > 0 && other.rows > 0;
    let sums = one.sums.iter().zip(&other.sums);
    sums.map(|(a, b)| if both { (mean(one, *a) + mean(other, *b)) / 2.0 } else { 0.0 }).collect()
}

/// Weighs blocks against the middle of their page.
struct Scale {
    middle: Vec<f32>,
    names: Vec<(&'static str, &'static str)>,
    /// For each column, how its contribution differs from the middle's.
    weights: Vec<f32>,
    /// Columns; room to sort them in.
    order: Vec<usize>,
}

impl Scale {
    fn new(middle: Vec<f32>) -> Self {
        Scale { middle, names: features::names().collect(), weights: Vec::new(), order: Vec::new() }
    }

    fn weightiest(&mut self, row: &[f32], contributions: &[f32]) -> Vec<Ground> {
        self.weights.clear();
        self.weights.extend(contributions.iter().zip(&self.middle).map(|(weight, middle)| weight - middle));
        let weights = &self.weights;
        self.order.clear();
        self.order.extend((0..weights.len()).filter(|column| weights[*column].abs() >= 1.0));
        let heavier = |a: &usize, b: &usize| weights[*b].abs().total_cmp(&weights[*a].abs()).then(a.cmp(b));
        if self.order.len() > TOLD {
            self.order.select_nth_unstable_by(TOLD, heavier);
            self.order.truncate(TOLD);
        }
        self.order.sort_unstable_by(heavier);
        let ground = |column: &usize| {
            let (feature, meaning) = self.names[*column];
            Ground { feature, meaning, value: row[*column], weight: weights[*column] }
        };
        self.order.iter().map(ground).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_a_block_apart_is_told_weightiest_first() {
        let mut sides = [Mean::new(2), Mean::new(2)];
        sides[0].add(&[-10.0, 6.0]);
        sides[0].add(&[-30.0, 6.0]);
        sides[1].add(&[40.0, 6.0]);
        assert_eq!(middle(&sides), [10.0, 6.0]);
        let told = Scale::new(middle(&sides)).weightiest(&[1.0, 2.0], &[-30.0, 6.0]);
        assert!(told.capacity() <= TOLD, "what is not told is kept");
        assert_eq!(told.iter().map(|g| g.weight).collect::<Vec<_>>(), [-40.0], "the second does not differ");
    }
}
