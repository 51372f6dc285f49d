//! An [`Explanation`](crate::Explanation) for people: a page to click through, or a listing for the
//! terminal. Both say of every block what became of it, who decided so, what
//! weighed most, and what to write to have it otherwise.

mod advice;
mod html;
mod listing;
mod summary;

pub use advice::{Advice, Advisor};
pub use html::html;
pub use listing::{details, listing};
