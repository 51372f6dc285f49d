//! The registry of rules: ids, docs, and that each example is dropped by its
//! rule while its counter-example stays.

use std::collections::HashSet;

use bodycopy::residue::Example;
use bodycopy::{Article, DroppedBy, Input, Options, RULES, Role};

/// Where an example stands in its article.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Head,
    Middle,
    Tail,
}

const PLACES: [Place; 3] = [Place::Middle, Place::Tail, Place::Head];

/// The example between two paragraphs of an article, at its head, or at its tail.
fn clean(example: &Example, place: Place) -> Article {
    // An example without markup is a text of its own.
    if !example.html.contains('<') {
        return Options::default().input(Input::Text).cleaner().clean(example.html.as_bytes());
    }
    let text = "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor on the pier.</p>\
                  <p>It came from the sea without a warning, and the boats that were out had to wait for two days.</p>";
    let before = if place == Place::Head { "" } else { text };
    let after = if place == Place::Tail { "" } else { text };
    let html = format!(
        "<html><head><title>A title for the example page</title></head><body><main><article><h1>A title for the example page</h1>\
         {0}{0}{0}{0}{1}{2}{2}{2}{2}</article></main></body></html>",
        before, example.html, after
    );
    Options::default().input(Input::Body).cleaner().clean(html.as_bytes())
}

fn dropped_by(article: &Article, words: &str) -> Vec<String> {
    let entries = article.ledger.iter().filter(|d| d.text.replace('\n', " ").contains(words));
    entries.map(|d| d.by.to_string()).collect()
}

#[test]
fn ids_are_unique_and_written_in_kebab_case() {
    let mut seen = HashSet::new();
    for rule in RULES {
        assert!(seen.insert(rule.id), "two rules are called {}", rule.id);
        assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
    }
}

#[test]
fn every_rule_says_what_and_why() {
    for rule in RULES {
        assert!(rule.what.len() > 15 && rule.what.ends_with('.'), "{}: {}", rule.id, rule.what);
        assert!(rule.why.len() > 40 && rule.why.ends_with('.'), "{}: {}", rule.id, rule.why);
    }
}

#[test]
fn every_rule_has_a_file_of_its_own() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/residue/rules");
    for rule in RULES {
        let file = format!("{folder}/{}.rs", rule.id.replace('-', "_"));
        assert!(std::path::Path::new(&file).exists(), "{file} is missing");
    }
}

#[test]
fn every_example_is_dropped_by_its_rule() {
    for rule in RULES {
        let places = PLACES.map(|place| dropped_by(&clean(&rule.drops_this, place), rule.drops_this.words));
        assert!(
            places.iter().flatten().any(|by| by == rule.id),
            "{}: `{}` was dropped by {places:?}",
            rule.id,
            rule.drops_this.words
        );
    }
}

#[test]
fn every_counter_example_stays() {
    for rule in RULES {
        for place in PLACES {
            let article = clean(&rule.spares_this, place);
            let by = dropped_by(&article, rule.spares_this.words);
            assert!(article.text.contains(rule.spares_this.words), "{}: dropped by {by:?}", rule.id);
        }
    }
}

#[test]
fn a_rule_that_is_off_drops_nothing() -> Result<(), bodycopy::UnknownRule> {
    let html =
        "<p>The storm of Monday took the roof.</p><p>5 min read</p><p>It came from the sea, without a warning.</p>";
    let on = Options::default().input(Input::Body);
    let off = on.clone().rule_off("reading-time")?;
    let by_rule = |a: &Article| a.ledger.iter().any(|d| d.by == DroppedBy::Rule("reading-time"));
    assert!(by_rule(&on.cleaner().clean(html.as_bytes())));
    assert!(!by_rule(&off.cleaner().clean(html.as_bytes())));
    assert!(Options::default().rule_off("nonsense").is_err_and(|e| e.to_string().contains("see-also")));
    Ok(())
}

#[test]
fn the_manual_of_rules_is_up_to_date() {
    let mut manual = String::from(
        "# The residue rules\n\nGenerated from `src/residue/rules/`; `BODYCOPY_WRITE_DOCS=1 cargo test --test rules` writes it anew.\n\
         Each rule can be switched off: `--without ID`, or `Options::rule_off`.\n",
    );
    for rule in RULES {
        manual.push_str(&format!(
            "\n## {}\n\n{} {}\n\nRole of what it drops: `{}`.\n\nDrops:\n\n```html\n{}\n```\n\nSpares:\n\n```html\n{}\n```\n",
            rule.id, rule.what, rule.why, rule.role, rule.drops_this.html, rule.spares_this.html
        ));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    if std::env::var_os("BODYCOPY_WRITE_DOCS").is_some() {
        std::fs::write(path, &manual).expect("docs/ can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == manual, "docs/rules.md is out of date; run BODYCOPY_WRITE_DOCS=1 cargo test --test rules");
}

#[test]
fn what_comes_back_comes_back_clean_and_once() {
    let text =
        "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.</p>".repeat(4);
    let figure = r#"<figure><img src="/a"><figcaption>The pier on Monday<span class="sr-only">, opens new tab</span></figcaption></figure>"#;
    let html = format!(
        "<title>The storm and the pier</title><article><h1>The storm and the pier</h1>{text}{figure}\
         <p>The storm and the pier</p>{text}</article>"
    );
    let with = |role| Options::default().input(Input::Html).include(role).cleaner().clean(html.as_bytes()).text;
    let caption = with(Role::Caption);
    assert!(caption.contains("The pier on Monday") && !caption.contains("opens new tab"), "{caption}");
    assert_eq!(with(Role::Title).matches("The storm and the pier").count(), 1);
}

#[test]
fn who_signs_a_letter_is_no_member_of_a_forum() {
    let text =
        "<p>We write as people who cross the swing bridge every day, and who have waited for it for eleven years.</p>";
    let signature = |name: &str| format!(r#"<div class="signature"><p>{name}</p></div>"#);
    let (maud, owen, ida) = ("Maud Ferris, ferrywoman", "Owen Pell, keeper of the bridge", "Ida Crane, who has a boat");
    let clean = |html: &str| Options::default().input(Input::Body).cleaner().clean(html.as_bytes());
    let letter = clean(&format!("{0}{0}{1}{2}{3}", text, signature(maud), signature(owen), signature(ida)));
    assert!([maud, owen, ida].iter().all(|name| letter.text.contains(name)), "{}", letter.text);
    // Under each post of a thread it is.
    let thread = clean(&format!("{0}{1}{0}{2}{0}{3}", text, signature(maud), signature(owen), signature(ida)));
    assert!([maud, owen, ida].iter().all(|name| dropped_by(&thread, name) == ["forum-member"]), "{}", thread.text);
}

#[test]
fn a_short_line_goes_with_its_links() {
    let text = "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said <a href=\"/a\">the mayor</a> of the \
                island, who had seen it from the pier. It came from the sea without a warning, and the boats had to wait.</p>";
    let links =
        r#"<ul><li><a href="/1">Roof leaked for years</a></li><li><a href="/2">Mayor in trouble again</a></li></ul>"#;
    let clean = |before: &str, line: &str| {
        let html = format!(
            "<html lang=\"en\"><head><title>The storm and the pier</title></head><body><main><article><h1>The storm and the pier</h1>\
             <div class=\"article-body\">{text}{text}{before}{line}{links}{text}{text}</div></article></main></body></html>"
        );
        Options::default().input(Input::Html).cleaner().clean(html.as_bytes()).text
    };
    for line in ["<p>Zebra things</p>", "<p><strong>Zebra things of ours:</strong></p>"] {
        let text = clean("", line);
        assert!(!text.contains("Zebra") && !text.contains("Roof leaked"), "{line}: {text}");
    }
    // A heading, a question that the text answers, and who has been quoted.
    for line in ["<p><strong>Zebra things</strong></p>", "<p>Why the zebra, then?</p>"] {
        assert!(clean("", line).to_lowercase().contains("zebra"), "{line}");
    }
    let quoted = "<blockquote><p>We saw the pier go, and nobody spoke for a while, because there was nothing that one could say.</p></blockquote>";
    assert!(clean(quoted, "<p>Ada Example, keeper</p>").contains("Ada Example"));
}
