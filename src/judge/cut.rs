//! The page's cut: which probability is enough, so that the expected F1 over
//! words is greatest (Lipton, Elkan and Naryanaswamy, "Optimal thresholding of
//! classifiers to maximize F1 measure", 2014).

/// Below this, a block is not taken whatever the rest of the page looks like.
const LOWEST: f32 = 0.3;

/// Above this, a block is always taken.
const HIGHEST: f32 = 0.7;

pub(super) struct Cut {
    /// Blocks with at least this probability are main content.
    pub(super) threshold: f32,
    /// The F1 that is to be expected from them.
    pub(super) expected: f32,
}

pub(super) fn choose(probabilities: &[f32], words: &[usize]) -> Cut {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*b].total_cmp(&probabilities[*a]).then(a.cmp(b)));
    let weighted = |i: usize| f64::from(probabilities[i]) * words[i] as f64;
    let relevant: f64 = (0..probabilities.len()).map(weighted).sum();
    let (mut taken, mut right) = (0.0, 0.0);
    let mut best = Cut { threshold: HIGHEST, expected: 0.0 };
    for i in order {
        taken += words[i] as f64;
        right += weighted(i);
        let expected = (2.0 * right / (taken + relevant).max(1.0)) as f32;
        if probabilities[i] >= HIGHEST || (probabilities[i] >= LOWEST && expected > best.expected) {
            best = Cut { threshold: probabilities[i].min(HIGHEST), expected };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_takes_likely_blocks_and_leaves_doubtful_ones() {
        let cut = choose(&[0.95, 0.9, 0.05, 0.3], &[50, 40, 10, 5]);
        assert!(cut.threshold > 0.05 && cut.threshold <= 0.9);
        assert!(cut.expected > 0.85);
    }

    #[test]
    fn nothing_likely_gives_nothing() {
        let cut = choose(&[0.1, 0.05], &[10, 10]);
        assert!(cut.threshold > 0.1 && cut.expected == 0.0);
    }
}
