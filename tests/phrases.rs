//! What no phrase of the lexicon may do, whatever its language: take the
//! paragraphs around it, or, if it is marked as uncertain, prose that begins with it.

use std::fs;

use bodycopy::lexicon::Topic;
use bodycopy::{Article, Cleaner, Input, Options};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/data");

/// Notes, sources and bios are prose themselves: there an uncertain phrase asks for an end of the
/// article and no more.
const PROSE_THEMSELVES: [&str; 3] = ["author-bio", "disclosure", "source"];

/// Paragraphs of an article, short as in news, in no language.
const PARAGRAPHS: [&str; 10] = [
    "Le ferus ambit la costa dum il vent del nord porta la nebia sur le barcas, e nemo parti de novo al largo.",
    "In le village omnes sape que le ponte vetere non resistera altere hiberno; le maestro ha scribite tres litteras.",
    "Le consilio se incontra in le schola, ubi le tecto es nove e le camera ha loco pro tres centos personas.",
    "Depost le reunion le alcalde promitteva un decision ante le fin del mense, con un costo que nemo voleva nominar.",
    "Assi le barca del septe horas resta le sol cammino verso le terra firme, e le altere le seque.",
    "Qui lo perde dormi al deposito del porto, con le scatolas de pisce e le catto del guardiano.",
    "Le nocte ha claritate de lunas, e del faro on vide le lumines del altere insulas.",
    "Alicuno les conta ante dormir, como si illes se extingueva un post le altere sin retorno.",
    "Le ingeniero ha dicite que le pilares es san, ma que le ligno supra illos non lo es plus.",
    "Post le estate on videra si le moneta suffice pro le duo extremos o solmente pro un.",
];

const PROSE: &str = "le ponte del porto e le homines que lo repara cata anno, como me narrava le maestro del \
    schola le ultime estate, quando le vento non lassava dormir nemo.";

struct Phrase {
    topic: String,
    shape: String,
    text: String,
}

fn phrases() -> Vec<Phrase> {
    let mut found = Vec::new();
    for topic in Topic::ALL.iter().map(|topic| topic.name()) {
        let file = fs::read_to_string(format!("{DATA}/{topic}.txt")).expect("a topic has a file of its name");
        let lines = file.lines().filter(|l| !l.starts_with(['#', '[']));
        found.extend(lines.filter_map(|l| l.split_once(' ')).map(|(shape, text)| Phrase {
            topic: topic.to_owned(),
            shape: shape.to_owned(),
            text: text.to_owned(),
        }));
    }
    found
}

/// The article with `line` before its paragraph number `at`.
fn clean(cleaner: &Cleaner, line: &str, at: usize, plain: bool) -> Article {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut lines: Vec<&str> = PARAGRAPHS.to_vec();
    lines.insert(at, line);
    if plain {
        return cleaner.clean(lines.join("\n\n").as_bytes());
    }
    let body: String = lines.iter().map(|line| format!("<p>{}</p>", escape(line))).collect();
    let page = format!(
        "<html><head><title>Le ponte</title></head><body><article><h1>Le ponte</h1>{body}</article></body></html>"
    );
    cleaner.clean(page.as_bytes())
}

fn cleaner(input: Input) -> Cleaner {
    Options::default().input(input).cleaner()
}

#[test]
fn no_phrase_takes_the_paragraphs_around_it() {
    let (body, text) = (cleaner(Input::Body), cleaner(Input::Text));
    let all = phrases();
    assert!(all.len() > 6000, "only {} phrases found", all.len());
    let mut lost = Vec::new();
    for (n, phrase) in all.iter().enumerate() {
        // Each phrase at one place, all places in turn; in plain text too.
        let (at, plain) = ([1, 5, 8][n % 3], n % 2 == 0);
        let article = clean(if plain { &text } else { &body }, &phrase.text, at, plain);
        if !PARAGRAPHS.iter().all(|p| article.text.contains(p)) {
            lost.push(format!("{} {} {:?} at {at}, plain {plain}", phrase.topic, phrase.shape, phrase.text));
        }
    }
    assert!(lost.is_empty(), "{} take a paragraph: {lost:#?}", lost.len());
}

#[test]
fn an_uncertain_phrase_takes_no_prose_that_begins_with_it() {
    let (body, text) = (cleaner(Input::Body), cleaner(Input::Text));
    let mut lost = Vec::new();
    let uncertain = |p: &&Phrase| p.shape.ends_with('?') && !PROSE_THEMSELVES.contains(&p.topic.as_str());
    let worded = |p: &&Phrase| p.text.contains(char::is_alphabetic);
    for (n, phrase) in phrases().iter().filter(uncertain).filter(worded).enumerate() {
        let (at, plain) = ([1, 5, 10][n % 3], n % 2 == 0);
        let article = clean(if plain { &text } else { &body }, &format!("{} {PROSE}", phrase.text), at, plain);
        if !article.text.contains(PROSE) {
            lost.push(format!("{} {} {:?} at {at}, plain {plain}", phrase.topic, phrase.shape, phrase.text));
        }
    }
    assert!(lost.is_empty(), "{} take prose: {lost:#?}", lost.len());
}

/// A sure phrase of so many letters begins no sentence of an article, nor does one of so
/// many signs where a sign is a syllable or a word.
const TELLING: usize = 22;
const SIGNS: usize = 8;

#[test]
fn a_short_phrase_takes_no_prose_amid_the_text() {
    let body = cleaner(Input::Body);
    let dense = |text: &str| text.contains(|c: char| matches!(c, '\u{3040}'..='\u{9fff}'));
    let least = |text: &str| if dense(text) { SIGNS } else { TELLING };
    let short = |p: &&Phrase| p.shape == "start" && p.text.chars().count() < least(&p.text);
    let worded = |p: &&Phrase| p.text.contains(char::is_alphabetic);
    let all = phrases();
    let lost: Vec<String> = all
        .iter()
        .filter(short)
        .filter(worded)
        .filter(|phrase| !clean(&body, &format!("{} {PROSE}", phrase.text), 5, false).text.contains(PROSE))
        .map(|phrase| format!("{} {:?}", phrase.topic, phrase.text))
        .collect();
    assert!(lost.is_empty(), "{} take prose: {lost:#?}", lost.len());
}
