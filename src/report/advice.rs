//! What to write to have a block treated otherwise.

use std::collections::HashMap;

use super::summary::counted;
use crate::Role;
use crate::article::DroppedBy;
use crate::cleaner::REPLACED;
use crate::explanation::{ExplainedBlock, ExplainedElement, Explanation};

/// Something to add to the command.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Advice {
    /// What it does.
    pub does: String,
    /// The option, as the command line takes it.
    pub write: String,
}

impl Advice {
    fn new(does: impl Into<String>, write: impl Into<String>) -> Self {
        Advice { does: does.into(), write: write.into() }
    }
}

/// How much of a page stands in elements of one tag and name.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    blocks: usize,
    /// Blocks that the judge has dropped.
    judged_out: usize,
    kept: usize,
    kept_words: usize,
}

impl Extent {
    fn of(block: &ExplainedBlock) -> Extent {
        let kept = block.dropped.is_none();
        let judged_out = usize::from(matches!(block.dropped, Some(DroppedBy::Judge(_))));
        Extent { blocks: 1, judged_out, kept: usize::from(kept), kept_words: if kept { block.words } else { 0 } }
    }

    fn add(&mut self, other: Extent) {
        self.blocks += other.blocks;
        self.judged_out += other.judged_out;
        self.kept += other.kept;
        self.kept_words += other.kept_words;
    }
}

/// Tags that say enough without a name.
const TELLING: [&str; 11] =
    ["aside", "blockquote", "dl", "figure", "footer", "form", "header", "nav", "pre", "section", "table"];

/// Knows what to write about every block of one page.
///
/// ```
/// use bodycopy::report::Advisor;
/// let page = b"The storm took the roof.\n\n5 min read\n\nNobody was hurt.";
/// let explanation = bodycopy::Cleaner::default().explain(page);
/// let advice = Advisor::new(&explanation).advice(&explanation.blocks[1]);
/// assert_eq!(advice[0].write, "--without reading-time");
/// ```
#[derive(Debug)]
pub struct Advisor<'a> {
    explanation: &'a Explanation,
    extents: HashMap<(&'a str, &'a str), Extent>,
    kept_words: usize,
}

impl<'a> Advisor<'a> {
    /// Looks the page over.
    pub fn new(explanation: &'a Explanation) -> Self {
        let elements = &explanation.elements;
        let mut held = vec![Extent::default(); elements.len()];
        let mut kept_words = 0;
        for block in &explanation.blocks {
            let own = Extent::of(block);
            kept_words += own.kept_words;
            if let Some(held) = block.owner.and_then(|owner| held.get_mut(owner)) {
                held.add(own);
            }
        }
        // The last element inside each, from the inside out.
        let mut ends: Vec<usize> = (0..elements.len()).collect();
        for (k, element) in elements.iter().enumerate().rev() {
            if let Some(parent) = element.parent.filter(|parent| *parent < k) {
                ends[parent] = ends[parent].max(ends[k]);
                let inner = held[k];
                held[parent].add(inner);
            }
        }
        let mut extents: HashMap<(&str, &str), Extent> = HashMap::new();
        let mut counted: HashMap<(&str, &str), usize> = HashMap::new();
        for (k, element) in elements.iter().enumerate() {
            for handle in handles(element) {
                // What stands in another element of that name has been counted with it.
                if counted.get(&handle).is_none_or(|end| *end < k) {
                    counted.insert(handle, ends[k]);
                    extents.entry(handle).or_default().add(held[k]);
                }
            }
        }
        Advisor { explanation, extents, kept_words }
    }

    /// What to write to keep a block that was dropped, or to drop one that was kept.
    pub fn advice(&self, block: &ExplainedBlock) -> Vec<Advice> {
        // Without the rule, the block would be where the judge has put it.
        let main = block.judged.as_ref().is_none_or(|j| j.main);
        let mut advice = Vec::new();
        match &block.dropped {
            None => {
                if block.role != Role::Paragraph {
                    let does = format!("drops every block of the role {}", block.role);
                    advice.push(Advice::new(does, format!("--exclude {}", block.role)));
                }
                advice.extend(self.element(block, "--drop"));
            }
            Some(DroppedBy::Judge(why)) if why == REPLACED => {
                advice.push(Advice::new("takes the text from the markup, not from the page's data", "--markup-only"));
            }
            Some(DroppedBy::Page(_) | DroppedBy::Repeated(_)) => {}
            Some(DroppedBy::Judge(_)) => advice.extend(self.element(block, "--keep")),
            Some(DroppedBy::Rule(rule)) => {
                if main {
                    advice.push(Advice::new(format!("switches the rule {rule} off"), format!("--without {rule}")));
                }
                // The title comes back once.
                advice.extend(with_role(block.role).filter(|_| block.role != Role::Title));
            }
            Some(DroppedBy::Role(role)) => advice.extend(with_role(*role)),
        }
        advice.extend(block.cuts.iter().map(|cut| {
            let does = format!("switches off {}, which has dropped words of it", cut.rule);
            Advice::new(does, format!("--without {}", cut.rule))
        }));
        advice.dedup();
        advice
    }

    /// The nearest element around the block that has a name of its own, and that
    /// does not hold most of the text if it is to be dropped.
    fn element(&self, block: &ExplainedBlock, option: &str) -> Option<Advice> {
        let path = self.explanation.path(block);
        let extent = |handle: &(&str, &str)| self.extents.get(handle).copied().unwrap_or_default();
        let narrow = |handle: &(&str, &str)| option == "--keep" || extent(handle).kept_words * 2 <= self.kept_words;
        let best = |element: &&'a ExplainedElement| {
            let able = handles(element).into_iter().filter(narrow);
            // Names with figures in them are often of this one page.
            able.min_by_key(|h| (h.1.contains(|c: char| c.is_ascii_digit()), extent(h).blocks))
        };
        let handle = path.iter().rev().find_map(best)?;
        let (tag, name) = handle;
        let dot = if name.is_empty() { "" } else { "." };
        let Extent { judged_out, kept, .. } = extent(&handle);
        let does = match option {
            "--keep" => {
                format!(
                    "takes such elements back from the judge: {} of this page, if no rule takes them",
                    counted(judged_out, "block")
                )
            }
            _ => format!("drops what stands in such elements: {} of this text", counted(kept, "block")),
        };
        Some(Advice::new(does, format!("{option} {tag}{dot}{name}")))
    }
}

/// Tag and name, for each name by which an element can be told; no name where the tag says enough.
fn handles(element: &ExplainedElement) -> Vec<(&str, &str)> {
    let tag = element.tag.as_str();
    if matches!(tag, "html" | "body") || !tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Vec::new();
    }
    let names = element.names.iter().map(|name| (tag, name.as_str()));
    names.chain(TELLING.contains(&tag).then_some((tag, ""))).collect()
}

fn with_role(role: Role) -> Option<Advice> {
    let able = role != Role::Boilerplate;
    able.then(|| Advice::new(format!("keeps every block of the role {role}"), format!("--include {role}")))
}
