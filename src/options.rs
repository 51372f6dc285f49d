//! What the caller can say about a page and about the result.

use std::sync::Arc;

use crate::article::{Role, Roles};
use crate::lexicon::Lexicon;
use crate::parse::Limits;
use crate::selector::Selector;

/// What the input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Input {
    /// HTML if there is markup, plain text if there is none.
    #[default]
    Auto,
    /// A page of HTML.
    Html,
    /// HTML that is the main content already: the judge is skipped, the residue rules are not.
    Body,
    /// Plain text that was scraped before: lines become blocks (where they were wrapped or torn
    /// apart, paragraphs do), and the judge is skipped.
    Text,
    /// The same in Markdown. Without being told, a text is taken for it if several of its
    /// links, or different marks of it, say so.
    Markdown,
}

/// How to clean. The defaults suit an unknown page.
///
/// ```
/// use bodycopy::{Options, Role};
/// let options = Options::default().include(Role::Caption).exclude(Role::Standfirst).rule_off("link-only")?;
/// let article = options.cleaner().clean(b"<p>Hello</p>");
/// # Ok::<(), bodycopy::UnknownRule>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) address: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) input: Input,
    pub(crate) included: Vec<Role>,
    pub(crate) excluded: Vec<Role>,
    pub(crate) markup_only: bool,
    pub(crate) rules_off: Vec<String>,
    pub(crate) keep: Vec<Selector>,
    pub(crate) drop: Vec<Selector>,
    pub(crate) limits: Limits,
    pub(crate) lexicon: Option<Arc<Lexicon>>,
}

/// A rule that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownRule {
    /// The id that was asked for.
    pub id: String,
}

impl std::fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<_> = crate::residue::RULES.iter().map(|r| r.id).collect();
        write!(f, "no rule is called `{}`; the rules are {}", self.id, ids.join(", "))
    }
}

impl std::error::Error for UnknownRule {}

impl Options {
    /// The address of the page, used when the page does not name its own.
    #[must_use]
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// The charset that came with the page, usually in the HTTP header.
    #[must_use]
    pub fn charset(mut self, label: impl Into<String>) -> Self {
        self.charset = Some(label.into());
        self
    }

    /// What the input is.
    #[must_use]
    pub fn input(mut self, input: Input) -> Self {
        self.input = input;
        self
    }

    /// Wants blocks of `role` in the text.
    #[must_use]
    pub fn include(mut self, role: Role) -> Self {
        self.excluded.retain(|r| *r != role);
        self.included.push(role);
        self
    }

    /// Does not want blocks of `role` in the text.
    #[must_use]
    pub fn exclude(mut self, role: Role) -> Self {
        self.included.retain(|r| *r != role);
        self.excluded.push(role);
        self
    }

    /// Takes the text from the markup even where it holds little of it and the
    /// page's data (JSON-LD, data scripts) holds an article.
    #[must_use]
    pub fn markup_only(mut self) -> Self {
        self.markup_only = true;
        self
    }

    /// Takes what stands in such elements for main content, whatever the judge
    /// thinks. The residue rules are still asked.
    #[must_use]
    pub fn keep(mut self, selector: Selector) -> Self {
        self.keep.push(selector);
        self
    }

    /// Drops what stands in such elements.
    #[must_use]
    pub fn drop(mut self, selector: Selector) -> Self {
        self.drop.push(selector);
        self
    }

    /// Switches a residue rule off.
    ///
    /// # Errors
    /// If there is no such rule.
    pub fn rule_off(mut self, id: &str) -> Result<Self, UnknownRule> {
        if crate::residue::RULES.iter().all(|r| r.id != id) {
            return Err(UnknownRule { id: id.to_owned() });
        }
        self.rules_off.push(id.to_owned());
        Ok(self)
    }

    /// Switches all residue rules off.
    #[must_use]
    pub fn all_rules_off(mut self) -> Self {
        self.rules_off = crate::residue::RULES.iter().map(|r| r.id.to_owned()).collect();
        self
    }

    /// What a page may cost.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The cue phrases to use: [`Lexicon::with_file`] adds some to the built-in ones.
    #[must_use]
    pub fn lexicon(mut self, lexicon: Arc<Lexicon>) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// A cleaner with these options.
    #[must_use]
    pub fn cleaner(self) -> crate::Cleaner {
        crate::Cleaner::new(self)
    }

    /// The roles that the text contains. Text that was scraped before has no
    /// other place for its title, so there the title stays.
    pub(crate) fn roles(&self, plain: bool) -> Roles {
        let mut roles = Roles::default();
        if plain {
            roles.include(Role::Title);
        }
        for role in &self.included {
            roles.include(*role);
        }
        for role in &self.excluded {
            roles.exclude(*role);
        }
        roles
    }
}
