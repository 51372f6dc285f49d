//! Shapes of residue, each between paragraphs of an article, and prose that
//! looks alike: `shapes.toml` says what must go and what must stay.

use bodycopy::{Article, Input, Options};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shapes {
    gone: Vec<Shape>,
    kept: Vec<Shape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    name: String,
    html: String,
    words: String,
    place: String,
}

fn shapes() -> Shapes {
    toml::from_str(include_str!("shapes.toml")).expect("shapes.toml is a list of shapes")
}

/// The shape at its place in an article of eight paragraphs.
fn clean(shape: &Shape) -> Article {
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
    for shape in all.gone.iter().chain(&all.kept) {
        assert!(["head", "middle", "end"].contains(&shape.place.as_str()), "{}: {}", shape.name, shape.place);
        assert!(clean(shape).ledger.len() + clean(shape).blocks.len() > 8, "{} is no article", shape.name);
    }
}
