//! Menus over and under a text in Markdown.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "menu-list",
    what: "In a text in Markdown, a list of links of a few words over the text or under it.",
    why: "It is the menu or the foot of the page that the text was made of. Nothing but such links may be in the list, none may lead to a part of the text, and it must stand over the first heading and the first paragraph, or under the last paragraph without a heading or a line that leads on to it.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: "* [Home](https://example.org/)\n* [World](https://example.org/world)\n* [Log in](https://example.org/login)\n\n# The mill\n\nThe mill stood at the end of the lane for two hundred years, and nobody remembers who built it.\n\nIt was sold in the autumn, with the pond and the ducks, to a man who wanted neither of them.\n\nHe came in a boat, which is not how people come to a mill, and he left it in the pond for good.",
        words: "World",
    },
    spares_this: Example {
        html: "# The mill\n\nThe mill stood at the end of the lane for two hundred years, and nobody remembers who built it.\n\nIt was sold in the autumn, with the pond and the ducks, to a man who wanted neither of them.\n\nHe came in a boat, which is not how people come to a mill, and he left it in the pond for good.\n\nOthers have written about mills:\n\n* [Ada Quill](https://example.org/quill)\n* [Bela Reed](https://example.org/reed)\n* [Cora Moss](https://example.org/moss)",
        words: "Bela Reed",
    },
    drops: Drops::Blocks(drops),
};

/// Longest link of a menu, in words, and the fewest links.
const LINK: usize = 4;
const LINKS: usize = 3;

/// So many blocks may stand over a text.
const OVER: usize = 80;

fn drops(view: &View<'_>, k: usize) -> usize {
    let list = |k: usize| view.get(k).and_then(|b| b.list).map(|list| list.element);
    let before = k.checked_sub(1);
    let begins = list(k).is_some() && before.and_then(list) != list(k);
    if !view.is_plain() || !begins {
        return 0;
    }
    let is_entry = |k: usize| {
        let block = view.block(k);
        block.kind == Kind::Item && view.is_link(k) && block.words <= LINK && !view.leads_within(view.index(k))
    };
    let items = (k..view.len()).take_while(|at| list(*at) == list(k)).count();
    if items < LINKS || !(k..k + items).all(is_entry) {
        return 0;
    }
    let over = k + items <= OVER && view.is_ahead(k + items - 1) && !(0..k).any(|k| view.is_heading(k));
    let led = || before.is_some_and(|k| view.is_heading(k) || view.block(k).leads_on());
    if over || view.is_over(k) && !led() { items } else { 0 }
}
