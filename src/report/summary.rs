//! Counts and names that both forms of the report tell.

use crate::article::{Article, DroppedBy, Found, Source};
use crate::cleaner::REPLACED;
use crate::decode::EncodingSource;
use crate::explanation::{ExplainedBlock, Explanation};
use crate::segment::count_words;
use crate::selector::ASKED;
use crate::{RULES, Role};

/// How many blocks and words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) blocks: usize,
    pub(super) words: usize,
}

/// Who dropped text, and how much of it.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    pub(super) by: DroppedBy,
    pub(super) count: Count,
}

impl Reason {
    /// What it does, in a sentence.
    pub(super) fn what(&self) -> String {
        match &self.by {
            DroppedBy::Rule(id) => RULES.iter().find(|r| r.id == *id).map_or(String::new(), |r| r.what.to_owned()),
            DroppedBy::Judge(why) if why == ASKED => "The options say so.".to_owned(),
            DroppedBy::Judge(why) if why == REPLACED => {
                "The markup has little text, and the page's data has an article: the text comes from there.".to_owned()
            }
            DroppedBy::Judge(_) => "Boilerplate by its place on the page and its markup.".to_owned(),
            DroppedBy::Role(role) => format!("The text is without blocks of the role {role}."),
            DroppedBy::Page(_) => "It is so of the page as a whole, whatever the judge thinks of the block.".to_owned(),
            DroppedBy::Repeated(_) => "It stands on many pages of its host.".to_owned(),
        }
    }

    /// Why it is so, in a few sentences; empty if there is no more to say.
    pub(super) fn why(&self) -> &'static str {
        match &self.by {
            DroppedBy::Rule(id) => RULES.iter().find(|r| r.id == *id).map_or("", |r| r.why),
            _ => "",
        }
    }
}

/// The words of a page and where they went.
pub(super) struct Summary {
    pub(super) kept: Count,
    pub(super) dropped: Count,
    /// Most words first.
    pub(super) reasons: Vec<Reason>,
    /// Roles of the text, in their own order.
    pub(super) roles: Vec<(Role, Count)>,
}

impl Summary {
    pub(super) fn new(explanation: &Explanation) -> Self {
        let mut summary =
            Summary { kept: Count::default(), dropped: Count::default(), reasons: Vec::new(), roles: Vec::new() };
        for block in &explanation.blocks {
            let cut: usize = block.cuts.iter().map(|c| summary.cut(block, c.range.clone(), c.rule)).sum();
            match &block.dropped {
                Some(by) => summary.drop(by, block.words, 1),
                None => summary.keep(block.role, block.words.saturating_sub(cut)),
            }
        }
        summary.reasons.sort_by_key(|r| (std::cmp::Reverse(r.count.words), r.by.to_string()));
        summary.roles.sort_by_key(|(role, _)| *role);
        summary
    }

    fn cut(&mut self, block: &ExplainedBlock, range: std::ops::Range<usize>, rule: &'static str) -> usize {
        let words = count_words(block.text.get(range).unwrap_or_default());
        self.drop(&DroppedBy::Rule(rule), words, 0);
        words
    }

    fn drop(&mut self, by: &DroppedBy, words: usize, blocks: usize) {
        let at = self.reasons.iter().position(|r| r.by == *by).unwrap_or_else(|| {
            self.reasons.push(Reason { by: by.clone(), count: Count::default() });
            self.reasons.len() - 1
        });
        for count in [&mut self.reasons[at].count, &mut self.dropped] {
            count.blocks += blocks;
            count.words += words;
        }
    }

    fn keep(&mut self, role: Role, words: usize) {
        let at = self.roles.iter().position(|(r, _)| *r == role).unwrap_or_else(|| {
            self.roles.push((role, Count::default()));
            self.roles.len() - 1
        });
        for count in [&mut self.roles[at].1, &mut self.kept] {
            count.blocks += 1;
            count.words += words;
        }
    }
}

/// What the judge thinks, in a sentence; empty where it was not asked.
pub(super) fn judgement(explanation: &Explanation, block: &ExplainedBlock) -> String {
    let Some(judged) = &block.judged else { return String::new() };
    let percent = |p: f32| format!("{:.0}\u{a0}%", p * 100.0);
    let (p, cut) = (percent(judged.probability), percent(explanation.threshold));
    let verdict = match (judged.main, judged.probability >= explanation.threshold) {
        (true, true) => "main content",
        (true, false) => "main content all the same: others of its kind are, or the options say so",
        (false, _) => "boilerplate",
    };
    format!("The judge: {p} likely to be main content; {cut} is enough on this page, so it is {verdict}.")
}

/// The metadata as lines: field, value, where it was found.
pub(super) fn metadata(explanation: &Explanation) -> Vec<(&'static str, String, &'static str)> {
    let metadata = &explanation.article.metadata;
    let singles = [
        ("title", &metadata.title),
        ("published", &metadata.published),
        ("modified", &metadata.modified),
        ("site", &metadata.site_name),
        ("language", &metadata.language),
        ("url", &metadata.url),
        ("description", &metadata.description),
        ("section", &metadata.section),
        ("licence", &metadata.license),
    ];
    let lists = [("author", &metadata.authors), ("tag", &metadata.tags), ("category", &metadata.categories)];
    let line = |name, found: &Found<String>| (name, found.value.clone(), place(found.source));
    let lists = lists.into_iter().flat_map(|(name, list)| list.iter().map(move |f| line(name, f)));
    singles.into_iter().filter_map(|(name, found)| Some(line(name, found.as_ref()?))).chain(lists).collect()
}

fn place(source: Source) -> &'static str {
    match source {
        Source::JsonLd => "JSON-LD",
        Source::OpenGraph => "Open Graph",
        Source::DublinCore => "Dublin Core",
        Source::Meta => "meta element",
        Source::Microdata => "microdata",
        Source::Rel => "the rel of a link",
        Source::Time => "time element",
        Source::Head => "head",
        Source::Page => "the visible page",
        Source::Address => "the address",
        Source::Text => "the text",
        Source::Options => "the options",
    }
}

/// How the encoding became known.
pub(super) fn encoding(article: &Article) -> &'static str {
    match article.encoding_source {
        EncodingSource::ByteOrderMark => "byte order mark",
        EncodingSource::Hint => "the server or the options",
        EncodingSource::Meta => "meta element",
        EncodingSource::ValidUtf8 => "the bytes are valid UTF-8",
        EncodingSource::TwiceEncoded => "the bytes were UTF-8 twice over",
        EncodingSource::Guess => "a guess from the bytes",
    }
}

/// A number with a comma every three digits.
pub(super) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 block`, `2 blocks`.
pub(super) fn counted(n: usize, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {noun}{s}", thousands(n))
}

/// A feature's value, short.
pub(super) fn value(value: f32) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
