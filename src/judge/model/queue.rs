//! Rows on their way through the trees. The first trees know nearly all menus and
//! most paragraphs; only rows that they leave open go through the rest, in full
//! groups again (a cascade: Viola and Jones, "Rapid object detection using a boosted
//! cascade of simple features", 2001).

use super::Model;
use super::group::Group;

/// A row that the first trees have left open.
struct Open {
    /// Which row.
    at: usize,
    /// Its score so far.
    score: i32,
}

/// Takes rows and gives their probabilities.
pub(in crate::judge) struct Queue<'a> {
    model: &'a Model,
    /// Those of the rows that are known; 0 for all others.
    probabilities: Vec<f32>,
    /// How many rows were taken.
    taken: usize,
    /// The last of them, which no tree has seen.
    new: Group,
    open: Vec<Open>,
    /// The rows of `open`, in the same order.
    rows: Group,
}

impl<'a> Queue<'a> {
    /// For so many rows.
    pub(in crate::judge) fn new(model: &'a Model, rows: usize) -> Self {
        let probabilities = vec![0.0; rows];
        Queue { model, probabilities, taken: 0, new: Group::default(), open: Vec::new(), rows: Group::default() }
    }

    /// Takes the next row.
    pub(in crate::judge) fn push(&mut self, row: &[f32]) {
        self.new.push(row.iter().copied());
        self.taken += 1;
        if self.new.is_full() {
            self.begin();
        }
    }

    /// The probabilities of all rows; 0 for those that did not come.
    pub(in crate::judge) fn finish(mut self) -> Vec<f32> {
        self.begin();
        self.settle();
        self.probabilities
    }

    /// Sends the new rows through the first trees.
    fn begin(&mut self) {
        let first = self.taken - self.new.len();
        let scores = self.model.first.sums(&self.new);
        for (row, score) in (0..self.new.len()).zip(scores) {
            if self.model.is_sure(score) {
                self.know(first + row, score);
                continue;
            }
            if self.rows.is_full() {
                self.settle();
            }
            self.open.push(Open { at: first + row, score });
            self.rows.push(self.new.row(row));
        }
        self.new.clear();
    }

    /// Sends the rows that are open through the rest of the trees.
    fn settle(&mut self) {
        let sums = self.model.rest.sums(&self.rows);
        for (open, sum) in std::mem::take(&mut self.open).into_iter().zip(sums) {
            self.know(open.at, open.score + sum);
        }
        self.rows.clear();
    }

    fn know(&mut self, at: usize, score: i32) {
        if let Some(probability) = self.probabilities.get_mut(at) {
            *probability = self.model.probability(score);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::features;

    /// Rows of all kinds, the same every time.
    fn rows(count: usize) -> Vec<Vec<f32>> {
        let columns = features::names().count();
        (0..count).map(|i| (0..columns).map(|f| ((f * 7 + i * 13) % (i % 40 + 1)) as f32).collect()).collect()
    }

    fn probabilities(rows: &[Vec<f32>]) -> Vec<f32> {
        let mut queue = Queue::new(Model::built_in(), rows.len());
        rows.iter().for_each(|row| queue.push(row));
        queue.finish()
    }

    #[test]
    fn rows_have_the_same_probability_in_any_company() {
        let rows = rows(500);
        let alone: Vec<f32> = rows.iter().flat_map(|row| probabilities(std::slice::from_ref(row))).collect();
        assert_eq!(probabilities(&rows), alone);
    }

    #[test]
    fn some_rows_are_sure_and_some_are_not() {
        let model = Model::built_in();
        let rows = rows(64);
        let scores = model.first.sums(&rows.iter().collect());
        let sure = scores.into_iter().filter(|score| model.is_sure(*score)).count();
        assert!((1..rows.len()).contains(&sure), "{sure} of {} rows", rows.len());
    }
}
