//! The report as one HTML file: no network, and nothing of the page can run.
//!
//! The text is ordinary markup, so that it can be read, searched and printed
//! without scripts; what is known about each block is data beside it, and the
//! script in `page.js` shows it on demand. That keeps a page of many thousand
//! blocks light.

use std::collections::HashMap;
use std::fmt::Write;
use std::hash::Hash;

use serde_json::{Value, json};

use super::advice::{Advice, Advisor};
use super::summary::{Count, Reason, Summary, counted, encoding, judgement, metadata, thousands, value};
use crate::Role;
use crate::article::DroppedBy;
use crate::explanation::{ExplainedBlock, Explanation};
use crate::terminal::one_line;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Nothing is loaded, and of scripts only our own is run.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-bodycopy'; base-uri 'none'; form-action 'none'";

/// The report. `name` is what the page is called: its file or its address.
///
/// ```
/// let page = "<p>Tom &amp; <b>Jerry</b> met at the old chapel on Monday.</p><p>5 min read</p>";
/// let explanation = bodycopy::Cleaner::default().explain(page.as_bytes());
/// let report = bodycopy::report::html(&explanation, "page.html");
/// assert!(report.starts_with("<!doctype html>") && report.contains("Tom &amp; Jerry"));
/// ```
pub fn html(explanation: &Explanation, name: &str) -> String {
    let summary = Summary::new(explanation);
    let title = explanation.article.metadata.title.as_ref().map_or(name, |t| &t.value);
    let mut out = String::with_capacity(explanation.blocks.len() * 256 + 32_768);
    // Nothing can go wrong when writing to a string; so it is below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{0}: why</title>\n<style>{STYLE}{1}</style></head><body>\n\
         <a class=\"skip\" href=\"#text\">Skip to the text</a>\n",
        escape(title),
        hues(summary.reasons.len())
    );
    header(&mut out, explanation, &summary, title, name);
    out.push_str("<div class=\"columns\">\n");
    text(&mut out, explanation, &summary);
    out.push_str(
        "<aside aria-label=\"About the page\">\n<section id=\"details\" aria-live=\"polite\" hidden></section>\n",
    );
    reasons(&mut out, &summary, explanation.blocks.iter().filter(|b| b.hidden).count());
    roles(&mut out, &summary);
    facts(&mut out, explanation);
    out.push_str("</aside>\n</div>\n");
    let data = data(explanation, &summary).replace('<', "\\u003c");
    let _ = write!(
        out,
        "<script type=\"application/json\" id=\"data\">{data}</script>\n<script nonce=\"bodycopy\">{SCRIPT}</script>\n</body></html>\n"
    );
    out
}

/// A hue for each reason, those of neighbours far apart: by the golden angle.
fn hues(reasons: usize) -> String {
    (0..reasons).map(|r| format!(".r{r}{{--hue:{}}}", (r * 137 + 30) % 360)).collect()
}

fn header(out: &mut String, explanation: &Explanation, summary: &Summary, title: &str, name: &str) {
    let article = &explanation.article;
    let all = (summary.kept.words + summary.dropped.words).max(1);
    let _ = write!(
        out,
        "<header><p class=\"name\">{}</p><h1 dir=\"auto\">{}</h1>\n\
         <p><strong class=\"status {}\">{}</strong> {}; confidence {:.2}. {} kept, {} dropped \
         <meter min=\"0\" max=\"{all}\" value=\"{}\" aria-label=\"words kept\"></meter></p>\n",
        escape(name),
        escape(title),
        if article.has_text() { "good" } else { "bad" },
        article.status.name(),
        escape(&article.status.to_string()),
        article.confidence,
        counted(summary.kept.words, "word"),
        thousands(summary.dropped.words),
        summary.kept.words,
    );
    for note in &article.notes {
        let _ = writeln!(out, "<p>Note: {}.</p>", escape(note));
    }
    out.push_str(
        "<p class=\"help\">Choose a block to see why it was kept or dropped, and what to write to have it otherwise. \
         Keys: <kbd>\u{2191}</kbd> <kbd>\u{2193}</kbd> from block to block, <kbd>Home</kbd> <kbd>End</kbd>, \
         <kbd>Esc</kbd> to show everything again.",
    );
    if let Some(first) = explanation.blocks.iter().position(|b| b.dropped.is_none()) {
        let _ = write!(out, " <a href=\"#b{first}\">To the first words that were kept</a>");
    }
    out.push_str("</p></header>\n");
}

/// All blocks, those that one decision took together as one run.
fn text(out: &mut String, explanation: &Explanation, summary: &Summary) {
    let language = explanation.article.metadata.language.as_ref().map_or("", |l| &l.value);
    let direction = if reads_from_the_right(explanation) { "rtl" } else { "ltr" };
    let _ = writeln!(
        out,
        "<main id=\"text\" role=\"listbox\" aria-label=\"The page's text, block by block\" dir=\"{direction}\" lang=\"{}\">",
        escape(language)
    );
    let first = explanation.blocks.iter().position(|b| b.dropped.is_none()).unwrap_or(0);
    let mut open: Option<(usize, bool)> = None;
    for (i, block) in explanation.blocks.iter().enumerate() {
        let reason = block.dropped.as_ref().and_then(|by| summary.reasons.iter().position(|r| r.by == *by));
        let run = reason.map(|r| (r, block.hidden));
        if run != open {
            out.push_str(if open.is_some() { "</div>\n" } else { "" });
            if let (Some((r, hidden)), Some(by)) = (run, &block.dropped) {
                let hidden = if hidden { " hid" } else { "" };
                let by = escape(&by.to_string());
                let _ = writeln!(
                    out,
                    "<div class=\"run r{r}{hidden}\" role=\"group\" aria-label=\"dropped, {by}\" data-r=\"{r}\">\
                     <span class=\"by\" dir=\"ltr\" lang=\"en\" aria-hidden=\"true\">{by}</span>"
                );
            }
            open = run;
        }
        option(out, explanation, block, i, reason, i == first);
    }
    out.push_str(if open.is_some() { "</div>\n" } else { "" });
    if explanation.blocks.is_empty() {
        let _ = write!(
            out,
            "<p dir=\"ltr\" lang=\"en\">There is no text on this page: {}.</p>",
            escape(&explanation.article.status.to_string())
        );
    }
    out.push_str("</main>\n");
}

fn option(
    out: &mut String,
    explanation: &Explanation,
    block: &ExplainedBlock,
    i: usize,
    reason: Option<usize>,
    first: bool,
) {
    let reason = reason.map_or("kept".to_owned(), |r| r.to_string());
    let level = explanation.article.blocks.binary_search_by_key(&block.place, |b| b.place);
    let level = level.ok().and_then(|at| explanation.article.blocks.get(at)).map_or(0, |b| b.level);
    let _ = write!(
        out,
        "<div class=\"b {role}\" role=\"option\" aria-selected=\"false\" tabindex=\"{}\" id=\"b{i}\" data-r=\"{reason}\" data-role=\"{role}\"{}>",
        if first { 0 } else { -1 },
        if level > 0 { format!(" data-level=\"{level}\"") } else { String::new() },
        role = if block.dropped.is_none() { block.role.name() } else { "dropped" },
    );
    if block.dropped.is_none() && block.role != Role::Paragraph {
        let _ = write!(out, "<span class=\"role\" dir=\"ltr\" lang=\"en\">{}</span>", block.role.name());
    }
    let mut at = 0;
    out.push_str("<span dir=\"auto\">");
    for cut in &block.cuts {
        let words = block.text.get(cut.range.clone()).unwrap_or_default();
        let before = block.text.get(at..cut.range.start).unwrap_or_default();
        let _ = write!(out, "{}<del title=\"{}\">{}</del>", escape(before), cut.rule, escape(words));
        at = cut.range.end;
    }
    let _ = writeln!(out, "{}</span></div>", escape(block.text.get(at..).unwrap_or_default()));
}

/// The reasons as buttons that leave only their blocks lit.
fn reasons(out: &mut String, summary: &Summary, hidden: usize) {
    if summary.reasons.is_empty() {
        return;
    }
    out.push_str("<details open><summary>Why text was dropped</summary>\n<ul class=\"filters\">\n");
    for (r, Reason { by, count }) in summary.reasons.iter().enumerate() {
        filter(out, "r", &r.to_string(), &format!("r{r}"), &by.to_string(), *count);
    }
    out.push_str("</ul>\n");
    if hidden > 0 {
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" id=\"hidden\"> show what the page itself hides ({})</label>",
            counted(hidden, "block")
        );
    }
    out.push_str("</details>\n");
}

fn roles(out: &mut String, summary: &Summary) {
    if summary.roles.is_empty() {
        return;
    }
    out.push_str("<details open><summary>What the text is made of</summary>\n<ul class=\"filters\">\n");
    for (role, count) in &summary.roles {
        filter(out, "role", role.name(), "kept", role.name(), *count);
    }
    out.push_str("</ul></details>\n");
}

fn filter(out: &mut String, by: &str, key: &str, class: &str, name: &str, count: Count) {
    let _ = writeln!(
        out,
        "<li><button type=\"button\" aria-pressed=\"false\" class=\"{class}\" data-by=\"{by}\" data-key=\"{}\">\
         <span>{}</span> <small>{}, {}</small></button></li>",
        escape(key),
        escape(name),
        counted(count.blocks, "block"),
        counted(count.words, "word")
    );
}

/// Metadata, notes and timings.
fn facts(out: &mut String, explanation: &Explanation) {
    let article = &explanation.article;
    out.push_str("<details open><summary>Metadata</summary>\n<dl>\n");
    let mut line = |field: &str, value: &str, place: &str| {
        let (value, place) = (escape(value), escape(place));
        let _ = writeln!(out, "<dt>{field}</dt><dd><span dir=\"auto\">{value}</span> <small>{place}</small></dd>");
    };
    for (field, value, place) in metadata(explanation) {
        line(field, &value, place);
    }
    line("encoding", article.encoding, encoding(article));
    line("confidence", &format!("{:.2}", article.confidence), "estimate of the F1 of the text's words");
    out.push_str("</dl></details>\n<details open><summary>Time by stage</summary>\n<dl>\n");
    for (stage, took) in &explanation.timings {
        let _ = writeln!(out, "<dt>{}</dt><dd>{:.2} ms</dd>", stage.name(), took.as_secs_f64() * 1000.0);
    }
    out.push_str("</dl></details>\n");
}

/// What `page.js` tells of each block, as JSON. A page has many blocks and elements:
/// each is written as soon as it is made.
fn data(explanation: &Explanation, summary: &Summary) -> String {
    let mut features = Index::default();
    let mut advices = Index::default();
    let advisor = Advisor::new(explanation);
    let blocks = explanation.blocks.iter().map(|block| {
        let grounds = block.judged.iter().flat_map(|j| &j.grounds).map(|ground| {
            let feature = features.place((ground.feature, ground.meaning));
            json!([feature, value(ground.value), ground.weight.round()])
        });
        let grounds: Vec<Value> = grounds.collect();
        let advice: Vec<usize> = advisor.advice(block).into_iter().map(|a| advices.place(a)).collect();
        let cuts: Vec<&str> = block.cuts.iter().map(|c| c.rule).collect();
        json!([
            block.place,
            block.words,
            block.role.name(),
            judgement(explanation, block),
            block.owner,
            grounds,
            advice,
            cuts
        ])
    });
    let blocks = list(blocks);
    let elements = explanation.elements.iter().map(|e| json!([e.parent, one_line(&e.to_string()), e.weight]));
    let reasons = summary.reasons.iter().map(|r| {
        let by = match &r.by {
            DroppedBy::Rule(id) => format!("by the rule {id}"),
            DroppedBy::Judge(why) => format!("by the judge: {why}"),
            DroppedBy::Role(role) => format!("by its role: {role}"),
            by @ (DroppedBy::Page(_) | DroppedBy::Repeated(_)) => by.reason(),
        };
        json!([by, r.what(), r.why()])
    });
    let (elements, reasons) = (list(elements), list(reasons));
    let (features, advice) =
        (json!(features.items), list(advices.items.iter().map(|a: &Advice| json!([a.write, a.does]))));
    format!(
        "{{\"reasons\":{reasons},\"elements\":{elements},\"blocks\":{blocks},\"features\":{features},\"advice\":{advice}}}"
    )
}

fn list(items: impl Iterator<Item = Value>) -> String {
    let mut out = String::from("[");
    for item in items {
        let comma = if out.len() > 1 { "," } else { "" };
        // Nothing can go wrong when writing to a string.
        let _ = write!(out, "{comma}{item}");
    }
    out.push(']');
    out
}

/// Things that are told once and referred to by their place.
struct Index<T> {
    items: Vec<T>,
    places: HashMap<T, usize>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Index { items: Vec::new(), places: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Index<T> {
    /// The place of `item`; a new one if it is new.
    fn place(&mut self, item: T) -> usize {
        *self.places.entry(item).or_insert_with_key(|item| {
            self.items.push(item.clone());
            self.items.len() - 1
        })
    }
}

/// Most letters that have a direction are of Hebrew, Arabic or a script like them.
fn reads_from_the_right(explanation: &Explanation) -> bool {
    let (mut right, mut left) = (0_usize, 0_usize);
    for c in explanation.blocks.iter().filter(|b| b.dropped.is_none()).flat_map(|b| b.text.chars()) {
        match c {
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => right += 1,
            c if c.is_alphabetic() => left += 1,
            _ => {}
        }
    }
    right > left
}

/// Text as it may stand in an element or in a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_page_is_markup_in_the_report() {
        let page = "<title>&lt;/script>&lt;script>alert(1)&lt;/script></title><article><p class='\"><img'>The storm took the \
                    roof &lt;img src=x onerror=alert(2)> of the \u{1b}[31mchapel, and nobody was hurt, said the mayor.</p></article>";
        let report = html(&crate::Cleaner::default().explain(page.as_bytes()), "\"><script>alert(3)</script>");
        assert_eq!(report.matches("<script").count(), 2, "the data and our own script");
        assert!(!report.contains("<img") && !report.contains('\u{1b}') && report.contains("&lt;img src=x"));
    }

    #[test]
    fn a_page_of_hebrew_reads_from_the_right() {
        let direction = |page: &str| reads_from_the_right(&crate::Cleaner::default().explain(page.as_bytes()));
        assert!(direction("\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd} 2025"));
        assert!(!direction("The storm of Monday took the roof."));
    }
}
