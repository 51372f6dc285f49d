//! What a page may cost.

use std::time::Duration;

/// Upper bounds for one page. No real page that we have met reaches a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of decoded text that are read. Default: 64 MiB.
    pub bytes: usize,
    /// Nesting depth of elements; deeper ones are flattened, their text stays. Default: 512.
    pub depth: usize,
    /// Nodes in the tree. Default: 2,000,000.
    pub nodes: usize,
    /// Attributes of one element; further ones are ignored. Default: 512.
    pub attributes: usize,
    /// Wall time for parsing. Default: 20 s.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 64 << 20, depth: 512, nodes: 2_000_000, attributes: 512, time: Duration::from_secs(20) }
    }
}

/// The limit that cut a page short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Limit {
    /// [`Limits::bytes`].
    Bytes,
    /// [`Limits::nodes`].
    Nodes,
    /// [`Limits::time`].
    Time,
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Limit::Bytes => "bytes",
            Limit::Nodes => "nodes",
            Limit::Time => "time",
        })
    }
}
