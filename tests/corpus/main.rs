//! `bodycopy corpus`: every promise of `docs/corpus.md`, on corpora that the tests
//! make themselves.
#![cfg(all(feature = "cli", feature = "corpus"))]

mod bodies;
mod broken;
mod forms;
mod inputs;
mod lists;
mod output;
mod repeated;
mod resume;
mod support;
