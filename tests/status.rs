//! Whether a page is an article, told by pages that are none.

use bodycopy::{Cleaner, Status};

fn status(page: &str) -> Status {
    let article = Cleaner::default().clean(page.as_bytes());
    assert!(article.status.has_article() || article.text.is_empty(), "{}: {}", article.status.name(), article.text);
    article.status
}

/// A page with a menu, a title and some text.
fn page(head: &str, main: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html><head>{head}</head><body><header><nav><ul><li><a href="/">Home</a></li>
        <li><a href="/tides">Tides</a></li><li><a href="/boats">Boats</a></li></ul></nav></header>
        <main>{main}</main><footer><p>Harbour Post, 4 Quay Street</p></footer></body></html>"#
    )
}

#[test]
fn an_error_or_a_check_for_robots_is_no_article() {
    let checks = [
        page(
            "<title>Just a moment...</title>",
            r#"<h1>harbour.example</h1><h2>Verify you are human by completing the action below.</h2>
            <p>harbour.example needs to review the security of your connection before proceeding.</p>
            <p>Enable JavaScript and cookies to continue. This may take a few seconds, please be patient.</p>"#,
        ),
        page(
            "<title>Page not found - Harbour Post</title>",
            r#"<article class="error-404 not-found"><h1 class="page-title">Oops! That page can&rsquo;t be found.</h1>
            <div class="page-content"><p>It looks like nothing was found at this location. Maybe try a search or one of
            the links above, or tell us which link has brought you here, so that we can mend it.</p></div></article>"#,
        ),
        page(
            "<title>Hafenpost | Seite nicht gefunden</title>",
            r#"<h1>Fehler 404</h1><p>Die Seite, die Sie suchen, gibt es nicht oder nicht mehr. Vielleicht wurde sie
            verschoben oder gel&ouml;scht; bitte pr&uuml;fen Sie die Adresse oder gehen Sie zur Startseite.</p>"#,
        ),
        page(
            "<title>\u{30da}\u{30fc}\u{30b8}\u{304c}\u{898b}\u{3064}\u{304b}\u{308a}\u{307e}\u{305b}\u{3093}</title>",
            "<p>\u{304a}\u{63a2}\u{3057}\u{306e}\u{30da}\u{30fc}\u{30b8}\u{306f}\u{79fb}\u{52d5}\u{307e}\u{305f}\u{306f}\
            \u{524a}\u{9664}\u{3055}\u{308c}\u{305f}\u{53ef}\u{80fd}\u{6027}\u{304c}\u{3042}\u{308a}\u{307e}\u{3059}\u{3002}\
            URL\u{3092}\u{3054}\u{78ba}\u{8a8d}\u{304f}\u{3060}\u{3055}\u{3044}\u{3002}</p>",
        ),
    ];
    for page in &checks {
        assert_eq!(status(page), Status::ErrorPage, "{page}");
    }
    // As servers write them by themselves.
    let bare = "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center>\
        <hr><center>nginx/1.24.0</center></body></html>";
    assert_eq!(status(bare), Status::ErrorPage);
}

#[test]
fn an_article_about_an_error_stays() {
    let prose = "<p>The keeper wrote down every ship that asked the way, and the ones that did not ask he wrote down \
        too. When the book was full, he began another, and nobody has found the third.</p>";
    let two = format!("{prose}<p>What he wrote with was never found either, says the museum, which has looked.</p>");
    let long: String = (1..7).map(|n| prose.replace("another", &format!("book number {n}"))).collect();
    let titled = |title: &str, head: &str, text: &str| {
        page(&format!("<title>{title} | Harbour Post</title>{head}"), &format!("<h1>{title}</h1>{text}"))
    };
    for page in [
        titled("Page not found", "", &long),
        titled("Access denied", "", &two),
        titled("Access denied", r#"<meta property="og:type" content="article">"#, prose),
        titled(
            "Forbidden",
            r#"<script type="application/ld+json">{"@type": "Product", "name": "Forbidden"}</script>"#,
            prose,
        ),
        titled("Access denied", "", &format!(r#"<p class="byline">By Ada Example</p>{prose}"#)),
        titled("Not found: the third book", "", prose),
        titled("One more step for the harbour", "", prose),
        titled("The story of error 404", "", prose),
        titled(
            "The third book",
            "",
            &format!("{two}<form><h3>Captcha</h3><input></form><h2>Something went wrong</h2>"),
        ),
    ] {
        assert_eq!(status(&page), Status::Ok, "{page}");
    }
}

#[test]
fn what_is_not_free_is_said_in_several_ways() {
    let text = "<p>The storm took the roof of the old chapel, and nobody was hurt, said the mayor of the town.</p>";
    for told in [r#"false"#, r#""False""#, r#""http://schema.org/False""#] {
        let data = format!(r#"{{"@type": "NewsArticle", "headline": "Storm", "isAccessibleForFree": {told}}}"#);
        let head = format!(r#"<title>Storm</title><script type="application/ld+json">{data}</script>"#);
        let main =
            format!(r#"<article><h1>Storm</h1>{}<div class="paywall">Subscribe</div></article>"#, text.repeat(3));
        let article = Cleaner::default().clean(page(&head, &main).as_bytes());
        assert_eq!(article.metadata.accessible_for_free.map(|free| free.value), Some(false), "{told}");
        assert_eq!(article.status, Status::Paywalled, "{told}");
    }
}
