//! The features of a group of rows, a column after the other: the trees look at one
//! feature of all rows at a time.

use super::forest::LANES;

/// Up to [`LANES`] rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// For each feature, room for [`LANES`] values.
    values: Vec<f32>,
    rows: usize,
}

impl Group {
    pub(super) fn len(&self) -> usize {
        self.rows
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows >= LANES
    }

    pub(super) fn clear(&mut self) {
        self.rows = 0;
    }

    /// Adds a row; one more than there is room for is left out.
    pub(super) fn push(&mut self, row: impl ExactSizeIterator<Item = f32>) {
        if self.is_full() {
            return;
        }
        if self.values.len() < row.len() * LANES {
            self.values.resize(row.len() * LANES, 0.0);
        }
        for (column, value) in self.values.chunks_exact_mut(LANES).zip(row) {
            column[self.rows] = value;
        }
        self.rows += 1;
    }

    /// A feature of every row; nothing of one that there is not.
    pub(super) fn column(&self, feature: u8) -> &[f32] {
        let start = usize::from(feature) * LANES;
        self.values.get(start..start + self.rows).unwrap_or_default()
    }

    /// The features of a row.
    pub(super) fn row(&self, row: usize) -> impl ExactSizeIterator<Item = f32> {
        self.values.chunks_exact(LANES).map(move |column| column.get(row).copied().unwrap_or_default())
    }
}

#[cfg(test)]
impl<'a> FromIterator<&'a Vec<f32>> for Group {
    fn from_iter<T: IntoIterator<Item = &'a Vec<f32>>>(rows: T) -> Self {
        let mut group = Group::default();
        rows.into_iter().for_each(|row| group.push(row.iter().copied()));
        group
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_by_columns() {
        let mut group: Group = [vec![1.0, 2.0], vec![3.0, 4.0]].iter().collect();
        assert_eq!((group.column(0), group.column(1), group.column(2)), (&[1.0, 3.0][..], &[2.0, 4.0][..], &[][..]));
        assert_eq!(group.row(1).collect::<Vec<_>>(), [3.0, 4.0]);
        group.clear();
        (0..LANES + 1).for_each(|n| group.push([n as f32].into_iter()));
        assert_eq!((group.len(), group.column(0).last()), (LANES, Some(&63.0)));
    }
}
