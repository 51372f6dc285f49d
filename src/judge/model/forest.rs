//! The trees, laid out for speed: most of the judge's time is spent here. All
//! nodes lie in one row, a leaf leads to itself, and a few rows of features go
//! down a tree side by side, so that no branch has to be guessed.

use super::ModelError;

/// How many rows go down a tree side by side.
pub(in crate::judge) const LANES: usize = 8;

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
}

#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    nodes: Vec<Node>,
    /// For each node, what a row is expected to come to of which no more is
    /// known than that it got there, if both ways of a split are as likely.
    expected: Vec<f32>,
    trees: Vec<Tree>,
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
                *depths.get_mut(place).ok_or(WRONG)? = depths[at] + 1;
                *way = u8::try_from(place).map_err(|_| WRONG)?;
            }
            self.nodes.push(Node { value: split.threshold, feature: split.feature, ways });
        }
        for (n, leaf) in leaves.iter().enumerate() {
            let itself = u8::try_from(splits.len() + n).map_err(|_| WRONG)?;
            self.nodes.push(Node { value: f32::from(*leaf), feature: 0, ways: [itself; 2] });
        }
        self.expect(start);
        let depth = depths.into_iter().max().ok_or(ModelError::Damaged("a tree without leaves"))?;
        self.trees.push(Tree { start, end: self.nodes.len(), depth });
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

    /// For each row of features, the sum of the leaves that it comes to.
    pub(super) fn sums(&self, rows: &[Vec<f32>; LANES]) -> [i32; LANES] {
        let mut sums = [0; LANES];
        for tree in &self.trees {
            let Some(nodes) = self.nodes.get(tree.start..tree.end) else { continue };
            let mut at = [0_usize; LANES];
            for _ in 0..tree.depth {
                for (at, row) in at.iter_mut().zip(rows) {
                    let node = &nodes[*at];
                    let above = row.get(usize::from(node.feature)).is_some_and(|v| *v > node.value);
                    *at = usize::from(node.ways[usize::from(above)]);
                }
            }
            for (sum, at) in sums.iter_mut().zip(at) {
                // Leaves are whole numbers of 16 bits, which f32 holds exactly.
                *sum += nodes[at].value as i32;
            }
        }
        sums
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
        forest
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
        let rows: [Vec<f32>; LANES] = std::array::from_fn(|i| vec![(i % 3) as f32, i as f32]);
        let forest = forest();
        for (row, sum) in rows.iter().zip(forest.sums(&rows)) {
            assert_eq!(forest.base() + forest.credits(row).iter().sum::<f32>(), sum as f32);
        }
    }
}
