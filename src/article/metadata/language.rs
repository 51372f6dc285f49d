//! In which language the article is: what the page says, and what its text says.

use super::data::Data;
use super::text::squeezed_same;
use super::{Candidates, Found, Source, meta};
use crate::article::Decision;
use crate::lexicon::{bears_out, primary};
use crate::parse::{self, Head};
use crate::segment::Blocks;

/// Shorter texts mislead, in letters.
const ENOUGH: usize = 200;

/// No more of the text is read, in bytes, but for the last block.
const READ: usize = 800;

/// Of a paragraph no more than this, in bytes.
const LONGEST: usize = 4 * READ;

/// How sure the text's language must be to overrule what the page says.
const SURE: f64 = 0.9;

/// Tags that two names are in use for, and the ones that `whatlang` knows by a
/// three-letter code of ISO 639-3.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// Languages so near to each other that a guess does not tell them apart. The
/// last ones of a row are not among those that the guess can say.
const NEAR: &[&[&str]] = &[
    &["nb", "da", "sv", "no", "nn", "fo", "is"],
    &["hr", "sr", "sl", "bs", "mk", "bg", "sh"],
    &["cs", "sk"],
    &["id", "jv", "ms"],
    &["es", "pt", "ca", "gl", "it", "oc", "ast", "eu"],
    &["ru", "uk", "be"],
    &["hi", "mr", "ne"],
    &["af", "nl", "fy"],
    &["de", "lb", "nds", "gsw", "yi"],
    &["fa", "ur", "ar", "ckb", "ps"],
    &["fr", "oc", "br"],
    &["tr", "az", "uz", "tk", "kk", "ky"],
    &["tl", "fil", "ceb"],
    &["zu", "xh", "sn", "sw"],
];

const DECLARED: &str = "what the page declares goes before a guess from its text";
const OVERRULED: &str = "the text is in another language than the page declares";

pub(super) fn candidates(head: &Head, data: &Data<'_>, blocks: &Blocks, decisions: &[Decision]) -> Candidates {
    let html = head.language.as_deref().and_then(tag).map(|l| Found::new(l, Source::Head));
    let named = |names: &[&str]| meta(head, names).and_then(|f| Some(Found::new(tag(&f.value)?, f.source)));
    let mut found: Vec<Found<String>> = [
        html,
        data.string(&["inLanguage", "alternateName"])
            .or_else(|| data.string(&["inLanguage"]))
            .and_then(|f| Some(Found::new(tag(&f.value)?, f.source))),
        named(&["og:locale"]),
        named(&["content-language", "language", "dc.language", "dcterms.language"]),
    ]
    .into_iter()
    .flatten()
    .collect();
    let text = beginning(blocks, decisions);
    // Nobody guesses where the commonest words say that the page is right.
    let borne_out = found.first().is_some_and(|f| bears_out(&text, primary(&f.value)));
    let (guess, sure) = if borne_out { (None, false) } else { guess(&text) };
    let mut why = DECLARED;
    if let Some(guess) = guess {
        let declared = found.first().map(|f| primary(&f.value).to_owned());
        // Another declaration that the text bears out goes before a guess.
        let borne_out = found.iter().position(|f| primary(&f.value) == guess);
        let lies = declared.as_deref().is_some_and(|d| sure && !is_near(d, &guess));
        match (borne_out, lies) {
            (Some(at), true) => {
                let true_one = found.remove(at);
                found.insert(0, true_one);
                why = OVERRULED;
            }
            (None, true) => {
                found.insert(0, Found::new(guess, Source::Text));
                why = OVERRULED;
            }
            (None, false) if found.is_empty() && (!is_lonely(&guess) || guess == "zu" && sure) => {
                found.push(Found::new(guess, Source::Text))
            }
            _ => {}
        }
    }
    Candidates { found, why, same: |a, b| squeezed_same(primary(a), primary(b)) }
}

/// The beginning of the article's text.
fn beginning(blocks: &Blocks, decisions: &[Decision]) -> String {
    let mut text = String::new();
    let kept = blocks.blocks.iter().zip(decisions).filter(|(_, d)| d.dropped.is_none());
    for (block, _) in kept.filter(|(b, _)| b.words >= 8) {
        if text.len() > READ {
            break;
        }
        text.push_str(parse::cut(&block.text, LONGEST).0);
        text.push('\n');
    }
    text
}

/// The guess from a text, and whether to rely on it.
fn guess(text: &str) -> (Option<String>, bool) {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let Some(info) = whatlang::detect(text) else { return (None, false) };
    let code = info.lang().code();
    let tag = CODES.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two);
    // A word of a script that is written without spaces is a letter or two.
    let dense = !text.is_ascii() && letters >= ENOUGH / 4 && matches!(tag, "zh" | "ja" | "ko" | "th");
    let enough = letters >= ENOUGH || dense;
    (enough.then(|| tag.to_owned()), enough && info.confidence() >= SURE)
}

/// A BCP 47 tag, as the first of a list, with hyphens; nothing if it is none.
fn tag(declared: &str) -> Option<String> {
    let tag = declared.split([',', ';', ' ']).next().unwrap_or("").trim().replace('_', "-");
    let mut subtags = tag.split('-');
    let primary =
        subtags.next().filter(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let valid = subtags.clone().all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()));
    let primary = primary.to_ascii_lowercase();
    let known = !matches!(primary.as_str(), "und" | "mul" | "zxx");
    let rest: String = subtags.map(|s| format!("-{}", spelled(s))).collect();
    (valid && known).then(|| primary + &rest)
}

/// A subtag as RFC 5646 writes it: `Hans` is a script, `US` a region.
fn spelled(subtag: &str) -> String {
    let lower = subtag.to_ascii_lowercase();
    let letters = lower.bytes().all(|b| b.is_ascii_alphabetic());
    match lower.len() {
        2 => lower.to_ascii_uppercase(),
        4 if letters => format!("{}{}", lower[..1].to_ascii_uppercase(), &lower[1..]),
        _ => lower,
    }
}

/// The guess knows only one of a family of languages, and takes others for it.
fn is_lonely(guess: &str) -> bool {
    matches!(guess, "zu" | "sn" | "tl" | "jv" | "la" | "eo" | "tk" | "ak")
}

fn is_near(declared: &str, guess: &str) -> bool {
    let known = CODES.iter().any(|(_, two)| *two == declared);
    declared == guess || NEAR.iter().any(|row| row.contains(&declared) && row.contains(&guess)) || {
        // The guess knows nothing of the language that is declared.
        !known && !matches!(declared, "no" | "nn" | "ms" | "bs" | "fil")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::stop_words;

    #[test]
    fn declared_languages_become_tags() {
        for (declared, wanted) in [
            ("en_us", Some("en-US")),
            ("zh-hans-CN", Some("zh-Hans-CN")),
            ("DE", Some("de")),
            ("fr-FR, en", Some("fr-FR")),
            ("UND", None),
            ("english", None),
            ("", None),
        ] {
            assert_eq!(tag(declared).as_deref(), wanted, "{declared}");
        }
    }

    #[test]
    fn a_stop_word_is_of_one_language_and_its_neighbours() {
        for (language, word) in stop_words() {
            let others = stop_words().filter(|(other, w)| *w == word && !is_near(language, other));
            assert_eq!(others.count(), 0, "[{language}] {word}");
        }
    }

    #[test]
    fn neighbours_are_not_told_apart() {
        assert!(is_near("nb", "da") && is_near("ms", "id") && is_near("kl", "da") && !is_near("en", "de"));
    }
}
