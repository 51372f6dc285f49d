//! A project that keeps its own saved pages as snapshot tests. The test at
//! the end is all that it needs; `cargo test --example check_pages` runs it.
//!
//! When a page's text has changed, the test fails, says how, by words, and names
//! the rules that are behind it. Then `cargo insta review`, `bodycopy check
//! examples/check_pages/saved --review`, or `BODYCOPY_ACCEPT=1 cargo test` takes what
//! is right.

use std::path::PathBuf;

use bodycopy::Cleaner;
use bodycopy::snapshot::{CheckError, check};

/// The same without a test: what a program of your own can do with a check.
fn main() -> Result<(), CheckError> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/check_pages/saved"));
    let report = check(&[folder], &Cleaner::default())?;
    for page in &report.pages {
        println!("{:<10} {}", page.state.name(), page.page.display());
    }
    println!("{report}");
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_are_cleaned_as_before() {
        bodycopy::assert_pages!("examples/check_pages/saved");
    }

    #[test]
    fn with_captions_too() {
        let cleaner = bodycopy::Options::default().include(bodycopy::Role::Caption).cleaner();
        bodycopy::assert_pages!("examples/check_pages/with-captions", cleaner);
    }
}
