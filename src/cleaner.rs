//! The one way through the house.

use std::borrow::Cow;

use crate::article::{self, Article, ArticleBlock, Cut, Decision, Dropped, DroppedBy, Role, Roles, Status};
use crate::decode::{self, Text};
use crate::explanation::{Explanation, Stage, Watch};
use crate::judge::{self, Judged, Model};
use crate::lexicon::Lexicon;
use crate::options::{Input, Options};
use crate::parse::{self, Budget, Head, Limit};
use crate::residue::{self, Stripped};
use crate::segment::{self, Blocks, Origin};
use crate::{selector, status, write};

/// Why a page's own words are dropped if its data holds the text.
pub(crate) const REPLACED: &str = "the page's data holds the text";

/// Cleans pages. Make one, share it between threads.
#[derive(Clone, Debug, Default)]
pub struct Cleaner {
    options: Options,
    model: Option<std::sync::Arc<Model>>,
}

/// What was read of a page before it is judged.
struct Read {
    blocks: Blocks,
    about: About,
}

/// What is known of a page apart from its blocks.
#[derive(Default)]
struct About {
    head: Head,
    notes: Vec<String>,
    /// What the page shows where its text comes from its data.
    replaced: Vec<String>,
}

/// What remains when the article is written, for [`Cleaner::explain`].
struct Seen {
    judged: Judged,
    cuts: Vec<Cut>,
    head: Head,
}

impl Cleaner {
    /// A cleaner with `options`.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Cleaner { options, model: None }
    }

    /// A cleaner with a judge of its own, for scoring models on pages they have not seen.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn with_model(options: Options, model: Model) -> Self {
        Cleaner { options, model: Some(std::sync::Arc::new(model)) }
    }

    /// What it was made with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The same cleaner for a page that came with a charset or an address; what
    /// the options say goes before both.
    #[must_use]
    pub fn for_page(&self, charset: Option<&str>, address: Option<&str>) -> Self {
        let mut cleaner = self.clone();
        let options = &mut cleaner.options;
        options.charset = options.charset.take().or(charset.map(str::to_owned));
        options.address = options.address.take().or(address.map(str::to_owned));
        cleaner
    }

    /// Cleans a page. Cannot fail: a page without an article gives an empty text
    /// and a status that says why.
    #[must_use]
    pub fn clean(&self, bytes: &[u8]) -> Article {
        self.run(bytes, &mut Watch::default()).0
    }

    /// Cleans a page and keeps what is known about every block of it.
    ///
    /// ```
    /// use bodycopy::{Input, Options};
    /// let page = b"<p>The storm took the roof of the old chapel, and nobody was hurt.</p><p>5 min read</p>";
    /// let explanation = Options::default().input(Input::Body).cleaner().explain(page);
    /// let dropped: Vec<_> = explanation.blocks.iter().filter_map(|b| b.dropped.as_ref()).collect();
    /// assert_eq!(dropped[0].to_string(), "reading-time");
    /// ```
    #[must_use]
    pub fn explain(&self, bytes: &[u8]) -> Explanation {
        let mut watch = Watch::default();
        let (article, seen) = self.run(bytes, &mut watch);
        let Some(Seen { judged, cuts, head }) = seen else { return Explanation::without_text(article) };
        let grounds = judge::grounds(&judged, &head, self.model());
        Explanation::new(article, &judged, &cuts, grounds, watch)
    }

    /// The way through the house. A page that is no text is not looked at.
    fn run(&self, bytes: &[u8], watch: &mut Watch) -> (Article, Option<Seen>) {
        let records = || (self.options.input == Input::Auto).then(|| decode::sniff_records(bytes))?;
        if let Some(file) = decode::sniff_binary(bytes, self.options.charset.as_deref()).or_else(records) {
            return (status::without_text(Status::NotText(file.name)), None);
        }
        let budget = Budget::new(&self.options.limits);
        let (charset, most) = (self.options.charset.as_deref(), self.options.limits.bytes);
        let (mut text, cut) = watch.time(Stage::Decode, || decode::decode_start(bytes, charset, most));
        let Read { mut blocks, about } = self.read(&mut text, budget, watch);
        blocks.limit = Limit::graver(cut.then_some(Limit::Bytes), blocks.limit);
        let mut judged = watch.time(Stage::Judge, || judge::judge(blocks, &about.head, self.model()));
        selector::overrule(&mut judged, &self.options.keep, &self.options.drop);
        let rules_off = &self.options.rules_off;
        let roles = self.options.roles(judged.blocks.origin == Origin::Plain);
        let strip = || residue::strip(&judged, &about.head, self.lexicon(), rules_off, &roles);
        let mut stripped = watch.time(Stage::Rules, strip);
        selector::hold(&judged, &mut stripped.decisions);
        let article = watch.time(Stage::Compose, || self.compose(&text, &judged, &stripped, &about, &roles));
        (article, Some(Seen { judged, cuts: stripped.cuts, head: about.head }))
    }

    /// Text to blocks; what was decoded is gone after it.
    fn read(&self, text: &mut Text<'_>, budget: Budget, watch: &mut Watch) -> Read {
        let limits = &self.options.limits;
        let plain = match self.options.input {
            Input::Auto => !segment::looks_like_markup(&text.content),
            input => matches!(input, Input::Text | Input::Markdown),
        };
        if plain {
            let (content, limit) = parse::cut(&text.content, limits.bytes);
            let segment = if self.options.input == Input::Markdown { segment::markdown } else { segment::plain };
            let mut blocks = watch.time(Stage::Segment, || segment(content, budget));
            blocks.limit = Limit::graver(limit, blocks.limit);
            let head = parse::head_of(content);
            text.content = Cow::default();
            return Read { blocks, about: About { head, ..About::default() } };
        }
        let page = watch.time(Stage::Parse, || parse::parse_within(text, limits, budget));
        text.content = Cow::default();
        let mut blocks = watch.time(Stage::Segment, || segment::segment(&page));
        let in_data = || parse::data_body(&page, blocks.own_words());
        let (mut notes, mut replaced) = (Vec::new(), Vec::new());
        if self.options.input == Input::Body {
            blocks.origin = Origin::Body;
        } else if !self.options.markup_only
            && let Some(body) = watch.time(Stage::Parse, in_data)
        {
            notes.push(format!("the text comes from the page's data ({}), not from its markup", body.place));
            let content =
                Text { content: body.html.into(), encoding: text.encoding, source: text.source, malformed: false };
            replaced = blocks.blocks.into_iter().map(|b| b.text.into_string()).collect();
            let limit = blocks.limit;
            let inner = watch.time(Stage::Parse, || parse::parse_within(&content, limits, budget));
            blocks = watch.time(Stage::Segment, || segment::segment(&inner));
            blocks.limit = Limit::graver(limit, blocks.limit);
            blocks.origin = Origin::Data;
        }
        Read { blocks, about: About { head: page.into_head(), notes, replaced } }
    }

    fn compose(&self, text: &Text<'_>, judged: &Judged, stripped: &Stripped, about: &About, roles: &Roles) -> Article {
        let Stripped { decisions, limit, .. } = stripped;
        let About { head, notes, replaced } = about;
        let mut notes = notes.clone();
        if text.malformed {
            notes.push(format!("some bytes are not valid {}; they read \u{fffd}", text.encoding));
        }
        if judged.used_hidden {
            notes.push("the page hides its text; the hidden text was used".to_owned());
        }
        let lexicon = self.lexicon();
        let metadata = article::read_metadata(
            head,
            &judged.blocks,
            &judged.hints,
            decisions,
            lexicon,
            self.options.address.as_deref(),
        );
        let (mut blocks, mut ledger) = part(judged, stripped, roles);
        let full = article::bound(&mut blocks, &mut ledger, self.options.limits.output);
        let limit = Limit::graver(*limit, full.then_some(Limit::Output));
        if blocks.iter().any(|b| judged.blocks.blocks[b.place].hidden) {
            notes.push("a part of the text is not shown until a reader asks for it".to_owned());
        }
        let status =
            status::of(&status::Evidence { blocks: &blocks, judged, head, metadata: &metadata, lexicon, limit });
        let text_out = if status.has_article() { write::text(&blocks) } else { String::new() };
        if !status.has_article() {
            status::give_up(&mut blocks, &mut ledger, &status);
        }
        let first = judged.blocks.blocks.len();
        ledger.extend(replaced.iter().enumerate().map(|(i, text)| Dropped {
            text: text.clone(),
            role: Role::Boilerplate,
            by: DroppedBy::Judge(REPLACED.into()),
            place: first + i,
        }));
        let confidence = if text_out.is_empty() { 0.0 } else { judged.confidence };
        Article {
            status,
            text: text_out,
            metadata,
            confidence,
            blocks,
            ledger,
            encoding: text.encoding,
            encoding_source: text.source,
            notes,
        }
    }

    fn model(&self) -> &Model {
        self.model.as_deref().unwrap_or_else(|| Model::built_in())
    }

    fn lexicon(&self) -> &Lexicon {
        self.options.lexicon.as_deref().unwrap_or_else(|| Lexicon::built_in())
    }
}

/// Parts what is kept, without the words that rules took from it, from what is dropped.
fn part(judged: &Judged, stripped: &Stripped, roles: &Roles) -> (Vec<ArticleBlock>, Vec<Dropped>) {
    let Stripped { decisions, cuts, .. } = stripped;
    // What a role brings back, and what it takes away: the title comes back once.
    let is_gone = |d: &Decision| match &d.dropped {
        Some(DroppedBy::Judge(_)) => true,
        Some(DroppedBy::Rule(_)) => d.role == Role::Title,
        _ => false,
    };
    let is_kept = |d: &Decision| roles.contains(d.role) && !is_gone(d);
    let kept = decisions.iter().filter(|d| is_kept(d)).count();
    let mut blocks = Vec::with_capacity(kept);
    let mut ledger = Vec::with_capacity(decisions.len() - kept + cuts.len());
    for (place, decision) in decisions.iter().enumerate() {
        let text = &judged.blocks.blocks[place].text;
        let role = decision.role;
        if is_kept(decision) {
            let cuts = article::cuts_at(cuts, place);
            blocks.push(ArticleBlock::new(&judged.blocks, place, role, cuts));
            ledger.extend(cuts.iter().map(|cut| Dropped {
                text: text.get(cut.range.clone()).unwrap_or_default().trim().to_owned(),
                role: cut.role,
                by: DroppedBy::Rule(cut.by),
                place,
            }));
        } else {
            let by = decision.dropped.clone().unwrap_or(DroppedBy::Role(role));
            ledger.push(Dropped { text: text.to_string(), role, by, place });
        }
    }
    (blocks, ledger)
}
