//! Class tokens of words that cannot be seen: what only screen readers read, and
//! the names of icons that a font draws.

use std::collections::HashSet;
use std::sync::LazyLock;

static TOKENS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("unseen.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// True for a token in kebab case by which themes call an element that is on the
/// page and cannot be seen.
pub(super) fn is_unseen(token: &str) -> bool {
    TOKENS.contains(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_tokens_count() {
        assert!(is_unseen("screen-reader-text") && is_unseen("sr-only"));
        assert!(!is_unseen("not-sr-only") && !is_unseen("sr-only-focusable") && !is_unseen("hidden"));
    }
}
