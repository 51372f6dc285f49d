//! What a block is for the article. People disagree about what belongs to the
//! text; a role lets them say so.

use std::fmt;
use std::str::FromStr;

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal, $default:literal;)*) => {
        /// What a block is for the article.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
        #[non_exhaustive]
        pub enum Role { $($(#[$doc])* $role,)* }

        impl Role {
            /// All roles.
            pub const ALL: &'static [Role] = &[$(Role::$role),*];

            /// The name, as the command line and JSON spell it.
            pub fn name(self) -> &'static str {
                match self { $(Role::$role => $name),* }
            }

            /// Whether such blocks are in the text unless an option says otherwise.
            pub fn in_text_by_default(self) -> bool {
                match self { $(Role::$role => $default),* }
            }
        }
    };
}

roles! {
    /// The headline.
    Title = "title", false;
    /// The sentence or two under the headline that sum the article up.
    Standfirst = "standfirst", true;
    /// A heading inside the article.
    Heading = "heading", true;
    /// A paragraph.
    Paragraph = "paragraph", true;
    /// A list item.
    List = "list", true;
    /// A paragraph of a quotation.
    Quote = "quote", true;
    /// Preformatted text.
    Code = "code", true;
    /// Part of a table cell.
    Table = "table", true;
    /// A post from elsewhere, embedded.
    Embed = "embed", true;
    /// The words under a picture.
    Caption = "caption", false;
    /// Who wrote it.
    Byline = "byline", false;
    /// When it was published or changed.
    Date = "date", false;
    /// A tag, or the label before tags.
    Tag = "tag", false;
    /// A category, section or kicker.
    Category = "category", false;
    /// A reader's comment.
    Comment = "comment", false;
    /// Anything else that is not the article.
    Boilerplate = "boilerplate", false;
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Role::ALL.iter().copied().find(|r| r.name() == name).ok_or_else(|| {
            let all: Vec<_> = Role::ALL.iter().map(|r| r.name()).collect();
            format!("no role is called `{name}`; the roles are {}", all.join(", "))
        })
    }
}

/// A set of roles: those that the text contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(Vec<bool>);

impl Default for Roles {
    fn default() -> Self {
        Roles(Role::ALL.iter().map(|r| r.in_text_by_default()).collect())
    }
}

impl Roles {
    /// Adds a role.
    pub fn include(&mut self, role: Role) {
        self.0[role as usize] = true;
    }

    /// Removes a role.
    pub fn exclude(&mut self, role: Role) {
        self.0[role as usize] = false;
    }

    /// True if the text contains blocks of this role.
    pub fn contains(&self, role: Role) -> bool {
        self.0[role as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_roles_agree() {
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(*role));
            assert_eq!(Roles::default().contains(*role), role.in_text_by_default());
        }
        assert!("poem".parse::<Role>().is_err_and(|e| e.contains("standfirst")));
    }
}
