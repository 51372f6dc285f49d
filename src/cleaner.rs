//! The one way through the house.

use crate::article::{self, Article, ArticleBlock, Dropped, DroppedBy, Role, Status};
use crate::decode::{self, Text};
use crate::judge::{self, Judged, Model};
use crate::lexicon::Lexicon;
use crate::options::{Input, Options};
use crate::parse::{self, Head, Limit};
use crate::residue::{self, Stripped};
use crate::segment::{self, Blocks, Origin};
use crate::{status, write};

/// Why a page's own words are dropped if its data holds the text.
const REPLACED: &str = "the page's data holds the text";

/// Cleans pages. Make one, share it between threads.
#[derive(Clone, Debug)]
pub struct Cleaner {
    options: Options,
    model: Option<std::sync::Arc<Model>>,
}

/// What was read of a page before it is judged.
struct Read {
    blocks: Blocks,
    head: Head,
    limit: Option<Limit>,
    notes: Vec<String>,
    /// What the page shows where its text comes from its data.
    replaced: Vec<String>,
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
        if let Some(binary) = decode::sniff_binary(bytes) {
            return status::without_text(Status::NotText(binary.name));
        }
        let text = decode::decode(bytes, self.options.charset.as_deref());
        let read = self.read(&text);
        let judged = judge::judge(read.blocks, &read.head, self.model());
        let stripped = residue::strip(&judged, &read.head, self.lexicon(), &self.options.rules_off);
        let mut article = self.compose(&text, &judged, stripped, &read.head, read.limit, read.notes);
        let first = judged.blocks.blocks.len();
        article.ledger.extend(read.replaced.into_iter().enumerate().map(|(i, text)| Dropped {
            text,
            role: Role::Boilerplate,
            by: DroppedBy::Judge(REPLACED.to_owned()),
            place: first + i,
        }));
        article
    }

    fn read(&self, text: &Text) -> Read {
        let plain = match self.options.input {
            Input::Auto => !segment::looks_like_markup(&text.content),
            input => input == Input::Text,
        };
        if plain {
            let (content, limit) = parse::cut(&text.content, self.options.limits.bytes);
            return Read {
                blocks: segment::plain(content),
                head: Head::default(),
                limit,
                notes: Vec::new(),
                replaced: Vec::new(),
            };
        }
        let page = parse::parse(text, &self.options.limits);
        let mut blocks = segment::segment(&page);
        let (mut notes, mut replaced) = (Vec::new(), Vec::new());
        if self.options.input == Input::Body {
            blocks.origin = Origin::Body;
        } else if let Some(body) =
            parse::data_body(&page.head).filter(|b| b.words > 2 * blocks.prose() && b.words >= 60)
        {
            notes.push(format!("the text comes from the page's data ({}), not from its markup", body.place));
            let content = Text { content: body.html, ..text.clone() };
            replaced = blocks.blocks.into_iter().map(|b| b.text).collect();
            blocks = segment::segment(&parse::parse(&content, &self.options.limits));
            blocks.origin = Origin::Data;
        }
        Read { blocks, head: page.head, limit: page.limit, notes, replaced }
    }

    fn compose(
        &self,
        text: &Text,
        judged: &Judged,
        stripped: Stripped,
        head: &Head,
        limit: Option<Limit>,
        mut notes: Vec<String>,
    ) -> Article {
        if text.malformed {
            notes.push(format!("some bytes are not valid {}; they read \u{fffd}", text.encoding));
        }
        if judged.used_hidden {
            notes.push("the page hides its text; the hidden text was used".to_owned());
        }
        let Stripped { decisions, cuts } = stripped;
        let metadata = article::read_metadata(head, &judged.blocks, &decisions, self.options.address.as_deref());
        let roles = self.options.roles(judged.blocks.origin == Origin::Plain);
        let mut blocks = Vec::new();
        let mut ledger = Vec::new();
        for (place, decision) in decisions.into_iter().enumerate() {
            // What a role brings back, and what it takes away.
            let judged_out = matches!(decision.dropped, Some(DroppedBy::Judge(_)));
            if roles.contains(decision.role) && !judged_out {
                let cuts = residue::cuts_at(&cuts, place);
                blocks.push(ArticleBlock::new(&judged.blocks, place, decision.role, cuts));
                let text = &judged.blocks.blocks[place].text;
                ledger.extend(cuts.iter().map(|cut| Dropped {
                    text: text.get(cut.range.clone()).unwrap_or_default().trim().to_owned(),
                    role: cut.role,
                    by: DroppedBy::Rule(cut.by),
                    place,
                }));
            } else {
                let by = decision.dropped.unwrap_or(DroppedBy::Role(decision.role));
                ledger.push(Dropped { text: judged.blocks.blocks[place].text.clone(), role: decision.role, by, place });
            }
        }
        let status = status::of(&blocks, judged, head, metadata.url.as_ref().map(|u| u.value.as_str()), limit);
        let text_out = if status.has_article() { write::text(&blocks) } else { String::new() };
        if !status.has_article() {
            status::give_up(&mut blocks, &mut ledger, &status);
        }
        Article {
            status,
            text: text_out,
            metadata,
            confidence: judged.confidence,
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
