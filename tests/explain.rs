//! What an explanation promises: it is about the same article that `clean`
//! gives, it knows every block, and what it advises does what it says.

mod pages;
#[cfg(feature = "cli")]
mod program;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use bodycopy::explanation::ExplainedBlock;
use bodycopy::report::{self, Advice, Advisor};
use bodycopy::{DroppedBy, Explanation, Options, Role};
use pages::samples;

fn explain(path: &Path, options: Options) -> Explanation {
    options.cleaner().explain(&fs::read(path).expect("a sample"))
}

#[test]
fn an_explanation_is_about_the_article_that_clean_gives() {
    for path in samples(&["html", "txt"]) {
        let article = Options::default().cleaner().clean(&fs::read(&path).expect("a sample"));
        let explained = explain(&path, Options::default());
        assert_eq!(explained.article.text, article.text, "{}", path.display());
        assert_eq!(explained.article.ledger, article.ledger, "{}", path.display());
        let places: Vec<usize> = explained.blocks.iter().map(|b| b.place).collect();
        assert_eq!(places, (0..places.len()).collect::<Vec<_>>(), "{}: a block is missing", path.display());
        let kept = explained.blocks.iter().filter(|b| b.dropped.is_none()).count();
        assert_eq!(kept, article.blocks.len(), "{}", path.display());
    }
}

#[test]
fn a_judged_block_has_grounds_and_a_place() {
    let mut judged = 0;
    for path in samples(&["html", "txt"]) {
        let explained = explain(&path, Options::default());
        for block in explained.blocks.iter().filter(|b| !b.hidden) {
            let Some(judgement) = &block.judged else { continue };
            judged += 1;
            assert!(!judgement.grounds.is_empty(), "{}: block {} has no grounds", path.display(), block.place);
            assert!(judgement.grounds.is_sorted_by(|a, b| a.weight.abs() >= b.weight.abs()));
            assert!(explained.path(block).first().is_some_and(|e| e.tag == "html"), "{}", path.display());
        }
    }
    assert!(judged > 500, "{judged} blocks were judged");
}

#[test]
fn all_stages_are_timed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/news/gallery.html");
    let stages: Vec<&str> = explain(&path, Options::default()).timings.iter().map(|(s, _)| s.name()).collect();
    assert_eq!(stages, ["decode", "parse", "segment", "judge", "rules", "compose"]);
}

/// The options with what the advice says.
fn follow(advice: &Advice) -> Options {
    let options = Options::default();
    match advice.write.split_once(' ').expect("an option and its value") {
        ("--without", rule) => options.rule_off(rule).expect("a rule"),
        ("--include", role) => options.include(role.parse().expect("a role")),
        ("--keep", element) => options.keep(element.parse().expect("a selector")),
        ("--drop", element) => options.drop(element.parse().expect("a selector")),
        ("--exclude", role) => options.exclude(role.parse().expect("a role")),
        (other, _) => panic!("no such option: {other}"),
    }
}

fn changed(before: &ExplainedBlock, after: &ExplainedBlock, advice: &Advice, case: &str) {
    match (&before.dropped, advice.write.starts_with("--include")) {
        (Some(_), true) => assert_eq!(after.dropped, None, "{case}"),
        // A rule may want it too, or another one.
        (Some(DroppedBy::Judge(_)), false) => assert!(!matches!(after.dropped, Some(DroppedBy::Judge(_))), "{case}"),
        (Some(by), false) => assert_ne!(after.dropped.as_ref(), Some(by), "{case}"),
        (None, _) if before.cuts.is_empty() => assert!(after.dropped.is_some(), "{case}"),
        (None, _) => assert!(after.dropped.is_some() || after.cuts != before.cuts, "{case}"),
    }
}

#[test]
fn advice_does_what_it_says() {
    let mut followed = 0;
    for path in samples(&["html", "txt"]) {
        let before = explain(&path, Options::default());
        if !before.article.status.has_article() {
            continue;
        }
        let mut advised: HashMap<Advice, Vec<&ExplainedBlock>> = HashMap::new();
        let advisor = Advisor::new(&before);
        for block in &before.blocks {
            for advice in advisor.advice(block).into_iter().filter(|a| a.write != "--markup-only") {
                advised.entry(advice).or_default().push(block);
            }
        }
        for (advice, blocks) in advised {
            let after = explain(&path, follow(&advice));
            followed += blocks.len();
            for block in blocks {
                let case = format!("{}, block {}: {}", path.display(), block.place, advice.write);
                changed(block, &after.blocks[block.place], &advice, &case);
            }
        }
    }
    assert!(followed > 100, "{followed} advices");
}

#[test]
fn text_from_the_data_is_explained_and_can_be_had_from_the_markup() {
    let sentence =
        "The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor on the pier. ";
    let page = format!(
        "<html><head><title>Storm</title><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Storm\",\
         \"articleBody\":\"{}\"}}</script></head><body><div><p>Please wait while the page is loading.</p></div></body></html>",
        sentence.repeat(6)
    );
    let explained = Options::default().cleaner().explain(page.as_bytes());
    let replaced = explained.blocks.iter().find(|b| b.text.starts_with("Please wait")).expect("the markup's own text");
    assert_eq!(Advisor::new(&explained).advice(replaced)[0].write, "--markup-only");
    assert!(report::listing(&explained, "page.html", false).contains("note: the text comes from the page's data"));
    let after = Options::default().markup_only().cleaner().explain(page.as_bytes());
    assert!(after.article.notes.is_empty() && !after.article.text.contains("old chapel"));
}

#[test]
fn the_listing_shows_every_block_and_who_decided() {
    let page = b"<p>The storm of Monday took the roof of the old chapel.</p><p>5 min read</p>\x1b[2J&#8238;";
    let explained = Options::default().input(bodycopy::Input::Body).cleaner().explain(page);
    let plain = report::listing(&explained, "page.html", false);
    assert!(plain.contains("0 + paragraph") && plain.contains("1 - reading-time"), "{plain}");
    assert!(!plain.contains(['\u{1b}', '\u{202e}']), "a page must not steer the terminal");
    assert!(report::listing(&explained, "page.html", true).contains("\u{1b}[33mreading-time"));
    let advice = Advisor::new(&explained).advice(&explained.blocks[1]);
    let details = report::details(&explained, &explained.blocks[1], &advice, false);
    assert!(details.contains("Dropped by reading-time") && details.contains("--without reading-time"), "{details}");
}

#[test]
fn roles_that_are_left_out_can_be_had() {
    let explained = Options::default().cleaner().explain(
        b"<html><title>Storm takes the chapel's roof</title><body><article><h1>Storm takes the chapel's roof</h1>\
          <p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor on the pier.</p>\
          <p>It came from the sea without a warning, and the boats that were out had to wait for two days.</p>",
    );
    let title = explained.blocks.iter().find(|b| b.role == Role::Title).expect("a title");
    assert_eq!(title.dropped, Some(DroppedBy::Role(Role::Title)));
    assert_eq!(Advisor::new(&explained).advice(title)[0].write, "--include title");
}

#[test]
fn what_befell_the_page_is_not_told_of_the_block() {
    let page = "<html><body><article><p class=lead>The storm of Monday took the roof.</p></article></body></html>";
    let explained = Options::default().cleaner().explain(page.as_bytes());
    assert!(!explained.article.status.has_article());
    let advice = Advisor::new(&explained).advice(&explained.blocks[0]);
    let details = report::details(&explained, &explained.blocks[0], &advice, false);
    assert!(details.contains("Dropped by no article: ") && details.contains("page as a whole"), "{details}");
    assert!(!details.contains("Boilerplate") && !details.contains("--keep"), "{details}");
}

#[test]
fn a_block_that_a_limit_has_split_is_told_in_two_parts() {
    let page: String =
        (0..40).map(|i| format!("<p>Wave {i} of the storm took a boat from the old harbour.</p>")).collect();
    let limits = bodycopy::Limits { output: 125, ..bodycopy::Limits::default() };
    let options = || Options::default().input(bodycopy::Input::Body).limits(limits.clone());
    let explained = options().cleaner().explain(page.as_bytes());
    let parts: Vec<&ExplainedBlock> = explained.blocks.iter().filter(|b| b.place == 2).collect();
    assert_eq!(
        (parts[0].text.as_str(), parts[1].text.as_str()),
        ("Wave 2 of the", " storm took a boat from the old harbour.")
    );
    assert!(parts.len() == 2 && parts[0].dropped.is_none() && parts[1].dropped.is_some());
    assert_eq!(explained.blocks.len(), 41);
}

#[test]
fn an_explanation_keeps_to_the_time_of_its_page() {
    let page: String = (0..4000).map(|i| format!("<p class=wave>Wave {i} took a boat from the harbour.</p>")).collect();
    let page = format!("<html><body><article>{page}</article></body></html>");
    let limits = bodycopy::Limits { time: std::time::Duration::ZERO, ..bodycopy::Limits::default() };
    let explained = Options::default().limits(limits).cleaner().explain(page.as_bytes());
    let told = explained.blocks.iter().filter(|b| b.judged.as_ref().is_some_and(|j| !j.grounds.is_empty())).count();
    assert!(told > 0 && told * 2 < explained.blocks.len(), "{told} of {}", explained.blocks.len());
}

#[test]
fn an_input_without_text_is_explained_too() {
    let explained = Options::default().cleaner().explain(b"%PDF-1.7\n");
    assert!(report::html(&explained, "x.pdf").contains("PDF"));
    assert!(report::listing(&explained, "x.pdf", false).contains("not-text"));
}

#[cfg(feature = "cli")]
mod command_line {
    use std::process::{Command, Output, Stdio};

    use super::program::{err, out};

    fn run(args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bodycopy"));
        command.arg("explain").args(args).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
        command.output().expect("the program runs")
    }

    const PAGE: &str = "samples/news/gallery.html";

    #[test]
    fn the_report_goes_to_standard_output_or_into_a_file() {
        assert!(out(&run(&[PAGE])).starts_with("<!doctype html>"));
        assert!(out(&run(&["--format", "text", PAGE])).contains("+ paragraph"));
        let file = format!("{}/report.html", env!("CARGO_TARGET_TMPDIR"));
        assert_eq!(run(&[PAGE, "-o", &file]).status.code(), Some(0));
        assert!(std::fs::read_to_string(&file).is_ok_and(|r| r.ends_with("</html>\n")));
    }

    #[test]
    fn one_block_goes_into_a_file_too() {
        let file = format!("{}/block.txt", env!("CARGO_TARGET_TMPDIR"));
        assert_eq!(run(&[PAGE, "--block", "10", "-o", &file]).status.code(), Some(0));
        assert!(std::fs::read_to_string(&file).is_ok_and(|b| b.contains("--include caption") && !b.contains('\u{1b}')));
        assert_eq!(run(&[PAGE, "--block", "10", "--format", "html"]).status.code(), Some(2));
    }

    #[test]
    fn options_are_those_of_cleaning() {
        let listing = out(&run(&["--format", "text", "--include", "caption", PAGE]));
        assert!(listing.contains("10 + caption"), "{listing}");
    }

    #[test]
    fn one_block_is_told_in_detail_and_a_wrong_number_is_explained() {
        assert!(out(&run(&["--block", "10", PAGE])).contains("--include caption"));
        let by_words = out(&run(&["--block", "the KITES are  not toys", PAGE]));
        assert!(by_words.contains("   15  The kites") && by_words.contains("Kept as paragraph"), "{by_words}");
        assert_eq!(run(&["--block", "no such words", PAGE]).status.code(), Some(2));
        for nothing in ["", " "] {
            let output = run(&["--block", nothing, PAGE]);
            assert!(output.status.code() == Some(2) && err(&output).contains("words of the block"), "{}", err(&output));
        }
        let empty = format!("{}/empty.html", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(&empty, "<p><img src=a.png>").expect("a page");
        let output = run(&["--block", "0", &empty]);
        assert!(err(&output).contains("the page has no blocks"), "{}", err(&output));
        let wrong = run(&["--block", "1000", PAGE]);
        assert_eq!(wrong.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&wrong.stderr).contains("0 to 42"));
        assert_eq!(run(&["no-such-file.html"]).status.code(), Some(2));
    }
}

#[cfg(feature = "cli")]
#[test]
fn advice_about_one_block_names_all_that_it_needs() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/languages/hi-news.html");
    let before = explain(&sample, Options::default());
    let advised = |block: &ExplainedBlock| {
        let page = sample.display().to_string();
        let told = program::out(&program::run(&["explain", &page, "--block", &block.place.to_string()]));
        told.lines().find_map(|line| Some(line.trim().strip_prefix("--keep ")?.to_owned()))
    };
    let is_judged = |block: &&ExplainedBlock| matches!(block.dropped, Some(DroppedBy::Judge(_)));
    let (mut tried, mut with_rules) = (0, 0);
    for block in before.blocks.iter().filter(is_judged) {
        let Some(advice) = advised(block) else { continue };
        let mut words = advice.split_whitespace();
        let mut options = Options::default().keep(words.next().and_then(|w| w.parse().ok()).expect("a selector"));
        while let Some(option) = words.next() {
            let mut value = || words.next().expect("a value");
            options = match option {
                "--without" => options.rule_off(value()).expect("a rule"),
                "--include" => options.include(value().parse().expect("a role")),
                _ => break,
            };
            with_rules += 1;
        }
        assert_eq!(explain(&sample, options).blocks[block.place].dropped, None, "block {}: {advice}", block.place);
        tried += 1;
    }
    assert!(tried > 5 && with_rules > 0, "{tried} were tried, {with_rules} needed more than one option");
}
