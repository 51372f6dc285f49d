//! What the splits of all trees compare with, feature by feature: every row is
//! placed among the cuts of a feature once, whatever the number of splits.

use super::forest::Rows;

/// The thresholds of all splits.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts {
    /// For each feature, where its cuts lie.
    columns: Vec<Column>,
    /// In rising order; the first place of a column stands for below all.
    cuts: Vec<f32>,
}

/// Where the cuts of a feature lie.
#[derive(Clone, Copy, Debug)]
struct Column {
    start: usize,
    end: usize,
}

impl Cuts {
    /// The cuts of all that is `asked`: whether a feature is above a value.
    pub(super) fn new(mut asked: Vec<(u8, f32)>) -> Cuts {
        asked.sort_unstable_by_key(|(feature, cut)| u64::from(*feature) << 32 | u64::from(in_order(*cut)));
        asked.dedup();
        let mut all = Cuts::default();
        for cuts in asked.chunk_by(|a, b| a.0 == b.0) {
            // Features that no tree asks for have a column without cuts.
            while all.columns.len() < usize::from(cuts[0].0) {
                all.push(&[]);
            }
            all.push(cuts);
        }
        all
    }

    fn push(&mut self, cuts: &[(u8, f32)]) {
        let start = self.cuts.len();
        self.cuts.push(f32::NEG_INFINITY);
        self.cuts.extend(cuts.iter().map(|(_, cut)| *cut));
        self.columns.push(Column { start, end: self.cuts.len() });
    }

    /// The place of a cut that has been asked for.
    pub(super) fn place(&self, feature: u8, cut: f32) -> usize {
        let Some(column) = self.columns.get(usize::from(feature)) else { return 0 };
        let cuts = self.cuts.get(column.start + 1..column.end).unwrap_or_default();
        column.start + 1 + cuts.partition_point(|c| *c < cut)
    }

    /// For each place, the rows whose feature is above its cut.
    pub(super) fn above(&self, rows: &[Vec<f32>]) -> Vec<Rows> {
        // First, for each cut, the rows that it is the highest one of. A row and
        // all after it are entered when its value is another than that of the row
        // before, and taken out again where that is so the next time.
        let mut above = vec![0; self.cuts.len()];
        let mut last: Vec<(u32, usize)> = self.columns.iter().map(|c| (f32::NAN.to_bits(), c.start)).collect();
        for (row, features) in rows.iter().enumerate() {
            let onwards = Rows::MAX << row;
            for ((value, last), column) in features.iter().zip(&mut last).zip(&self.columns) {
                // Blocks that follow each other are often alike.
                if value.to_bits() == last.0 {
                    continue;
                }
                let cuts = self.cuts.get(column.start + 1..column.end).unwrap_or_default();
                let highest = column.start + cuts.partition_point(|cut| value > cut);
                above[last.1] ^= onwards;
                above[highest] ^= onwards;
                *last = (value.to_bits(), highest);
            }
        }
        // Then, for each cut, the rows that are above it or above a higher one.
        for column in &self.columns {
            let mut higher = 0;
            for above in above.get_mut(column.start..column.end).unwrap_or_default().iter_mut().rev() {
                higher |= *above;
                *above = higher;
            }
        }
        above
    }
}

/// A number that is greater when the value is (IEEE 754, totalOrder).
fn in_order(value: f32) -> u32 {
    let bits = value.to_bits();
    if value.is_sign_negative() { !bits } else { bits | 1 << 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_above_the_cuts_that_are_less() {
        let few = [(0, 0.5), (2, -1.0), (2, 0.0), (2, 1e30), (5, 7.0), (5, f32::INFINITY)];
        let many = (0..300).map(|i| (3, (i * i) as f32 / 7.0));
        let asked: Vec<(u8, f32)> = few.into_iter().chain(many).collect();
        let cuts = Cuts::new(asked.clone());
        let values = [0.0, -0.0, 0.5, -1.0, -7.5, 12_800.0, 99.9, 1e31, f32::INFINITY, f32::NEG_INFINITY, f32::NAN];
        let rows: Vec<Vec<f32>> = values.iter().chain(&values).map(|value| vec![*value; 6]).collect();
        let above = cuts.above(&rows);
        for (feature, cut) in asked {
            for (row, features) in rows.iter().enumerate() {
                let is_above = above[cuts.place(feature, cut)] & 1 << row != 0;
                assert_eq!(is_above, features[0] > cut, "feature {feature}: {} above {cut}", features[0]);
            }
        }
    }
}
