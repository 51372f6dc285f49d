//! Whether there is text to trust, and if not, why.

use std::fmt;

use crate::parse::Limit;

/// The outcome of cleaning a page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Status {
    /// There is an article.
    Ok,
    /// The page has text, but none of it is an article: a front page, a menu.
    OnlyFurniture,
    /// In place of the page stands an error message or a check for robots.
    ErrorPage,
    /// What remains is too short to be called an article.
    TooShort,
    /// The page is a shell that scripts would fill.
    NeedsJavascript,
    /// The publisher says that the article is not free, and the text stops early.
    Paywalled,
    /// A limit was met; the text is what came before.
    LimitHit(Limit),
    /// The input is no page of text: a PDF, an image, …
    NotText(&'static str),
    /// There is nothing in the input: no text, no picture, no script.
    Empty,
}

impl Status {
    /// True if the text is an article, even if only its free part.
    pub fn has_article(&self) -> bool {
        matches!(self, Status::Ok | Status::Paywalled | Status::LimitHit(_))
    }

    /// The name, as JSON and error lines spell it.
    pub fn name(&self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::OnlyFurniture => "only-furniture",
            Status::ErrorPage => "error-page",
            Status::TooShort => "too-short",
            Status::NeedsJavascript => "needs-javascript",
            Status::Paywalled => "paywalled",
            Status::LimitHit(_) => "limit-hit",
            Status::NotText(_) => "not-text",
            Status::Empty => "empty",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Status::Ok => f.write_str("an article was found"),
            Status::OnlyFurniture => f.write_str("no article on this page, only navigation and the like"),
            Status::ErrorPage => {
                f.write_str("an error message or a check for robots stands in place of the page; fetch it again")
            }
            Status::TooShort => f.write_str("what was found is too short to be an article"),
            Status::NeedsJavascript => {
                f.write_str("the page is an empty shell that needs JavaScript; save it from a browser and try again")
            }
            Status::Paywalled => f.write_str("the article is behind a paywall; this is its free part"),
            Status::LimitHit(limit) if limit.keeps_text() => {
                write!(f, "the limit on {limit} was met; some structure was left out, the text is here")
            }
            Status::LimitHit(limit) => write!(f, "the limit on {limit} was met; this is what came before"),
            Status::NotText(kind) => write!(f, "this is no page of text: {kind}"),
            Status::Empty => f.write_str("there is no text in the input"),
        }
    }
}
