//! The trees, laid out for speed: they are most of the judge's work. Rows go
//! through them 64 at a time, a bit each: every comparison that occurs in any
//! tree is made once, as the set of rows that are above; then a split parts the
//! set of rows that came to it in two, and each leaf adds its value to the rows
//! that are left. (The bits stand for rows; in QuickScorer, Lucchese et al.
//! 2015, they stand for leaves.)

use super::ModelError;

/// How many rows go through the trees side by side: the bits of a [`Rows`].
pub(in crate::judge) const LANES: usize = 64;

/// A set of rows.
type Rows = u64;

/// More nodes than a tree can have: its places are numbered in a byte.
const MOST_NODES: usize = 256;

/// An inner node, or a leaf: then both ways lead to itself.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// What a value is compared with; of a leaf, what it adds.
    value: f32,
    feature: u8,
    /// Places in the tree, where the value is not above, and where it is.
    ways: [u8; 2],
}

/// A tree: its nodes, and how many steps its deepest leaf is away.
#[derive(Clone, Copy, Debug)]
struct Tree {
    start: usize,
    end: usize,
    depth: usize,
    /// How many of its nodes are splits; they stand first.
    splits: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    nodes: Vec<Node>,
    /// For each node, what a row is expected to come to of which no more is
    /// known than that it got there, if both ways of a split are as likely.
    expected: Vec<f32>,
    trees: Vec<Tree>,
    /// What rows are compared with, a list a feature: what lies in `cuts` there,
    /// in rising order.
    columns: Vec<Column>,
    cuts: Vec<f32>,
    /// For each inner node, tree by tree: its place in `cuts`, and its ways.
    steps: Vec<Step>,
}

/// The cuts of a feature.
#[derive(Clone, Copy, Debug)]
struct Column {
    feature: u8,
    start: usize,
    end: usize,
}

/// How a split parts the rows.
#[derive(Clone, Copy, Debug)]
struct Step {
    cut: u16,
    ways: [u8; 2],
}

/// An inner node as the file has it: a child below zero is leaf −1−n.
pub(super) struct Split {
    pub(super) feature: u8,
    pub(super) threshold: f32,
    pub(super) children: [i8; 2],
}

impl Forest {
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.trees.len()
    }

    /// Adds a tree. Children must stand after their parents.
    pub(super) fn push(&mut self, splits: &[Split], leaves: &[i16]) -> Result<(), ModelError> {
        const WRONG: ModelError = ModelError::Damaged("a child that does not exist");
        let start = self.nodes.len();
        let mut depths = vec![0_usize; splits.len() + leaves.len()];
        for (at, split) in splits.iter().enumerate() {
            let mut ways = [0; 2];
            for (way, child) in ways.iter_mut().zip(split.children) {
                let place = match usize::try_from(child) {
                    Ok(inner) if inner > at && inner < splits.len() => inner,
                    Ok(_) => return Err(WRONG),
                    Err(_) => splits.len() + usize::from((-1 - child).unsigned_abs()),
                };
                let depth = depths[at] + 1;
                match depths.get_mut(place) {
                    Some(below) if *below == 0 => *below = depth,
                    _ => return Err(WRONG),
                }
                *way = u8::try_from(place).map_err(|_| WRONG)?;
            }
            if split.threshold.is_nan() {
                return Err(ModelError::Damaged("a threshold that is no number"));
            }
            // Adding zero makes 0 of -0, which compares alike and sorts apart.
            self.nodes.push(Node { value: split.threshold + 0.0, feature: split.feature, ways });
        }
        for (n, leaf) in leaves.iter().enumerate() {
            let itself = u8::try_from(splits.len() + n).map_err(|_| WRONG)?;
            self.nodes.push(Node { value: f32::from(*leaf), feature: 0, ways: [itself; 2] });
        }
        self.expect(start);
        let depth = depths.into_iter().max().ok_or(ModelError::Damaged("a tree without leaves"))?;
        self.trees.push(Tree { start, end: self.nodes.len(), depth, splits: splits.len() });
        Ok(())
    }

    /// Fills `expected` for the tree that begins at `start`, from its leaves up.
    fn expect(&mut self, start: usize) {
        let nodes = &self.nodes[start..];
        let mut expected: Vec<f32> = nodes.iter().map(|n| n.value).collect();
        for (at, node) in nodes.iter().enumerate().rev() {
            let [low, high] = node.ways.map(usize::from);
            if low != at {
                expected[at] = (expected[low] + expected[high]) / 2.0;
            }
        }
        self.expected.extend(expected);
    }

    /// What each feature of a row adds to its sum: on the way down a tree, every
    /// split moves what is to be expected, and its feature is credited with the
    /// step (Saabas, "Interpreting random forests", 2014). With the
    /// [`base`](Self::base), the credits add up to the sum.
    pub(super) fn credits(&self, row: &[f32]) -> Vec<f32> {
        let mut credits = vec![0.0; row.len()];
        for tree in &self.trees {
            let Some(nodes) = self.nodes.get(tree.start..tree.end) else { continue };
            let expected = &self.expected[tree.start..tree.end];
            let mut at = 0;
            for _ in 0..tree.depth {
                let node = &nodes[at];
                let above = row.get(usize::from(node.feature)).is_some_and(|v| *v > node.value);
                let next = usize::from(node.ways[usize::from(above)]);
                if let Some(credit) = credits.get_mut(usize::from(node.feature)) {
                    *credit += expected[next] - expected[at];
                }
                at = next;
            }
        }
        credits
    }

    /// The sum to be expected of a row of which nothing is known.
    pub(super) fn base(&self) -> f32 {
        self.trees.iter().filter_map(|tree| self.expected.get(tree.start)).sum()
    }

    /// Prepares for [`sums`](Self::sums), once all trees are there.
    pub(super) fn seal(&mut self) -> Result<(), ModelError> {
        let splits = |tree: &Tree| self.nodes.get(tree.start..tree.start + tree.splits).unwrap_or_default();
        let mut asked: Vec<(u8, f32)> =
            self.trees.iter().flat_map(splits).map(|split| (split.feature, split.value)).collect();
        asked.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        asked.dedup();
        let mut steps = Vec::new();
        for split in self.trees.iter().flat_map(splits) {
            let place = asked.partition_point(|a| a.0.cmp(&split.feature).then(a.1.total_cmp(&split.value)).is_lt());
            let cut = u16::try_from(place).map_err(|_| ModelError::Damaged("too many thresholds"))?;
            steps.push(Step { cut, ways: split.ways });
        }
        self.steps = steps;
        let mut start = 0;
        for cuts in asked.chunk_by(|a, b| a.0 == b.0) {
            self.columns.push(Column { feature: cuts[0].0, start, end: start + cuts.len() });
            start += cuts.len();
        }
        self.cuts = asked.into_iter().map(|(_, cut)| cut).collect();
        Ok(())
    }

    /// For each row of features, the sum of the leaves that it comes to.
    pub(super) fn sums(&self, rows: &[Vec<f32>]) -> [i32; LANES] {
        let rows = rows.get(..LANES).unwrap_or(rows);
        let above = self.above(rows);
        let all = if rows.len() == LANES { Rows::MAX } else { (1 << rows.len()) - 1 };
        let mut sums = [0; LANES];
        let mut steps = self.steps.iter();
        // Every place is filled from its parent, which stands before it.
        let mut reached = [0; MOST_NODES];
        for tree in &self.trees {
            reached[0] = all;
            let splits = tree.splits;
            for (at, step) in steps.by_ref().take(splits).enumerate() {
                let above = above.get(usize::from(step.cut)).copied().unwrap_or_default();
                let here = reached[at % MOST_NODES];
                reached[usize::from(step.ways[0])] = here & !above;
                reached[usize::from(step.ways[1])] = here & above;
            }
            let leaves = self.nodes.get(tree.start + splits..tree.end).unwrap_or_default();
            for (leaf, rows) in leaves.iter().zip(reached.get(splits..).unwrap_or_default()) {
                // Leaves are whole numbers of 16 bits, which f32 holds exactly.
                let value = leaf.value as i32;
                let mut rows = *rows;
                while rows != 0 {
                    sums[rows.trailing_zeros() as usize % LANES] += value;
                    rows &= rows - 1;
                }
            }
        }
        sums
    }

    /// For each cut, the rows whose feature is above it.
    fn above(&self, rows: &[Vec<f32>]) -> Vec<Rows> {
        let mut above = vec![0; self.cuts.len()];
        let longest = self.columns.iter().map(|c| c.end - c.start).max().unwrap_or(0);
        let mut at_level = vec![0; longest + 1];
        for column in &self.columns {
            let (Some(cuts), Some(above)) =
                (self.cuts.get(column.start..column.end), above.get_mut(column.start..column.end))
            else {
                continue;
            };
            let at_level = at_level.get_mut(..=cuts.len()).unwrap_or_default();
            at_level.fill(0);
            // Blocks that follow each other are often alike.
            let (mut last, mut level) = (f32::NAN, 0);
            for (row, features) in rows.iter().enumerate() {
                let value = features.get(usize::from(column.feature)).copied().unwrap_or(f32::NAN);
                if value != last {
                    level = cuts.partition_point(|cut| value > *cut);
                    last = value;
                }
                at_level[level] |= 1 << row;
            }
            let mut higher = 0;
            for (above, level) in above.iter_mut().zip(at_level.iter().skip(1)).rev() {
                higher |= level;
                *above = higher;
            }
        }
        above
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feature 0 against 1, and where it is above, feature 1 against 2.
    fn forest() -> Forest {
        let mut forest = Forest::default();
        let splits = [
            Split { feature: 0, threshold: 1.0, children: [-1, 1] },
            Split { feature: 1, threshold: 2.0, children: [-2, -3] },
        ];
        assert_eq!(forest.push(&splits, &[-40, 0, 20]), Ok(()));
        assert_eq!(forest.push(&[], &[7]), Ok(()));
        assert_eq!(forest.seal(), Ok(()));
        forest
    }

    #[test]
    fn a_child_has_one_parent() {
        let splits = [Split { feature: 0, threshold: 1.0, children: [-1, -1] }];
        assert!(Forest::default().push(&splits, &[1, 2]).is_err());
        let splits = [Split { feature: 0, threshold: f32::NAN, children: [-1, -2] }];
        assert!(Forest::default().push(&splits, &[1, 2]).is_err());
    }

    #[test]
    fn every_split_credits_its_feature() {
        // 10 is expected above feature 0, -15 of the whole tree.
        assert_eq!(forest().base(), -8.0);
        assert_eq!(forest().credits(&[2.0, 3.0, 9.0]), [25.0, 10.0, 0.0]);
        assert_eq!(forest().credits(&[0.0, 3.0, 9.0]), [-25.0, 0.0, 0.0]);
    }

    #[test]
    fn base_and_credits_add_up_to_the_sum() {
        let rows: Vec<Vec<f32>> = (0..50).map(|i| vec![(i % 3) as f32, (i % 7) as f32]).collect();
        let forest = forest();
        for (row, sum) in rows.iter().zip(forest.sums(&rows)) {
            assert_eq!(forest.base() + forest.credits(row).iter().sum::<f32>(), sum as f32);
        }
    }
}
