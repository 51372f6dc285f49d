//! Shapes of residue, each between paragraphs of an article, and prose that
//! looks alike: `shapes.toml` says what must go and what must stay, and `texts.toml`
//! the same of text that was scraped before.

use bodycopy::{Article, Input, Options};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shapes {
    #[serde(default)]
    gone: Vec<Shape>,
    #[serde(default)]
    kept: Vec<Shape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    name: String,
    #[serde(default)]
    html: String,
    #[serde(default)]
    text: String,
    words: String,
    place: String,
}

fn shapes() -> Shapes {
    let read = |file| toml::from_str::<Shapes>(file).expect("a list of shapes");
    let (mut shapes, texts) = (read(include_str!("shapes.toml")), read(include_str!("texts.toml")));
    shapes.gone.extend(texts.gone);
    shapes.kept.extend(texts.kept);
    shapes
}

/// The shape at its place in a text of six paragraphs, a line each, or alone.
fn clean_text(shape: &Shape) -> Article {
    let text = |name: &str| {
        format!(
            "The harbour of {name} was closed on Monday after divers found a crack in the pier, and the work will take six weeks.\n\n\
             Some eleven hundred boats lie in {name} in a summer, and a report of the council had warned of the rust in the piles.\n\n\
             Shops along the pier of {name} fear a slow spring, since the road is narrow and was never built for lorries.\n\n"
        )
    };
    let at = |place: &str| if shape.place == place { format!("{}\n\n", shape.text.trim()) } else { String::new() };
    let page = match shape.place.as_str() {
        "alone" => shape.text.clone(),
        _ => format!("{}{}{}{}{}", at("head"), text("Elby"), at("middle"), text("Orm"), at("end")),
    };
    Options::default().input(Input::Text).cleaner().clean(page.as_bytes())
}

/// The shape at its place in an article of eight paragraphs.
fn clean(shape: &Shape) -> Article {
    if !shape.text.is_empty() {
        return clean_text(shape);
    }
    let text = |day: &str, what: &str| {
        format!(
            "<p>The storm of {day} took the roof of the old chapel, and nobody was hurt, said the mayor on the pier.</p>\
             <p>{what} came from the sea without a warning, and the boats that were out had to wait before they could land.</p>\
             <p>The council will meet after {day}, and the doors of the hall stay open for all who speak about the wall.</p>\
             <p>{what} is known of the ferry at the northern pier, which has been closed to ships since spring.</p>"
        )
    };
    let at = |place: &str| if shape.place == place { shape.html.as_str() } else { "" };
    let html = format!(
        "<html><head><title>A title for the example page</title>\
         <link rel=\"canonical\" href=\"https://news.example.org/chapel\"></head><body><article>\
         <h1>A title for the example page</h1>{}{}{}{}{}</article></body></html>",
        at("head"),
        text("Monday", "It"),
        at("middle"),
        text("Tuesday", "Nothing"),
        at("end"),
    );
    Options::default().input(Input::Body).cleaner().clean(html.as_bytes())
}

#[test]
fn each_shape_of_residue_leaves_the_text() {
    let left: Vec<String> =
        shapes().gone.iter().filter(|s| clean(s).text.contains(&s.words)).map(|s| s.name.clone()).collect();
    assert!(left.is_empty(), "still in the text: {left:?}");
}

#[test]
fn what_only_looks_like_residue_stays() {
    let mut lost = Vec::new();
    for shape in shapes().kept {
        let article = clean(&shape);
        if !article.text.contains(&shape.words) {
            let entries = article.ledger.iter().filter(|d| d.text.contains(&shape.words));
            lost.push(format!("{} (by {:?})", shape.name, entries.map(|d| d.by.to_string()).collect::<Vec<_>>()));
        }
    }
    assert!(lost.is_empty(), "lost: {lost:?}");
}

#[test]
fn every_place_is_one_of_three() {
    let all = shapes();
    // A text may stand for itself.
    let is_alone = |shape: &&Shape| shape.place == "alone" && !shape.text.is_empty();
    for shape in all.gone.iter().chain(&all.kept).filter(|shape| !is_alone(shape)) {
        assert!(["head", "middle", "end"].contains(&shape.place.as_str()), "{}: {}", shape.name, shape.place);
        let least = if shape.text.is_empty() { 8 } else { 6 };
        assert!(clean(shape).ledger.len() + clean(shape).blocks.len() > least, "{} is no article", shape.name);
    }
}
