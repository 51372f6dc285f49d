//! The article that it began with: text that a scraper left full of residue.

use bodycopy::write::{Format, Markdown};
use bodycopy::{DroppedBy, Role};

const SEED: &str = include_str!("../samples/blogs/seed-text.txt");

/// Beginnings of the lines that must go, and how many there are of each.
const RESIDUE: &[(&str, usize)] = &[
    ("TAGS", 2),
    ("Representative image:", 2),
    ("See also", 3),
    ("Discover more from", 1),
    ("Subscribe to get the latest posts", 1),
    ("CATEGORIES", 1),
    ("Share This", 1),
];

fn is_residue(line: &str) -> bool {
    RESIDUE.iter().any(|(start, _)| line.starts_with(start))
}

#[test]
fn the_residue_goes_and_everything_else_stays_word_for_word() {
    let article = bodycopy::clean(SEED.as_bytes());
    let collapse = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected: Vec<String> = SEED.lines().filter(|l| !l.trim().is_empty() && !is_residue(l)).map(collapse).collect();
    let lines: Vec<&str> = article.text.lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(lines, expected);
    for (start, count) in RESIDUE {
        let dropped = article.ledger.iter().filter(|d| d.text.starts_with(start.trim()));
        let by_rule = dropped.filter(|d| matches!(d.by, DroppedBy::Rule(_))).count();
        assert_eq!(by_rule, *count, "{start}");
    }
}

#[test]
fn the_first_two_lines_are_title_and_standfirst() {
    let article = bodycopy::clean(SEED.as_bytes());
    let roles: Vec<Role> = article.blocks.iter().take(4).map(|b| b.role).collect();
    assert_eq!(roles[..2], [Role::Title, Role::Standfirst]);
    assert!(article.blocks[2].text().starts_with("Why Did the U.S. Ask"));
}

#[test]
fn markdown_is_read_and_written_as_markdown() {
    let text = "# Island rebuilds its pier\n\n![The pier](https://x.example/a.jpg)\n\n\
        The old [wooden pier](https://x.example/pier), which had stood for more than a hundred years, was torn away in a single night of March.\n\n\
        **Read also:** [Ferry company cancels all sailings](https://x.example/ferry)\n\n## What comes next\n\n\
        The new bridge will cost eleven million; the rest is to come from a [small fee](/fee) on every ticket.\n\n\
        [Share on Facebook](https://facebook.com/share) | [Share on X](https://x.com/share)\n";
    let article = bodycopy::clean(text.as_bytes());
    assert_eq!(
        Markdown.write(&article).trim_end(),
        "# Island rebuilds its pier\n\n\
         The old [wooden pier](https://x.example/pier), which had stood for more than a hundred years, was torn away in a single night of March.\n\n\
         ## What comes next\n\n\
         The new bridge will cost eleven million; the rest is to come from a [small fee](/fee) on every ticket."
    );
    assert_eq!(article.ledger.len(), 2, "{:?}", article.ledger);
}
