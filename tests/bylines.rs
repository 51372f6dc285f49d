//! Bylines and date lines as papers of many languages write them, and pictures with their
//! credits.

use bodycopy::Options;
use bodycopy::article::Metadata;

const PROSE: &str = "<p>Salt was made on this coast for seven hundred years, first in pans of lead and later in pans of iron, over fires of coal.</p>\
                     <p>The last family gave up in the autumn of 1959, when coal had risen beyond what a bushel of sea salt could fetch in the town.</p>";

fn metadata(language: &str, head: &str, body: &str) -> Metadata {
    let html =
        format!("<!doctype html><html lang={language}><head>{head}</head><body><main>{body}</main></body></html>");
    Options::default().cleaner().clean(html.as_bytes()).metadata
}

/// What is known of a page with `lines` between its title and its text.
fn under_title(language: &str, lines: &str) -> Metadata {
    metadata(language, "<title>Salt of the coast</title>", &format!("<h1>Salt of the coast</h1>{lines}{PROSE}"))
}

fn authors(metadata: &Metadata) -> Vec<&str> {
    metadata.authors.iter().map(|a| &*a.value).collect()
}

fn published(metadata: &Metadata) -> Option<&str> {
    metadata.published.as_ref().map(|p| &*p.value)
}

fn modified(metadata: &Metadata) -> Option<&str> {
    metadata.modified.as_ref().map(|p| &*p.value)
}

fn json_ld(json: &str) -> String {
    format!("<script type='application/ld+json'>{json}</script>")
}

#[test]
fn a_desk_comes_after_whoever_wrote_it() {
    for (language, desk, byline) in [("de", "Redaktion", "Von Ada Quill"), ("en", "Newsroom", "By Ada Quill")] {
        let head = json_ld(&format!(
            r#"{{"@type": "NewsArticle", "headline": "Salt", "author": {{"@type": "Person", "name": "{desk}"}}}}"#
        ));
        let found = metadata(language, &head, &format!("<h1>Salt</h1><p class=byline>{byline}</p>{PROSE}"));
        assert_eq!(authors(&found), ["Ada Quill"], "{desk}");
        // Nothing less than a whole name is better.
        let found = metadata(language, &head, &format!("<h1>Salt</h1><p class=byline>AA</p>{PROSE}"));
        assert_eq!(authors(&found), [desk]);
    }
    assert_eq!(authors(&under_title("pt", "<p class=byline>Da Redação</p>")), [""; 0]);
}

#[test]
fn labels_and_weekdays_of_dates_are_no_names() {
    for (language, lines, wanted) in [
        ("sv", "<div class=story__meta><p>Av Karin Berg</p><p>Publicerad 3 mars 2024</p></div>", vec!["Karin Berg"]),
        ("it", "<div class=article-info><p>Domenica 3 Marzo 2024</p></div>", vec![]),
        ("ko", "<div class=info><span>김민수 기자</span> <span>입력 2024.03.03 14:20</span></div>", vec!["김민수"]),
        ("tr", "<p class=byline>Yayınlanma: 3 Mart 2024 Pazar</p>", vec![]),
        ("en", "<p class=byline>Published on 3 March 2024 by Ada Quill</p>", vec!["Ada Quill"]),
    ] {
        assert_eq!(authors(&under_title(language, lines)), wanted, "{lines}");
    }
}

#[test]
fn names_stand_beside_a_date_or_in_links_to_authors() {
    for (lines, wanted) in [
        ("<div class=css-1><a href=/author/ada>Ada Quill</a></div><time>Mar 3, 2024</time>", vec!["Ada Quill"]),
        ("<div>Ada Quill and Ben Ream</div><div>3 March 2024</div>", vec!["Ada Quill", "Ben Ream"]),
        ("<p>Ada Quill · 3 March 2024 · 5 min read</p>", vec!["Ada Quill"]),
        // Whoever else the page names links to a profile too.
        ("<div>Contact: <a href=/author/ada>Ada Quill</a></div><p>3 March 2024</p>", vec![]),
        ("<div>Sort by: <a href=/new>Newest</a></div><p>3 March 2024</p>", vec![]),
        ("<p>Offer Valid 3/03/26 - 3/23/26. Earn twice the points on every order, not on any before.</p>", vec![]),
    ] {
        assert_eq!(authors(&under_title("en", lines)), wanted, "{lines}");
    }
}

#[test]
fn the_day_of_a_change_is_not_that_of_publication() {
    for (language, lines, day, changed) in [
        (
            "de",
            "<p>Aktualisiert am Montag, 4. März 2024</p><p>Veröffentlicht am Sonntag, 3. März 2024</p>",
            "2024-03-03",
            "2024-03-04",
        ),
        (
            "en",
            "<p>Updated 4:05 PM EST, March 4, 2024</p><p>Published 2:20 PM EST, March 3, 2024</p>",
            "2024-03-03",
            "2024-03-04",
        ),
        (
            "en",
            "<p><time class=updated datetime='2024-03-05T09:00:00Z'>March 5, 2024</time> \
             <time class='entry-date published' datetime='2024-03-03T14:20:00Z'>March 3, 2024</time></p>",
            "2024-03-03T14:20:00Z",
            "2024-03-05T09:00:00Z",
        ),
        (
            "en",
            "<p>Last updated <time datetime='2024-03-05T09:00:00Z'>5 Mar</time></p>\
             <p>Published <time datetime='2024-03-03T09:00:00Z'>3 Mar</time></p>",
            "2024-03-03T09:00:00Z",
            "2024-03-05T09:00:00Z",
        ),
        ("ja", "<p class=date>2024年3月3日 (2024年3月4日更新)</p>", "2024-03-03", "2024-03-04"),
        (
            "en",
            "<p>Last updated <time datetime='2024-03-05T09:00:00Z'>5 Mar</time></p>",
            "2024-03-05T09:00:00Z",
            "2024-03-05T09:00:00Z",
        ),
    ] {
        let found = under_title(language, lines);
        assert_eq!((published(&found), modified(&found)), (Some(day), Some(changed)), "{lines}");
    }
}

#[test]
fn a_kicker_in_the_heading_is_no_part_of_the_title() {
    let title = |heading: &str, shared: &str, browser: &str| {
        let head = format!("<title>{browser}</title><meta property=og:title content='{shared}'>");
        metadata("en", &head, &format!("<h1>{heading}</h1>{PROSE}")).title.map(|t| t.value)
    };
    let salt = "The salt is back";
    for heading in ["<span class=kicker>Harbour</span><span>The salt is back</span>", "The salt is back <b>Premium</b>"]
    {
        assert_eq!(title(heading, salt, salt).as_deref(), Some(salt), "{heading}");
    }
    assert_eq!(
        title("<span>Harbour</span><span>The salt is back</span>", salt, "The salt is back | Post").as_deref(),
        Some(salt)
    );
    // A short title for search leaves words of the heading out.
    let long = "The salt is back to stay for good";
    assert_eq!(title(long, salt, salt).as_deref(), Some(long));
}

#[test]
fn whoever_took_the_pictures_did_not_write() {
    for (language, line, wanted) in [
        ("sv", "Text: Karin Berg Foto: Nils Berg", "Karin Berg"),
        ("sv", "Text och foto: Karin Berg", "Karin Berg"),
        ("en", "Words by Ada Quill<br>Photographs by Ben Ream", "Ada Quill"),
        ("en", "Story by Ada Quill; Photography by Ben Ream", "Ada Quill"),
        ("zh", "撰文：黃曉雯　攝影：周傑", "黃曉雯"),
        ("ja", "取材・文／佐藤花子　撮影／鈴木一郎", "佐藤花子"),
        ("de", "ANNA GRÜN (TEXT) UND OLAF STERN (FOTOS)", "ANNA GRÜN"),
        ("de", "Ein Interview von Lena Voss", "Lena Voss"),
        ("en", "<span>By</span><span>Ada Quill</span>", "Ada Quill"),
        ("zh", "記者林志明／台北報導", "林志明"),
    ] {
        assert_eq!(authors(&under_title(language, &format!("<p class=byline>{line}</p>"))), [wanted], "{line}");
    }
}

#[test]
fn places_are_no_authors_and_agencies_are() {
    for (language, line, wanted) in [
        ("en", "<div class=byline><div>Ada Quill</div><div>Lisbon</div></div>", vec!["Ada Quill"]),
        ("es", "<p class=byline>EFE | Sevilla</p>", vec!["EFE"]),
        ("bn", "<p class=byline>রফিকুল ইসলাম, ঢাকা</p>", vec!["রফিকুল ইসলাম"]),
        ("ar", "<p class=byline>بيروت - كريم الأسعد</p>", vec!["كريم الأسعد"]),
        ("de", "<p class=byline>Von Anna Schmidt, dpa</p>", vec!["Anna Schmidt", "dpa"]),
        ("fr", "<p class=byline>Par Luc Morel avec AFP</p>", vec!["Luc Morel", "AFP"]),
    ] {
        assert_eq!(authors(&under_title(language, line)), wanted, "{line}");
    }
}

#[test]
fn dates_stand_in_lines_of_signs_and_not_in_the_head_of_the_site() {
    let line = "<div class=info>2024年03月03日14:20 来源：人民网－人民日报海外版</div>";
    assert_eq!(published(&under_title("zh", line)), Some("2024-03-03"));
    let today = "<header><div class=today>Tuesday, December 1, 2026</div></header>";
    assert_eq!(published(&metadata("en", "", &format!("{today}<h1>Salt</h1>{PROSE}"))), None);
    let own = "<header><p>1 December 2026</p><h1>Salt</h1></header>";
    assert_eq!(published(&metadata("en", "", &format!("<article>{own}{PROSE}</article>"))), Some("2026-12-01"));
}

#[test]
fn heads_tell_names_dates_and_sections_in_rarer_ways() {
    let card = "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ada Quill'>";
    let mail = "<meta name=author content='ada@post.example (Ada Quill)'>";
    for head in [card, mail] {
        assert_eq!(authors(&metadata("en", head, PROSE)), ["Ada Quill"], "{head}");
    }
    let moment = json_ld(r#"{"@type": "NewsArticle", "headline": "Salt", "datePublished": 1709475600000}"#);
    assert_eq!(published(&metadata("en", &moment, PROSE)), Some("2024-03-03T14:20:00Z"));
    let rdfa = "<span property='dc:date dc:created' content='2024-03-03T14:20:00+01:00'>on Sunday</span>";
    assert_eq!(published(&under_title("en", rdfa)), Some("2024-03-03T14:20:00+01:00"));
    let trail = json_ld(
        r#"{"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": 2, "name": "News", "item": "https://post.example/news"},
        {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://post.example/"},
        {"@type": "ListItem", "position": 3, "name": "Salt"}]}"#,
    );
    let found = metadata("en", &trail, PROSE);
    assert_eq!(found.categories.iter().map(|c| &*c.value).collect::<Vec<_>>(), ["News"]);
    let subject = metadata("en", "<meta name=DC.subject content='salt; coal'>", PROSE);
    assert_eq!(subject.tags.iter().map(|t| &*t.value).collect::<Vec<_>>(), ["salt", "coal"]);
}

#[test]
fn a_trail_begins_at_the_front_page_whatever_its_address() {
    let sections = |trail: &str| -> Vec<String> {
        let head = json_ld(&format!(r#"{{"@type": "BreadcrumbList", "itemListElement": [{trail}]}}"#));
        metadata("en", &format!("<title>The salt is back | Post</title>{head}"), PROSE)
            .categories
            .into_iter()
            .map(|c| c.value)
            .collect()
    };
    let crumb = |name: &str, path: &str| format!(r#"{{"name": "{name}", "item": "https://post.example/{path}"}}"#);
    let (front, news) = (crumb("Post", "today/"), crumb("News", "today/news/"));
    let page = crumb("The salt is back", "today/news/salt");
    assert_eq!(sections(&format!("{front}, {news}, {page}")), ["News"]);
    assert_eq!(sections(&format!("{news}, {page}")), ["News"]);
    assert!(sections(&format!("{}, {page}", crumb("Startseite", "today/"))).is_empty());
}

#[test]
fn a_caption_beside_a_picture_needs_no_figure() {
    let body = format!(
        "<article><h1>Salt</h1><p>{}</p><p><img src=/a.jpg></p><p class=caption>A pan of iron. (Image: Post)</p>{PROSE}</article>",
        "Salt was made here. ".repeat(9)
    );
    let found = metadata("en", "", &body).images;
    let found: Vec<_> = found.iter().map(|i| (&*i.src, i.caption.as_deref(), i.credit.as_deref())).collect();
    assert_eq!(found, [("/a.jpg", Some("A pan of iron."), Some("Image: Post"))]);
}

#[test]
fn pictures_are_those_of_the_article() {
    let images = |body: &str| metadata("en", "", body).images;
    for other in [
        format!("<header><a href=/><img src=/logo.png alt=Post></a></header><h1>Salt</h1>{PROSE}"),
        format!("<h1>Salt</h1>{PROSE}<div class=share><a href='#'><img src=/fb.svg></a></div><footer>© Post</footer>"),
        format!(
            "<h1>Salt</h1>{PROSE}<div class=related><a href=/x><img src=/rel.jpg><h3>Ferry fares rise</h3></a></div>"
        ),
        format!("<h1>Salt</h1><p class=byline><img src=/ada.jpg alt='Ada Quill'> By Ada Quill</p>{PROSE}"),
    ] {
        assert!(images(&other).is_empty(), "{other}");
    }
    for (figure, src, credit) in [
        (
            "<img src=/a.jpg><figcaption>A pan.</figcaption><div class=credit>Photo: Ben Ream</div>",
            "/a.jpg",
            Some("Photo: Ben Ream"),
        ),
        (
            "<img src=/a.jpg><figcaption>A pan. <span>Photo: Ben Ream</span></figcaption>",
            "/a.jpg",
            Some("Photo: Ben Ream"),
        ),
        ("<img src=/a.jpg><figcaption>A pan. (Photo by Ben Ream)</figcaption>", "/a.jpg", Some("Photo by Ben Ream")),
        ("<img alt=x srcset='/s.jpg 320w, /l.jpg 1280w'><figcaption>A pan.</figcaption>", "/l.jpg", None),
        ("<img alt=x data-original=/s.jpg src=/blank.gif><figcaption>A pan.</figcaption>", "/s.jpg", None),
    ] {
        let found = images(&format!("<article><h1>Salt</h1><figure>{figure}</figure>{PROSE}</article>"));
        let found: Vec<_> = found.iter().map(|i| (&*i.src, i.caption.as_deref(), i.credit.as_deref())).collect();
        assert_eq!(found, [(src, Some("A pan."), credit)], "{figure}");
    }
}
