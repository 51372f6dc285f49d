//! Faults of the program: a page that it fails on must not cost the other pages.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The program has failed on a page, which is no fault of the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the program failed on this page, which is a fault of the program: please report it")
    }
}

impl std::error::Error for Fault {}

/// Runs `work`, which may share nothing that it could leave half done; a panic of it is a [`Fault`].
///
/// ```
/// use bodycopy::fault::{Fault, guarded};
/// assert_eq!(guarded(|| 1 + 1), Ok(2));
/// assert_eq!(guarded(|| [1, 2].iter().position(|n| *n == 3).expect("a three")), Err(Fault));
/// ```
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault)
}
