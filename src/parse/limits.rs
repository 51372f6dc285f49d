//! What a page may cost, and what is left of it on the way.

use std::fmt;
use std::time::{Duration, Instant};

/// Upper bounds for one page. No real page that we have met reaches a default.
///
/// Where one is met, the article is what came before, and its status is
/// [`Status::LimitHit`](crate::Status::LimitHit) with the [`Limit`]. Bounds of
/// size are the same on every machine; a bound of time is not.
///
/// ```
/// use bodycopy::{Limit, Limits, Options, Status};
/// let limits = Limits { output: 80, ..Limits::default() };
/// let page = "<article><p>The storm of Monday took the roof of the old chapel, and nobody was hurt, \
///             said the mayor of the island.</p></article>";
/// let article = Options::default().limits(limits).cleaner().clean(page.as_bytes());
/// assert_eq!(article.status, Status::LimitHit(Limit::Output));
/// assert!(article.text.starts_with("The storm of Monday") && article.text.len() <= 80);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the input that are read, and of what it decodes to. Default: 64 MiB.
    pub bytes: usize,
    /// Nesting depth of elements; deeper ones are flattened, their text stays. Default: 512.
    pub depth: usize,
    /// Nodes in the tree; beyond the first 50,000, a page may have one for every
    /// 24 of its bytes, unless this is more than the default. Default: 2,000,000.
    pub nodes: usize,
    /// Lines of plain text that are each a block; beyond the first 50,000, a text may
    /// have one for every 48 of its bytes. Where it has more, some stand together in
    /// a block; their text stays. Default: 1,000,000.
    pub lines: usize,
    /// Values in the page's JSON-LD, a field of an object counted twice; a page may
    /// have 10,000 and as many more as its tree has nodes less than it may have. What
    /// is beyond is passed over, and so are data scripts larger than 8 MiB.
    /// Default: 2,000,000.
    pub data: usize,
    /// Attributes of one element; further ones are ignored. Default: 512.
    pub attributes: usize,
    /// Bytes of one attribute; a longer one is taken for empty. Default: 256 KiB.
    pub attribute_bytes: usize,
    /// Bytes of text that are cut into blocks. Default: 32 MiB.
    pub text: usize,
    /// Bytes of the article: its text and the addresses of its links. Default: 16 MiB.
    pub output: usize,
    /// Wall time for the whole page, from the first byte to the article. Every
    /// stage has a share of it, so that there is a result in any case. Default: 20 s.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 64 << 20,
            depth: 512,
            nodes: NODES,
            lines: 1_000_000,
            data: 2_000_000,
            attributes: 512,
            attribute_bytes: 256 << 10,
            text: 32 << 20,
            output: 16 << 20,
            time: Duration::from_secs(20),
        }
    }
}

/// Who allows more than so many nodes has the memory for them.
const NODES: usize = 2_000_000;

/// So many nodes, or lines, any page may have, however small it is …
const FREE_NODES: usize = 50_000;

/// … and for every so many bytes one more. A node costs memory in every stage,
/// so this is what bounds memory by the size of the page. Of 2,541 pages from
/// the web, the largest had 34,439 nodes, and the densest 13 bytes a node.
const BYTES_OF_A_NODE: usize = 24;

/// The same for lines of plain text, which cost what two nodes cost: a block and
/// its copy in the article.
const BYTES_OF_A_LINE: usize = 48;

/// So many values of JSON-LD any page may have. Of 1,245 pages from the web that
/// have some, all but one had fewer, and that one had nodes to spare.
const FREE_VALUES: usize = 10_000;

impl Limits {
    /// Nodes that a page of `bytes` bytes may have.
    pub(super) fn nodes_of(&self, bytes: usize) -> usize {
        if self.nodes > NODES { self.nodes } else { self.nodes.min(FREE_NODES + bytes / BYTES_OF_A_NODE) }
    }

    /// Values of JSON-LD that a page of `bytes` bytes may have whose tree has `nodes`
    /// nodes: both are held at the same time.
    pub(super) fn values_of(&self, bytes: usize, nodes: usize) -> usize {
        self.data.min(FREE_VALUES + self.nodes_of(bytes).saturating_sub(nodes))
    }

    /// Sets the limit called `name` (see [`Limit::name`]) to `value`, in its
    /// unit: bytes, a number of things, or seconds for `time`.
    ///
    /// # Errors
    /// If no limit has that name.
    pub fn set(&mut self, name: &str, value: usize) -> Result<(), UnknownLimit> {
        let limit = Limit::ALL.iter().find(|l| l.name() == name);
        match limit.ok_or_else(|| UnknownLimit { name: name.to_owned() })? {
            Limit::Bytes => self.bytes = value,
            Limit::Depth => self.depth = value,
            Limit::Nodes => self.nodes = value,
            Limit::Lines => self.lines = value,
            Limit::Data => self.data = value,
            Limit::Attributes => self.attributes = value,
            Limit::AttributeBytes => self.attribute_bytes = value,
            Limit::Text => self.text = value,
            Limit::Output => self.output = value,
            Limit::Time => self.time = Duration::from_secs(value as u64),
        }
        Ok(())
    }
}

/// A limit that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownLimit {
    /// The name that was asked for.
    pub name: String,
}

impl fmt::Display for UnknownLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Limit::ALL.iter().map(|l| l.name()).collect();
        write!(f, "no limit is called `{}`; the limits are {}", self.name, names.join(", "))
    }
}

impl std::error::Error for UnknownLimit {}

/// The limit that cut a page short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::bytes`].
    Bytes,
    /// [`Limits::depth`]; no text is lost.
    Depth,
    /// [`Limits::nodes`].
    Nodes,
    /// [`Limits::lines`]; no text is lost.
    Lines,
    /// [`Limits::data`]; no text of the page is lost.
    Data,
    /// [`Limits::attributes`]; no text is lost.
    Attributes,
    /// [`Limits::attribute_bytes`]; no text is lost.
    AttributeBytes,
    /// [`Limits::text`].
    Text,
    /// [`Limits::output`].
    Output,
    /// [`Limits::time`].
    Time,
}

impl Limit {
    /// All limits.
    pub const ALL: &'static [Limit] = &[
        Limit::Bytes,
        Limit::Depth,
        Limit::Nodes,
        Limit::Lines,
        Limit::Data,
        Limit::Attributes,
        Limit::AttributeBytes,
        Limit::Text,
        Limit::Output,
        Limit::Time,
    ];

    /// The name, as the command line and [`Limits::set`] spell it.
    pub fn name(self) -> &'static str {
        match self {
            Limit::Bytes => "bytes",
            Limit::Depth => "depth",
            Limit::Nodes => "nodes",
            Limit::Lines => "lines",
            Limit::Data => "data",
            Limit::Attributes => "attributes",
            Limit::AttributeBytes => "attribute-bytes",
            Limit::Text => "text",
            Limit::Output => "output",
            Limit::Time => "time",
        }
    }

    /// True if meeting it loses no text, only structure or an address.
    pub fn keeps_text(self) -> bool {
        matches!(self, Limit::Depth | Limit::Lines | Limit::Data | Limit::Attributes | Limit::AttributeBytes)
    }
}

impl Limit {
    /// Of two limits that a page has met the one to tell of: the first, unless only the
    /// second loses text.
    pub(crate) fn graver(first: Option<Limit>, second: Option<Limit>) -> Option<Limit> {
        match (first, second) {
            (Some(mild), Some(grave)) if mild.keeps_text() && !grave.keeps_text() => second,
            _ => first.or(second),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What later stages may still spend on a page; it goes with the page.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    started: Instant,
    time: Duration,
    text: usize,
    lines: usize,
}

/// The stages that look at the clock, each with its share of the time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stage {
    Parse,
    Segment,
    Judge,
    Residue,
    /// What the judge has gone by, for those who ask: as long again.
    Explain,
}

impl Budget {
    /// Starts the clock.
    pub fn new(limits: &Limits) -> Self {
        Budget { started: Instant::now(), time: limits.time, text: limits.text, lines: limits.lines }
    }

    /// Bytes of text that may become blocks.
    pub(crate) fn text(&self) -> usize {
        self.text
    }

    /// Lines of a plain text of `bytes` bytes that may be blocks of their own.
    pub(crate) fn lines_of(&self, bytes: usize) -> usize {
        self.lines.min(FREE_NODES + bytes / BYTES_OF_A_LINE)
    }

    /// True once the time that stages may take up to this one is gone. A stage
    /// asks after a first piece of work, so that even no time gives a result.
    pub(crate) fn is_over(&self, stage: Stage) -> bool {
        let percent = match stage {
            Stage::Parse => 50,
            Stage::Segment => 60,
            Stage::Judge => 85,
            Stage::Residue => 100,
            Stage::Explain => 200,
        };
        self.started.elapsed().as_nanos() * 100 > self.time.as_nanos() * percent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_is_set_by_its_name() {
        for limit in Limit::ALL {
            let mut limits = Limits::default();
            assert_eq!(limits.set(limit.name(), 7), Ok(()));
            assert_ne!(limits, Limits::default(), "{limit}");
        }
        let unknown = Limits::default().set("width", 7);
        assert!(unknown.is_err_and(|e| e.to_string().contains("attribute-bytes")));
    }
}
