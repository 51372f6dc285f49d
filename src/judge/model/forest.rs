//! The trees, laid out for speed: they are most of the judge's work. Rows go
//! through them 64 at a time, a bit each: every comparison that occurs in any
//! tree is made once, as the set of rows that are above; then a split parts the
//! set of rows that came to it in two, and each leaf adds its value to the rows
//! that came to it. Where no row comes, nobody looks: blocks of one page are
//! alike, and of 64 of them none comes to two nodes in three. (The bits stand
//! for rows; in QuickScorer, Lucchese et al. 2015, they stand for leaves.)

use super::ModelError;
use super::cuts::Cuts;
use super::group::Group;

/// How many rows go through the trees side by side: the bits of a [`Rows`].
pub(super) const LANES: usize = 64;

/// A set of rows.
pub(super) type Rows = u64;

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
    cuts: Cuts,
    /// For each node, what there is to do for the rows that come to it.
    steps: Vec<Step>,
}

/// Where rows come by on their way down.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Of a split, its place in `cuts`; of a leaf, what it adds, as it lies in
    /// memory: half the size is half the way to memory.
    number: u16,
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
        self.fill_expected(start);
        let depth = depths.into_iter().max().ok_or(ModelError::Damaged("a tree without leaves"))?;
        self.trees.push(Tree { start, end: self.nodes.len(), depth, splits: splits.len() });
        Ok(())
    }

    /// Fills `expected` for the tree that begins at `start`, from its leaves up.
    fn fill_expected(&mut self, start: usize) {
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
    /// [`base`](Self::base), the credits add up to the sum, which is returned.
    pub(super) fn credit(&self, row: &[f32], credits: &mut [f32]) -> f32 {
        let mut sum = 0.0;
        for tree in &self.trees {
            let Some(nodes) = self.nodes.get(tree.start..tree.end) else { continue };
            let expected = &self.expected[tree.start..tree.end];
            let mut at = 0;
            for _ in 0..tree.depth {
                let node = &nodes[at];
                let above = row.get(usize::from(node.feature)).is_some_and(|v| *v > node.value);
                let next = usize::from(node.ways[usize::from(above)]);
                // A leaf leads to itself.
                if next == at {
                    break;
                }
                if let Some(credit) = credits.get_mut(usize::from(node.feature)) {
                    *credit += expected[next] - expected[at];
                }
                at = next;
            }
            sum += nodes[at].value;
        }
        sum
    }

    /// The sum to be expected of a row of which nothing is known.
    #[cfg(test)]
    pub(super) fn base(&self) -> f32 {
        self.trees.iter().filter_map(|tree| self.expected.get(tree.start)).sum()
    }

    /// Prepares for [`sums`](Self::sums), once all trees are there.
    pub(super) fn seal(&mut self) -> Result<(), ModelError> {
        let splits = |tree: &Tree| self.nodes.get(tree.start..tree.start + tree.splits).unwrap_or_default();
        let asked = self.trees.iter().flat_map(splits).map(|split| (split.feature, split.value));
        self.cuts = Cuts::new(asked);
        for tree in &self.trees {
            for (at, node) in self.nodes[tree.start..tree.end].iter().enumerate() {
                let split = at < tree.splits;
                // Leaves are whole numbers of 16 bits, which f32 holds exactly.
                let number = if split {
                    let place = self.cuts.place(node.feature, node.value);
                    u16::try_from(place).map_err(|_| ModelError::Damaged("too many thresholds"))?
                } else {
                    (node.value as i16).cast_unsigned()
                };
                self.steps.push(Step { number, ways: node.ways });
            }
        }
        Ok(())
    }

    /// For each row of features, the sum of the leaves that it comes to.
    pub(super) fn sums(&self, group: &Group) -> [i32; LANES] {
        // The last group of a page may be empty.
        if group.len() == 0 {
            return [0; LANES];
        }
        let above = self.cuts.above(group);
        let mut tally = Tally::of(group.len());
        // Parts of the rows that went the other way at a split.
        let mut waiting: Vec<(u8, Rows)> = Vec::new();
        for tree in &self.trees {
            let steps = self.steps.get(tree.start..tree.end).unwrap_or_default();
            let (mut at, mut here) = (0_u8, tally.all);
            while let Some(step) = steps.get(usize::from(at)) {
                if usize::from(at) >= tree.splits {
                    tally.add(step.number.cast_signed().into(), here);
                    let Some(next) = waiting.pop() else { break };
                    (at, here) = next;
                    continue;
                }
                let above = above.get(usize::from(step.number)).copied().unwrap_or_default();
                let (low, high) = (here & !above, here & above);
                if low != 0 && high != 0 {
                    waiting.push((step.ways[0], low));
                }
                // Blocks of one page are alike: at most splits, all go one way.
                (at, here) = if high == 0 { (step.ways[0], low) } else { (step.ways[1], high) };
            }
        }
        tally.sums()
    }
}

/// The sums of up to [`LANES`] rows.
struct Tally {
    /// The rows that there are.
    all: Rows,
    /// What has been added to all rows.
    common: i32,
    sums: [i32; LANES],
}

impl Tally {
    fn of(rows: usize) -> Tally {
        let all = if rows >= LANES { Rows::MAX } else { (1 << rows) - 1 };
        Tally { all, common: 0, sums: [0; LANES] }
    }

    /// Adds `value` to the sums of `rows`.
    fn add(&mut self, value: i32, mut rows: Rows) {
        if rows == self.all {
            self.common += value;
            return;
        }
        while rows != 0 {
            self.sums[rows.trailing_zeros() as usize % LANES] += value;
            rows &= rows - 1;
        }
    }

    fn sums(&self) -> [i32; LANES] {
        self.sums.map(|sum| sum + self.common)
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

    fn credits(forest: &Forest, row: &[f32]) -> Vec<f32> {
        let mut credits = vec![0.0; row.len()];
        forest.credit(row, &mut credits);
        credits
    }

    #[test]
    fn every_split_credits_its_feature() {
        // 10 is expected above feature 0, -15 of the whole tree.
        assert_eq!(forest().base(), -8.0);
        assert_eq!(credits(&forest(), &[2.0, 3.0, 9.0]), [25.0, 10.0, 0.0]);
        assert_eq!(credits(&forest(), &[0.0, 3.0, 9.0]), [-25.0, 0.0, 0.0]);
    }

    #[test]
    fn base_and_credits_add_up_to_the_sum() {
        let rows: Vec<Vec<f32>> = (0..50).map(|i| vec![(i % 3) as f32, (i % 7) as f32]).collect();
        let forest = forest();
        for (row, sum) in rows.iter().zip(forest.sums(&rows.iter().collect())) {
            assert_eq!(forest.base() + credits(&forest, row).iter().sum::<f32>(), sum as f32);
        }
    }
}
