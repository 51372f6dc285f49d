//! `bodycopy rules`: the named rules, or one rule's page.

use bodycopy::{RULES, Role, Rule};

use super::exit::Exit;
use super::output;

pub fn print(id: Option<&str>) -> Result<Exit, String> {
    match id {
        None => output::print(&list()),
        Some(id) => match RULES.iter().find(|r| r.id == id) {
            Some(rule) => output::print(&page(rule)),
            None => Err(unknown(id)),
        },
    }
}

fn list() -> String {
    let width = RULES.iter().map(|r| r.id.len()).max().unwrap_or(0);
    let mut sorted: Vec<_> = RULES.to_vec();
    sorted.sort_by_key(|r| r.id);
    sorted.iter().map(|r| format!("{:<width$}  {}\n", r.id, r.what)).collect()
}

fn page(rule: &Rule) -> String {
    // The title comes back once, and words that were cut from a sentence not at all.
    let kept = if rule.drops_blocks() && !matches!(rule.role, Role::Title | Role::Boilerplate) {
        format!(" (--include {} keeps it)", rule.role)
    } else {
        String::new()
    };
    format!(
        "{}\n\n{}\n{}\n\nRole: {}{kept}\nSwitch it off: --without {}\n\nDrops:\n  {}\n\nSpares:\n  {}\n",
        rule.id, rule.what, rule.why, rule.role, rule.id, rule.drops_this.html, rule.spares_this.html
    )
}

fn unknown(id: &str) -> String {
    let parts: Vec<&str> = id.split('-').filter(|p| p.len() > 2).collect();
    let near: Vec<&str> = RULES.iter().map(|r| r.id).filter(|r| parts.iter().any(|p| r.contains(p))).collect();
    let hint = if near.is_empty() {
        "`bodycopy rules` lists them".to_owned()
    } else {
        format!("do you mean {}?", near.join(" or "))
    };
    format!("no rule is called `{id}`; {hint}")
}
