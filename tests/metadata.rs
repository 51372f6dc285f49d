//! Metadata that would be false: values of another article, of the content, of
//! readers. A field stays empty where the page does not tell it.

use bodycopy::article::Metadata;
use bodycopy::{Article, Options};

const PROSE: &str = "<p>Salt was made on this coast for seven hundred years, first in pans of lead and later in pans of iron, over fires of coal.</p>\
                     <p>The last family gave up in the autumn of 1959, when coal had risen beyond what a bushel of sea salt could fetch in the town.</p>";

fn clean(language: &str, head: &str, body: &str) -> Article {
    let html =
        format!("<!doctype html><html lang={language}><head>{head}</head><body><main>{body}</main></body></html>");
    Options::default().cleaner().clean(html.as_bytes())
}

fn metadata(head: &str, body: &str) -> Metadata {
    clean("en", head, body).metadata
}

/// What is known of a page with `lines` between its title and its text.
fn under_title(language: &str, lines: &str) -> Metadata {
    clean(language, "<title>Salt of the coast</title>", &format!("<h1>Salt of the coast</h1>{lines}{PROSE}")).metadata
}

fn authors(metadata: &Metadata) -> Vec<&str> {
    metadata.authors.iter().map(|a| &*a.value).collect()
}

fn published(metadata: &Metadata) -> Option<&str> {
    metadata.published.as_ref().map(|p| &*p.value)
}

fn json_ld(json: &str) -> String {
    format!("<script type='application/ld+json'>{json}</script>")
}

#[test]
fn data_of_another_article_are_none_of_the_page() {
    let own = "<title>The keeper who boiled the sea</title><link rel=canonical href='https://post.example/keeper'>";
    let long = "The mayor has resigned over the bridge, and nobody knows who is to follow. ".repeat(20);
    let other = json_ld(&format!(
        r#"{{"@type": "NewsArticle", "headline": "Mayor resigns", "url": "https://post.example/mayor",
        "author": {{"name": "Other Man"}}, "datePublished": "2020-01-01", "articleBody": "{long}"}}"#
    ));
    let body = format!("<h1>The keeper who boiled the sea</h1><p class=byline>By Ada Quill</p>{PROSE}");
    let article = clean("en", &format!("{own}{other}"), &body);
    assert!(article.text.contains("Salt was made") && !article.text.contains("mayor"));
    assert_eq!(article.metadata.title.as_ref().map(|t| &*t.value), Some("The keeper who boiled the sea"));
    assert_eq!((authors(&article.metadata), published(&article.metadata)), (vec!["Ada Quill"], None));
}

#[test]
fn days_of_the_content_are_no_date_of_publication() {
    for lines in [
        "<dl><dt>Entries close</dt><dd>1 May 2025</dd><dt>Prize giving</dt><dd>21 June 2025</dd></dl>",
        "<dl><dt>Closing date:</dt><dd>30 September 2025</dd></dl>",
        "<table><tr><th>Begins</th><td>14 June 2025</td></tr><tr><th>Place</th><td>The Quay</td></tr></table>",
        "<p>Deckhand<br>Joined: 30 Aug 2002<br>Posts: 12<br>Location: Hull</p>",
    ] {
        assert_eq!(published(&under_title("en", lines)), None, "{lines}");
    }
    for lines in ["<dl><dt>Published</dt><dd>9 May 2025</dd></dl>", "<p>Topic: salt<br>Date: 9 May 2025</p>"] {
        assert_eq!(published(&under_title("en", lines)), Some("2025-05-09"), "{lines}");
    }
    let event = json_ld(r#"{"@type": "Event", "name": "Salt", "startDate": "2025-09-03T19:30"}"#);
    let body = format!("<h1>Salt</h1><p>Wednesday, 3 September 2025, 7.30 pm</p>{PROSE}");
    assert_eq!(published(&metadata(&event, &body)), None);
}

#[test]
fn days_on_which_customers_wrote_are_none_of_a_product() {
    let product = json_ld(r#"{"@type": "Product", "name": "Rope", "offers": {"@type": "Offer", "price": "3"}}"#);
    let marked = "<div itemscope itemtype='https://schema.org/Product'></div>";
    let reviews = "<div id=reviews><ol><li class=review><p>Good rope, thank you.</p><time datetime=2021-02-03>3 Feb 2021</time></ol></div>";
    let body = format!("<h1>Rope</h1>{PROSE}{marked}{reviews}");
    assert_eq!(published(&metadata(&product, &body)), None);
    assert_eq!(published(&metadata("", &body)), None);
}

#[test]
fn lines_that_begin_like_bylines_are_none() {
    for line in ["<p>By appointment only</p>", "<p>From Norfolk</p>", "<ul><li><a href='#age'>By age</a></ul>"] {
        assert_eq!(authors(&under_title("en", line)), [""; 0], "{line}");
    }
    let table = "<table><tr><th>Author</th><th>Message</th></tr><tr><td>1</td><td>2</td></tr></table>";
    assert_eq!(authors(&under_title("en", table)), [""; 0]);
    for line in ["<p class=byline>By ada42</p>", "<p>Posted by <a href=/u/ada42>ada42</a></p>"] {
        assert_eq!(authors(&under_title("en", line)), ["ada42"], "{line}");
    }
    assert_eq!(authors(&under_title("de", "<p class=autor>Von Ada Quill, Berlin</p>")), ["Ada Quill"]);
}

#[test]
fn those_who_remark_on_a_page_did_not_write_it() {
    let comments = "<section id=comments><ol><li class=comment><div class=comment-author><cite class=fn>Nat</cite></div><p>They mended my sail.</p></ol></section>";
    let reviews =
        "<div class=reviews><div class=review><p>They mended my sail.</p><span class=author>Nat P.</span></div></div>";
    for remarks in [comments, reviews] {
        assert_eq!(authors(&metadata("", &format!("<h1>Salt</h1>{PROSE}{remarks}"))), [""; 0], "{remarks}");
    }
}

#[test]
fn names_are_read_as_catalogues_and_data_write_them() {
    let catalogue = "<meta name=dc.creator content='Quill, Ada'><meta name=dc.creator content='Ream, Ben'>";
    let several = "<meta name=citation_authors content='Quill, Ada; Ream, Ben'>";
    let role = json_ld(
        r#"{"@type": "Article", "author": [{"@type": "Role", "author": {"@type": "Person", "name": "Ada Quill"}},
        {"@type": "Person", "name": {"@value": "Ben Ream"}}]}"#,
    );
    for head in [catalogue, several, &role] {
        assert_eq!(authors(&metadata(head, PROSE)), ["Ada Quill", "Ben Ream"], "{head}");
    }
    let person = json_ld(r#"{"@type": "Article", "author": {"@type": "Person", "name": "Di Stefano Rossi"}}"#);
    assert_eq!(authors(&clean("it", &person, PROSE).metadata), ["Di Stefano Rossi"]);
    for host in ["ada", "quill"] {
        let address = format!("<link rel=canonical href='https://{host}.example.org/salt'>");
        let head = format!("{address}<meta name=author content='Ada Quill and Ben Ream'>");
        assert_eq!(authors(&metadata(&head, PROSE)), ["Ada Quill", "Ben Ream"]);
    }
}

#[test]
fn dates_of_machines_are_read_as_the_page_writes_them() {
    let day = |language: &str| {
        published(&clean(language, "<meta name=date content='09/05/2025'>", PROSE).metadata).map(str::to_owned)
    };
    for language in ["fr", "de", "en-GB", "en-gb"] {
        assert_eq!(day(language).as_deref(), Some("2025-05-09"), "{language}");
    }
    for language in ["en-US", "en-us", "en_us"] {
        assert_eq!(day(language).as_deref(), Some("2025-09-05"), "{language}");
    }
}

#[test]
fn the_name_of_the_site_is_no_title() {
    let title = |metadata: Metadata| metadata.title.map(|t| t.value);
    let named = "<meta property=og:site_name content='Harbour Post'><title>The keeper who boiled the sea - Harbour Post</title>";
    let logo = format!("<header><h1>Harbour Post</h1></header>{PROSE}");
    assert_eq!(title(metadata(named, &logo)).as_deref(), Some("The keeper who boiled the sea"));
    let news = json_ld(r#"{"@type": "NewsArticle", "headline": "The keeper who boiled the sea - Harbour Post"}"#);
    let shared = "<meta property=og:title content='The keeper who boiled the sea - Harbour Post'>";
    let body = format!("<h1>The keeper who boiled the sea</h1>{PROSE}");
    let found = metadata(&format!("{named}{shared}{news}"), &body);
    assert_eq!(title(found).as_deref(), Some("The keeper who boiled the sea"));
}

#[test]
fn tags_and_categories_of_one_line_are_told_apart() {
    let line = "<footer>Posted in <a href=/c/news rel='category tag'>News</a> Tagged <a href=/t/pier rel=tag>pier</a>, \
                <a href=/t/storm rel=tag>storm</a></footer>";
    let found = metadata("", &format!("<article><h1>Salt</h1>{PROSE}{line}</article>"));
    let values = |list: &[bodycopy::article::Found<String>]| list.iter().map(|f| f.value.clone()).collect::<Vec<_>>();
    assert_eq!(values(&found.tags), ["pier", "storm"]);
    assert_eq!(values(&found.categories), ["News"]);
    let labelled = "<div class=categories><a href=/all>Categories</a>: <a href=/c/tides>Tides</a></div>";
    let found = metadata("", &format!("<article><h1>Salt</h1>{PROSE}{labelled}</article>"));
    assert_eq!(values(&found.categories), ["Tides"]);
    let contents = "<div class=tags><a href='#a'>Value</a> <a href='#b'>Examples</a></div>";
    assert!(metadata("", &format!("<article><h1>Salt</h1>{PROSE}{contents}</article>")).tags.is_empty());
}

#[test]
fn free_is_said_in_the_words_of_the_vocabulary() {
    let head = json_ld(r#"{"@type": "NewsArticle", "isAccessibleForFree": "http://schema.org/False"}"#);
    assert_eq!(metadata(&head, PROSE).accessible_for_free.map(|f| f.value), Some(false));
}

#[test]
fn the_title_is_what_a_reader_sees_of_the_heading() {
    for heading in [
        "<h1 id=salt>Salt of the coast<a class=headerlink href=#salt>#</a></h1>",
        "<h1>Salt of the coast<span class=visually-hidden> opens in a new window</span></h1>",
    ] {
        let metadata = metadata("<title>The coast</title>", &format!("{heading}{PROSE}"));
        assert_eq!(metadata.title.as_ref().map(|t| &*t.value), Some("Salt of the coast"), "{heading}");
    }
    // A colon that nobody sees ends the line above.
    let heading = "<h1><span>Coasts</span><span class=visually-hidden>: </span>Salt of seven hundred years</h1>";
    let title = metadata("", &format!("{heading}{PROSE}")).title;
    assert_eq!(title.as_ref().map(|t| &*t.value), Some("Coasts: Salt of seven hundred years"));
}

#[test]
fn who_wrote_a_review_did_not_write_the_page() {
    let review = "<div itemprop=review itemscope itemtype='https://schema.org/Review'>\
                  <span itemprop=author itemscope itemtype='https://schema.org/Person'><span itemprop=name>Greta Novak</span></span>\
                  <meta itemprop=datePublished content=2023-01-02><p itemprop=reviewBody>It is salty, and I like it so.</p></div>";
    let of_reader = metadata("", &format!("<h1>Salt</h1>{PROSE}{review}"));
    assert_eq!((authors(&of_reader), published(&of_reader)), (vec![], None));
    let own = review.replace("/Review", "/Article").replace("itemprop=review ", "");
    let own = metadata("", &format!("<h1>Salt</h1>{PROSE}{own}"));
    assert_eq!((authors(&own), published(&own)), (vec!["Greta Novak"], Some("2023-01-02")));
}

#[test]
fn an_office_is_no_name() {
    let lines =
        "<div class=topic-author><a href=/u class=author-name>tom78</a><div class=author-role>Participant</div></div>";
    assert_eq!(authors(&under_title("en", lines)), ["tom78"]);
}

#[test]
fn a_name_may_stand_in_two_parts() {
    let json = r#"{"@type": "Article", "headline": "Salt", "author": [
        {"@type": "Person", "givenName": "Greta", "familyName": "Novak"}, {"@type": "Person", "name": "Tom Byrne"}]}"#;
    let found = metadata(&format!("<title>Salt</title>{}", json_ld(json)), &format!("<h1>Salt</h1>{PROSE}"));
    assert_eq!(authors(&found), ["Greta Novak", "Tom Byrne"]);
}

#[test]
fn dates_for_machines_stand_in_other_elements_too() {
    for line in [
        "<p>Posted <abbr class=published title='2024-03-05T08:00:00+00:00'>05/03/2024</abbr></p>",
        "<p>Posted <relative-time datetime='2024-03-05T08:00:00+00:00'>05/03/2024</relative-time></p>",
    ] {
        assert_eq!(published(&under_title("en", line)), Some("2024-03-05T08:00:00Z"), "{line}");
    }
    let abbreviation = "<p>The <abbr title='Salt Works Union'>SWU</abbr> closed its doors before the war.</p>";
    assert_eq!(published(&under_title("en", abbreviation)), None);
}
