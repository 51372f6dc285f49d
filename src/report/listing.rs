//! The report for a terminal: every block with who decided over it in front,
//! and the details of one block.

use std::fmt::Write;

use super::advice::Advice;
use super::summary::{Reason, Summary, counted, encoding, judgement, metadata, thousands, value};
use crate::article::DroppedBy;
use crate::explanation::{ExplainedBlock, Explanation};
use crate::terminal::one_line;

/// Widest label in front of a block, in characters.
const LABEL: usize = 34;

/// Colours of a terminal (ECMA-48), or none.
struct Paint(bool);

impl Paint {
    fn put(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// Rules, the judge and roles each have their colour.
    fn by(&self, by: &DroppedBy, text: &str) -> String {
        self.put(
            match by {
                DroppedBy::Rule(_) => "33",
                DroppedBy::Judge(_) => "36",
                DroppedBy::Role(_) => "35",
                DroppedBy::Page(_) | DroppedBy::Repeated(_) => "34",
            },
            text,
        )
    }
}

/// All blocks in reading order, between a head and counts; blocks that one
/// decision has dropped together are on one line. `name` is the page's.
pub fn listing(explanation: &Explanation, name: &str, colour: bool) -> String {
    let paint = Paint(colour);
    let summary = Summary::new(explanation);
    let mut out = head(explanation, &summary, name, &paint);
    let longest = explanation.blocks.iter().map(|b| label(b).chars().count()).max().unwrap_or(0).min(LABEL);
    for run in explanation.blocks.chunk_by(|a, b| a.dropped.is_some() && a.dropped == b.dropped) {
        let name: String = label(&run[0]).chars().take(LABEL).collect();
        let name = format!("{name:<longest$}");
        // Nothing can go wrong when writing to a string.
        let _ = match &run[0].dropped {
            None => writeln!(out, "{:>5} + {}  {}", run[0].place, paint.put("32", &name), text(&run[0], &paint)),
            Some(by) => {
                let texts: Vec<String> = run.iter().map(|block| text(block, &paint)).collect();
                writeln!(out, "{:>5} - {}  {}", run[0].place, paint.by(by, &name), paint.put("2", &texts.join(" | ")))
            }
        };
    }
    out.push_str(&tail(explanation, &summary, &paint));
    out
}

fn head(explanation: &Explanation, summary: &Summary, name: &str, paint: &Paint) -> String {
    let article = &explanation.article;
    let mut out = format!("{}\n", paint.put("1", &one_line(name)));
    let _ = writeln!(
        out,
        "{} ({}), confidence {:.2}: {} kept, {} dropped\n",
        article.status.name(),
        article.status,
        article.confidence,
        counted(summary.kept.words, "word"),
        thousands(summary.dropped.words)
    );
    if !article.notes.is_empty() {
        let notes: String = article.notes.iter().map(|note| format!("note: {}\n", one_line(note))).collect();
        let _ = writeln!(out, "{notes}");
    }
    out
}

/// Counts, metadata and timings.
fn tail(explanation: &Explanation, summary: &Summary, paint: &Paint) -> String {
    let mut out = format!("\n{}\n", paint.put("1", "Dropped"));
    for Reason { by, count } in &summary.reasons {
        let name = format!("{:<LABEL$}", by.to_string());
        let (blocks, words) = (counted(count.blocks, "block"), counted(count.words, "word"));
        let _ = writeln!(out, "  {} {blocks:>12} {words:>14}", paint.by(by, &name));
    }
    let _ = writeln!(out, "\n{}", paint.put("1", "Kept"));
    for (role, count) in &summary.roles {
        let (blocks, words) = (counted(count.blocks, "block"), counted(count.words, "word"));
        let _ = writeln!(out, "  {:<LABEL$} {blocks:>12} {words:>14}", role.name());
    }
    let _ = writeln!(out, "\n{}", paint.put("1", "Metadata"));
    for (field, value, place) in metadata(explanation) {
        let _ = writeln!(out, "  {field:<12} {}  {}", one_line(&value), paint.put("2", place));
    }
    let article = &explanation.article;
    let _ = writeln!(out, "  {:<12} {}  {}", "encoding", article.encoding, paint.put("2", encoding(article)));
    let _ = writeln!(out, "\n{}", paint.put("1", "Time"));
    for (stage, took) in &explanation.timings {
        let _ = writeln!(out, "  {:<12} {:>9.2} ms", stage.name(), took.as_secs_f64() * 1000.0);
    }
    out
}

/// What is known about a block, and what to write to have it otherwise: the [`Advisor`](super::Advisor)'s
/// advice, or what came of it when it was tried.
pub fn details(explanation: &Explanation, block: &ExplainedBlock, advice: &[Advice], colour: bool) -> String {
    let paint = Paint(colour);
    let mut out = format!("{}\n\n", text(block, &paint));
    let _ = match &block.dropped {
        None => writeln!(out, "Kept as {}.", paint.put("32", block.role.name())),
        Some(by) => {
            let reason = Reason { by: by.clone(), count: Default::default() };
            writeln!(out, "Dropped by {}. {} {}", paint.by(by, &by.to_string()), reason.what(), reason.why())
        }
    };
    let judgement = judgement(explanation, block);
    if !judgement.is_empty() {
        let _ = writeln!(out, "{judgement}");
    }
    let grounds = block.judged.iter().flat_map(|j| &j.grounds);
    for ground in grounds {
        let sign = if ground.weight > 0.0 { paint.put("32", "for    ") } else { paint.put("31", "against") };
        let _ =
            writeln!(out, "  {sign}  {}: {}  {}", ground.meaning, value(ground.value), paint.put("2", ground.feature));
    }
    let path = explanation.path(block);
    if !path.is_empty() {
        let _ = writeln!(out, "\n{}", paint.put("1", "Place, and what its names weigh"));
    }
    for element in path {
        let _ = writeln!(out, "  {:>5}  {}", weight(element.weight), one_line(&element.to_string()));
    }
    let _ = writeln!(out, "\n{}", paint.put("1", "To change it"));
    for line in advice {
        let _ = writeln!(out, "  {:<34} {}", one_line(&line.write), paint.put("2", &line.does));
    }
    if advice.is_empty() {
        let _ = writeln!(out, "  no option decides over this block alone");
    }
    out
}

/// With its sign; nothing if it is zero.
fn weight(weight: i32) -> String {
    if weight == 0 { String::new() } else { format!("{weight:+}") }
}

fn label(block: &ExplainedBlock) -> String {
    block.dropped.as_ref().map_or_else(|| block.role.name().to_owned(), ToString::to_string)
}

/// The text on one line, with the words that rules took from inside it marked.
fn text(block: &ExplainedBlock, paint: &Paint) -> String {
    let mut out = String::new();
    let mut at = 0;
    for cut in &block.cuts {
        out.push_str(block.text.get(at..cut.range.start).unwrap_or_default());
        let words = block.text.get(cut.range.clone()).unwrap_or_default();
        out.push_str(&format!("[-{words}-]{{{}}}", cut.rule));
        at = cut.range.end;
    }
    out.push_str(block.text.get(at..).unwrap_or_default());
    let text = one_line(&out.split_whitespace().collect::<Vec<_>>().join(" "));
    if block.hidden { format!("{text} {}", paint.put("2", "(not shown on the page)")) } else { text }
}
