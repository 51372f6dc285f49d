//! What the splits of all trees compare with, feature by feature: every row is
//! placed among the cuts of a feature once, whatever the number of splits.

use super::forest::Rows;
use super::group::Group;

/// The thresholds of all splits.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts {
    /// Where the cuts of each feature lie that has some, in the order of the features.
    columns: Vec<Column>,
    /// In rising order; the first place of a column stands for below all.
    cuts: Vec<f32>,
}

/// Where the cuts of a feature lie.
#[derive(Clone, Copy, Debug)]
struct Column {
    feature: u8,
    start: usize,
    end: usize,
}

impl Cuts {
    /// The cuts of all that is `asked`: whether a feature is above a value.
    pub(super) fn new(asked: impl Iterator<Item = (u8, f32)>) -> Cuts {
        // Numbers are sorted in half the time of what they stand for.
        let mut asked: Vec<u64> = asked.map(|(feature, cut)| u64::from(feature) << 32 | in_order(cut)).collect();
        asked.sort_unstable();
        asked.dedup();
        let mut all = Cuts::default();
        for cuts in asked.chunk_by(|a, b| a >> 32 == b >> 32) {
            let start = all.cuts.len();
            all.cuts.push(f32::NEG_INFINITY);
            all.cuts.extend(cuts.iter().map(|number| ordered(*number)));
            all.columns.push(Column { feature: (cuts[0] >> 32) as u8, start, end: all.cuts.len() });
        }
        all
    }

    /// The place of a cut that has been asked for.
    pub(super) fn place(&self, feature: u8, cut: f32) -> usize {
        let column = self.columns.binary_search_by_key(&feature, |column| column.feature);
        let Some(column) = column.ok().and_then(|at| self.columns.get(at)) else { return 0 };
        let cuts = self.cuts.get(column.start + 1..column.end).unwrap_or_default();
        column.start + 1 + cuts.partition_point(|c| *c < cut)
    }

    /// For each place, the rows whose feature is above its cut.
    pub(super) fn above(&self, group: &Group) -> Vec<Rows> {
        let mut above = vec![0; self.cuts.len()];
        for column in &self.columns {
            let cuts = self.cuts.get(column.start..column.end).unwrap_or_default();
            let Some(above) = above.get_mut(column.start..column.end) else { continue };
            // First, for each cut, the rows that it is the highest one of. A row and
            // all after it are entered when its value lies between other cuts than that
            // of the row before, and taken out again where that is so the next time.
            let (mut low, mut high, mut place) = (f32::NAN, f32::NAN, 0);
            for (row, value) in group.column(column.feature).iter().enumerate() {
                // Blocks that follow each other are often alike.
                if *value > low && *value <= high {
                    continue;
                }
                let highest = below(cuts.get(1..).unwrap_or_default(), *value);
                let onwards = Rows::MAX << row;
                above[place] ^= onwards;
                above[highest] ^= onwards;
                (low, high, place) = (cuts[highest], cuts.get(highest + 1).copied().unwrap_or(f32::INFINITY), highest);
            }
            // Then, for each cut, the rows that are above it or above a higher one.
            let mut higher = 0;
            for above in above.iter_mut().rev() {
                higher |= *above;
                *above = higher;
            }
        }
        above
    }
}

/// How many of the cuts are below the value.
fn below(cuts: &[f32], value: f32) -> usize {
    // A few are counted faster than searched: all are compared at once, and nothing is guessed.
    if cuts.len() > FEW {
        return cuts.partition_point(|cut| value > *cut);
    }
    cuts.iter().map(|cut| u32::from(value > *cut)).sum::<u32>() as usize
}

/// So many cuts are few.
const FEW: usize = 32;

/// A number of 32 bits that is greater when the value is (IEEE 754, totalOrder).
fn in_order(value: f32) -> u64 {
    let bits = value.to_bits();
    u64::from(if value.is_sign_negative() { !bits } else { bits | SIGN })
}

/// The value that [`in_order`] made a number of; higher bits say nothing.
fn ordered(number: u64) -> f32 {
    let bits = number as u32;
    f32::from_bits(if bits & SIGN == 0 { !bits } else { bits & !SIGN })
}

const SIGN: u32 = 1 << 31;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_above_the_cuts_that_are_less() {
        let few = [(0, 0.5), (2, -1.0), (2, 0.0), (2, 1e30), (5, 7.0), (5, f32::INFINITY)];
        let many = (0..300).map(|i| (3, (i * i) as f32 / 7.0));
        let asked: Vec<(u8, f32)> = few.into_iter().chain(many).collect();
        let cuts = Cuts::new(asked.iter().copied());
        let values = [0.0, -0.0, 0.5, -1.0, -7.5, 12_800.0, 99.9, 1e31, f32::INFINITY, f32::NEG_INFINITY, f32::NAN];
        let rows: Vec<Vec<f32>> = values.iter().chain(&values).map(|value| vec![*value; 6]).collect();
        let above = cuts.above(&rows.iter().collect());
        for (feature, cut) in asked {
            for (row, features) in rows.iter().enumerate() {
                let is_above = above[cuts.place(feature, cut)] & 1 << row != 0;
                assert_eq!(is_above, features[0] > cut, "feature {feature}: {} above {cut}", features[0]);
            }
        }
    }
}
