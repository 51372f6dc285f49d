//! `bodycopy.Article` and what it is made of.

use bodycopy::article::{Figure, Found};
use bodycopy::decode::EncodingSource;
use bodycopy::write::{Format, Html, Json, Markdown};
use bodycopy::{ArticleBlock, Status};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Characters of a text that a repr shows.
const SHOWN: usize = 60;

/// A cleaned page.
#[pyclass(frozen, module = "bodycopy")]
pub struct Article(bodycopy::Article);

/// A block of the article that was kept.
#[pyclass(frozen, get_all, module = "bodycopy")]
pub struct Block {
    /// What it is for the article: one of `ROLES`.
    role: &'static str,
    /// Its text.
    text: String,
    /// 1 to 6 for headings, else 0.
    level: u8,
    /// The number of blocks before it on the page.
    place: usize,
}

/// A block, or words of one, that are not in the text, and why.
#[pyclass(frozen, get_all, module = "bodycopy")]
pub struct Dropped {
    /// Its text.
    text: String,
    /// What it was taken for: one of `ROLES`.
    role: &'static str,
    /// Who dropped it: `rule`, `judge`, `role` (the options), or `page` (no article, or a limit).
    by: &'static str,
    /// The rule's id, the judge's reason, or the role.
    reason: String,
    /// The number of blocks before it on the page.
    place: usize,
}

/// An image inside the article.
#[pyclass(frozen, get_all, module = "bodycopy")]
pub struct Image {
    /// Its address as written.
    src: String,
    /// Its alternative text.
    alt: String,
    /// Its caption, if it has one.
    caption: Option<String>,
    /// Who made it or owns it, if the page says so.
    credit: Option<String>,
}

impl From<bodycopy::Article> for Article {
    fn from(article: bodycopy::Article) -> Self {
        Article(article)
    }
}

impl Article {
    fn json(&self, source: Option<String>, ledger: bool) -> String {
        Json { source, ledger }.write(&self.0).trim_end().to_owned()
    }

    /// The same article with the words of its links, but not their addresses.
    fn without_links(&self) -> bodycopy::Article {
        let mut article = self.0.clone();
        for inline in article.blocks.iter_mut().flat_map(|b| &mut b.inlines) {
            inline.href = None;
        }
        article
    }

    fn written(&self, format: &dyn Format, links: bool) -> String {
        let written = if links { format.write(&self.0) } else { format.write(&self.without_links()) };
        written.trim_end_matches('\n').to_owned()
    }
}

#[pymethods]
impl Article {
    /// Whether there is text to trust, and if not, why.
    #[getter]
    fn status(&self) -> &'static str {
        self.0.status.name()
    }

    /// The status in a sentence.
    #[getter]
    fn status_message(&self) -> String {
        self.0.status.to_string()
    }

    /// With the status `limit-hit`: the limit's name.
    #[getter]
    fn limit(&self) -> Option<&'static str> {
        if let Status::LimitHit(limit) = self.0.status { Some(limit.name()) } else { None }
    }

    /// True if the text is an article, even if only its free part.
    #[getter]
    fn has_article(&self) -> bool {
        self.0.status.has_article()
    }

    /// The text: paragraphs separated by an empty line. Empty without an article.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// An estimate of how good the text is, 0 to 1.
    #[getter]
    fn confidence(&self) -> f64 {
        rounded(self.0.confidence)
    }

    /// The headline.
    #[getter]
    fn title(&self) -> Option<&str> {
        one(&self.0.metadata.title)
    }

    /// Names of the authors.
    #[getter]
    fn authors(&self) -> Vec<&str> {
        many(&self.0.metadata.authors)
    }

    /// When it was published, as ISO 8601 if the page says it so.
    #[getter]
    fn published(&self) -> Option<&str> {
        one(&self.0.metadata.published)
    }

    /// When it was last changed.
    #[getter]
    fn modified(&self) -> Option<&str> {
        one(&self.0.metadata.modified)
    }

    /// The name of the site.
    #[getter]
    fn site_name(&self) -> Option<&str> {
        one(&self.0.metadata.site_name)
    }

    /// The language, a BCP 47 tag.
    #[getter]
    fn language(&self) -> Option<&str> {
        one(&self.0.metadata.language)
    }

    /// The canonical address.
    #[getter]
    fn url(&self) -> Option<&str> {
        one(&self.0.metadata.url)
    }

    /// Description or summary.
    #[getter]
    fn description(&self) -> Option<&str> {
        one(&self.0.metadata.description)
    }

    /// The section of the site.
    #[getter]
    fn section(&self) -> Option<&str> {
        one(&self.0.metadata.section)
    }

    /// The licence: its address, or its words.
    #[getter]
    fn license(&self) -> Option<&str> {
        one(&self.0.metadata.license)
    }

    /// The image that stands for the article: its address as written.
    #[getter]
    fn image(&self) -> Option<&str> {
        one(&self.0.metadata.image)
    }

    /// False if the publisher says that not everybody may read it all.
    #[getter]
    fn accessible_for_free(&self) -> Option<bool> {
        self.0.metadata.accessible_for_free.as_ref().map(|f| f.value)
    }

    /// Tags.
    #[getter]
    fn tags(&self) -> Vec<&str> {
        many(&self.0.metadata.tags)
    }

    /// Categories or sections.
    #[getter]
    fn categories(&self) -> Vec<&str> {
        many(&self.0.metadata.categories)
    }

    /// Images inside the article, with captions.
    #[getter]
    fn images(&self) -> Vec<Image> {
        self.0.metadata.images.iter().map(Image::from).collect()
    }

    /// The blocks that the text is made of.
    #[getter]
    fn blocks(&self) -> Vec<Block> {
        self.0.blocks.iter().map(Block::from).collect()
    }

    /// What was dropped, in the order of the page, each with its reason: the ledger.
    #[getter]
    fn dropped(&self) -> Vec<Dropped> {
        self.0.ledger.iter().map(Dropped::from).collect()
    }

    /// The WHATWG name of the encoding that the page was read in.
    #[getter]
    fn encoding(&self) -> &'static str {
        self.0.encoding
    }

    /// How the encoding became known: `byte-order-mark`, `hint`, `meta`, `valid-utf8`,
    /// `twice-encoded` or `guess`.
    #[getter]
    fn encoding_source(&self) -> &'static str {
        match self.0.encoding_source {
            EncodingSource::ByteOrderMark => "byte-order-mark",
            EncodingSource::Hint => "hint",
            EncodingSource::Meta => "meta",
            EncodingSource::ValidUtf8 => "valid-utf8",
            EncodingSource::TwiceEncoded => "twice-encoded",
            EncodingSource::Guess => "guess",
        }
    }

    /// Remarks: text that came from data scripts, malformed bytes, hidden text that was used.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.0.notes.clone()
    }

    /// The article as CommonMark with GitHub's tables.
    #[pyo3(signature = (*, links=true))]
    fn to_markdown(&self, py: Python<'_>, links: bool) -> String {
        py.detach(|| self.written(&Markdown, links))
    }

    /// The article as a fragment of semantic HTML.
    #[pyo3(signature = (*, links=true))]
    fn to_html(&self, py: Python<'_>, links: bool) -> String {
        py.detach(|| self.written(&Html, links))
    }

    /// The line that `bodycopy -f json` prints.
    #[pyo3(signature = (*, source=None, ledger=false))]
    fn to_json(&self, py: Python<'_>, source: Option<String>, ledger: bool) -> String {
        py.detach(|| self.json(source, ledger))
    }

    /// The fields that `bodycopy -f json` prints, as a dictionary.
    #[pyo3(signature = (*, ledger=false))]
    fn to_dict<'py>(&self, py: Python<'py>, ledger: bool) -> PyResult<Bound<'py, PyDict>> {
        let json = py.detach(|| self.json(None, ledger));
        let dict = py.import("json")?.call_method1("loads", (json,))?;
        Ok(dict.cast_into()?)
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "an Article stays in its process; hand over `.to_dict()` or `.text`, or call clean_many, which uses all cores",
        ))
    }

    fn __repr__(&self) -> String {
        let title = self.title().map(|t| format!(", title={}", quoted(t))).unwrap_or_default();
        let text = quoted(&self.0.text);
        format!("Article(status='{}', confidence={:.2}{title}, text={text})", self.status(), self.0.confidence)
    }
}

/// Three digits, as the command prints them.
pub fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

fn one(found: &Option<Found<String>>) -> Option<&str> {
    found.as_ref().map(|f| f.value.as_str())
}

fn many(found: &[Found<String>]) -> Vec<&str> {
    found.iter().map(|f| f.value.as_str()).collect()
}

/// The beginning of a text, for people.
fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let escaped = shown.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n").replace('\t', "\\t");
    format!("'{}'", escaped.replace(char::is_control, "\u{fffd}"))
}

impl From<&ArticleBlock> for Block {
    fn from(block: &ArticleBlock) -> Self {
        Block { role: block.role.name(), text: block.text(), level: block.level, place: block.place }
    }
}

#[pymethods]
impl Block {
    fn __repr__(&self) -> String {
        format!("Block(role='{}', text={})", self.role, quoted(&self.text))
    }
}

impl From<&bodycopy::Dropped> for Dropped {
    fn from(dropped: &bodycopy::Dropped) -> Self {
        let (by, reason) = (dropped.by.name(), dropped.by.reason());
        Dropped { text: dropped.text.clone(), role: dropped.role.name(), by, reason, place: dropped.place }
    }
}

#[pymethods]
impl Dropped {
    fn __repr__(&self) -> String {
        format!("Dropped(by='{}', reason={}, text={})", self.by, quoted(&self.reason), quoted(&self.text))
    }
}

impl From<&Figure> for Image {
    fn from(figure: &Figure) -> Self {
        let Figure { src, alt, caption, credit } = figure.clone();
        Image { src, alt, caption, credit }
    }
}

#[pymethods]
impl Image {
    fn __repr__(&self) -> String {
        format!("Image(src={}, alt={})", quoted(&self.src), quoted(&self.alt))
    }
}
