//! What a user knows better than the judge: elements that are main content, or are not.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::article::Decision;
use crate::article::DroppedBy;
use crate::judge::Judged;
use crate::segment::{Blocks, ElementId, kebab};

/// The judge's reason for what the user does not want.
pub(crate) const ASKED: &str = "you asked for it (--drop)";

/// An element by its tag, its names, or both: `aside`, `.fact-box`,
/// `div.fact-box.wide`. Names are whole tokens of `class`, `id`, `role`,
/// `itemprop` or `rel`; `factBox` and `fact_box` are the same name as `fact-box`.
///
/// ```
/// use bodycopy::{Options, Selector};
/// let fact_box: Selector = "div.fact-box".parse()?;
/// let cleaner = Options::default().keep(fact_box).drop("aside".parse()?).cleaner();
/// assert!("div > p".parse::<Selector>().is_err());
/// # Ok::<(), bodycopy::SelectorError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// Empty for any.
    tag: String,
    names: Vec<String>,
}

/// Text that is no [`Selector`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SelectorError {
    /// The text.
    pub selector: String,
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let selector = &self.selector;
        write!(
            f,
            "`{selector}` is no selector; name one element by its tag, a class, or both: aside, .fact-box, div.fact-box"
        )
    }
}

impl std::error::Error for SelectorError {}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)?;
        self.names.iter().try_for_each(|name| write!(f, ".{name}"))
    }
}

impl FromStr for Selector {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || SelectorError { selector: text.to_owned() };
        let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
        let mut parts = text.split(['.', '#']);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let names = parts.map(|part| kebab(part).filter(|_| is_name(part)).map(Cow::into_owned).ok_or_else(wrong));
        let names = names.collect::<Result<Vec<_>, _>>()?;
        if !(is_name(&tag) || tag.is_empty() && !names.is_empty()) {
            return Err(wrong());
        }
        Ok(Selector { tag, names })
    }
}

impl Selector {
    fn matches(&self, blocks: &Blocks, id: ElementId) -> bool {
        let Some(element) = blocks.elements.get(id.index()) else { return false };
        let named = |name: &String| element.tokens.iter().any(|t| blocks.names.get(*t) == name);
        (self.tag.is_empty() || blocks.names.get(element.tag) == self.tag) && self.names.iter().all(named)
    }
}

/// Puts the user's will over the judge's. Of two elements around a block the
/// inner one counts; of both wishes about one element, to drop it.
pub(crate) fn overrule(judged: &mut Judged, keep: &[Selector], drop: &[Selector]) {
    if keep.is_empty() && drop.is_empty() {
        return;
    }
    let blocks = &judged.blocks;
    let mut wishes: Vec<Option<bool>> = Vec::with_capacity(blocks.elements.len());
    for (id, element) in blocks.ids().zip(&blocks.elements) {
        let any = |selectors: &[Selector]| selectors.iter().any(|s| s.matches(blocks, id));
        let around = element.parent.and_then(|p| wishes.get(p.index()).copied().flatten());
        wishes.push(if any(drop) {
            Some(false)
        } else if any(keep) {
            Some(true)
        } else {
            around
        });
    }
    for (block, verdict) in blocks.blocks.iter().zip(&mut judged.verdicts) {
        if let Some(main) = wishes.get(block.owner.index()).copied().flatten() {
            verdict.main = main;
            verdict.reason = if main { "" } else { ASKED };
        }
    }
}

/// Drops what the user does not want, whatever the rules have found in it.
pub(crate) fn hold(judged: &Judged, decisions: &mut [Decision]) {
    for (verdict, decision) in judged.verdicts.iter().zip(decisions) {
        if verdict.reason == ASKED {
            decision.dropped = Some(DroppedBy::Judge(ASKED.into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_names_one_element() {
        let read = |text: &str| text.parse::<Selector>().map(|s| s.to_string());
        for (text, read_as) in [("aside", "aside"), (".factBox", ".fact-box"), ("DIV.a_b#c", "div.a-b.c")] {
            assert_eq!(read(text).as_deref(), Ok(read_as));
        }
        for text in ["", ".", "div > p", "div p", "a..b", "p:first-child", "*", "[x]"] {
            assert!(read(text).is_err_and(|e| e.to_string().contains("div.fact-box")), "{text}");
        }
    }

    #[test]
    fn the_inner_wish_counts() -> Result<(), SelectorError> {
        let page = "<html><body><article><p>The storm of Monday took the roof of the old chapel, and nobody was hurt.</p>\
                    <p>It came from the sea without a warning, and the boats that were out had to wait.</p></article>\
                    <div class=outer><p>Around it.</p><div class=inner><p>Inside of it.</p></div></div></body></html>";
        let options = crate::Options::default();
        let text = |options: crate::Options| options.cleaner().clean(page.as_bytes()).text;
        assert!(!text(options.clone()).contains("Inside"));
        assert!(text(options.clone().keep(".outer".parse()?)).contains("Around it.\n\nInside of it."));
        let both = text(options.clone().keep(".outer".parse()?).drop(".inner".parse()?));
        assert!(both.contains("Around") && !both.contains("Inside"));
        let inner = text(options.drop(".outer".parse()?).keep("div.inner".parse()?));
        assert!(!inner.contains("Around") && inner.contains("Inside"));
        Ok(())
    }
}
