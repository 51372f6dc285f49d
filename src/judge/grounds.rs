//! What the judge has gone by, for people who ask.

use super::features::Context;
use super::{Judged, Model, features};
use crate::parse::Head;
use crate::segment::Origin;

/// More features than this tell a reader nothing.
const TOLD: usize = 6;

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

/// Looks again at what [`judge`](super::judge) has looked at. Text without markup has no grounds.
///
/// Much of what weighs is the same all over a page: its length, the hints that
/// it does not have. What sets a block apart is how its contributions differ
/// from those halfway between the page's main content and its boilerplate.
pub(crate) fn grounds(judged: &Judged, head: &Head, model: &Model) -> Grounds {
    if judged.blocks.origin != Origin::Page {
        return Grounds::default();
    }
    let context = Context::new(&judged.blocks, head, model.token_weights());
    let columns = features::names().count();
    let mut row = Vec::new();
    let mut sides = [Mean::new(columns), Mean::new(columns)];
    for i in 0..judged.verdicts.len() {
        context.fill(i, &mut row);
        sides[usize::from(judged.verdicts[i].main)].add(&model.contributions(&row));
    }
    let middle = middle(&sides);
    let of = |i| {
        context.fill(i, &mut row);
        weightiest(&row, &model.contributions(&row), &middle)
    };
    let blocks = (0..judged.verdicts.len()).map(of).collect();
    Grounds { blocks, elements: context.into_token_sums() }
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

    fn add(&mut self, contributions: &[(usize, f32)]) {
        self.rows += 1;
        for (column, weight) in contributions {
            if let Some(sum) = self.sums.get_mut(*column) {
                *sum += weight;
            }
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

fn weightiest(row: &[f32], contributions: &[(usize, f32)], middle: &[f32]) -> Vec<Ground> {
    let mut weights: Vec<f32> = middle.iter().map(|m| -m).collect();
    for (column, weight) in contributions {
        if let Some(sum) = weights.get_mut(*column) {
            *sum += weight;
        }
    }
    let named = features::names().zip(row).zip(weights);
    let mut grounds: Vec<Ground> =
        named.map(|(((feature, meaning), value), weight)| Ground { feature, meaning, value: *value, weight }).collect();
    grounds.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    grounds.truncate(TOLD);
    grounds.retain(|g| g.weight.abs() >= 1.0);
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_a_block_apart_is_told_weightiest_first() {
        let mut sides = [Mean::new(2), Mean::new(2)];
        sides[0].add(&[(0, -10.0), (1, 6.0)]);
        sides[0].add(&[(0, -30.0), (1, 6.0)]);
        sides[1].add(&[(0, 40.0), (1, 6.0)]);
        assert_eq!(middle(&sides), [10.0, 6.0]);
        let told = weightiest(&[1.0, 2.0], &[(1, 6.0), (0, -30.0)], &middle(&sides));
        assert_eq!(told.iter().map(|g| g.weight).collect::<Vec<_>>(), [-40.0], "the second does not differ");
    }
}
