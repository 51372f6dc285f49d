//! Hostile data in the scripts of a page.

use super::{Family, PROSE, fill, framed, numbered, text};

fn next_data(json: &str) -> Vec<u8> {
    format!("<script id=__NEXT_DATA__ type='application/json'>{json}</script>{PROSE}").into_bytes()
}

fn json_ld(json: &str) -> Vec<u8> {
    format!("<script type='application/ld+json'>{json}</script>{PROSE}").into_bytes()
}

/// Data scripts.
pub const DATA: &[Family] = &[
    ("json-ld answers", |n| {
        let answers =
            text(n / 2, |i| format!("{{\"@type\":\"Answer\",\"text\":\"It took roof number {i} of the town.\"}},"));
        let page = numbered(n / 2, |i| format!("<p>It took the roof number {i} of the town."));
        framed(&format!("<script type='application/ld+json'>[{answers}1]</script>"), page, "")
    }),
    ("json levels", |n| next_data(&"[".repeat(n))),
    ("json objects", |n| next_data(&format!("{}1{}", "{\"a\":".repeat(n / 6), "}".repeat(n / 6)))),
    ("json numbers", |n| next_data(&format!("[{}1]", "1,".repeat(n / 2)))),
    ("json empties", |n| next_data(&format!("[{}1]", "[],".repeat(n / 3)))),
    ("json keys", |n| next_data(&format!("{{{}\"z\":1}}", text(n, |i| format!("\"k{i}\":1,"))))),
    ("json deep numbers", |n| {
        let path = "{\"a-key-of-some-length\":".repeat(15);
        next_data(&format!("{path}[{}1]{}", "1,".repeat(n / 2), "}".repeat(15)))
    }),
    ("json paths of prose", |n| {
        let prose = "The storm of Monday took the roof of the old chapel, and nobody was hurt.";
        next_data(&format!("{{{}\"z\":1}}", text(n, |i| format!("\"a-key-of-some-length-{i}\":\"{prose}\","))))
    }),
    ("json scripts", |n| fill("<script type='application/json'>[1,2,3]</script>", n)),
    ("json lone surrogates", |n| next_data(&format!("[{}\"\"]", "\"\\ud800 text\",".repeat(n / 14)))),
    ("json-ld that is cyclic", |n| {
        json_ld(&format!(
            "{{\"@graph\":[{}{{}}]}}",
            text(n, |i| {
                format!("{{\"@type\":\"NewsArticle\",\"@id\":\"#{i}\",\"isPartOf\":{{\"@id\":\"#{}\"}}}},", i + 1)
            })
        ))
    }),
    ("json-ld nested articles", |n| {
        let n = n / 36;
        json_ld(&format!("{}1{}", "{\"@type\":\"Article\",\"mainEntity\":".repeat(n), "}".repeat(n)))
    }),
    ("json-ld authors", |n| {
        json_ld(&format!(
            "{{\"@type\":\"NewsArticle\",\"author\":[{}\"Z\"],\"keywords\":[{}\"z\"]}}",
            text(n / 2, |i| format!("{{\"name\":\"A Person{i}\"}},")),
            text(n / 2, |i| format!("\"k{i}\","))
        ))
    }),
    ("json-ld authors that are one, whose name is long", |n| {
        let name = text(n / 2, |i| format!("storm{i} "));
        let authors = "{\"@id\":\"#a\"},".repeat(150);
        let articles =
            text(n / 2, |_| format!("{{\"@type\":\"Article\",\"author\":[{authors}1],\"about\":[{authors}1]}},"));
        json_ld(&format!("[{{\"@id\":\"#a\",\"name\":\"{name}\"}},{articles}1]"))
    }),
    ("json-ld images whose maker has a long name", |n| {
        let name = text(n / 4, |i| format!("storm{i} "));
        let image = |i| format!("{{\"@type\":\"ImageObject\",\"url\":\"/{i}\",\"creator\":{{\"@id\":\"#a\"}}}},");
        let head = json_ld(&format!("[{{\"@id\":\"#a\",\"name\":\"{name}\"}},{}1]", text(n / 2, image)));
        [head, numbered(n / 4, |i| format!("<img src=/{i}>")), PROSE.into()].concat()
    }),
    ("json-ld articles under a long title", |n| {
        let title = text(n / 2, |i| format!("storm{i} "));
        let article =
            |i| format!("{{\"@type\":\"NewsArticle\",\"headline\":\"No. {i}\",\"url\":\"https://e.example/{i}\"}},");
        let head = format!("<title>{title}</title><link rel=canonical href='https://e.example/{title}'>");
        let articles = json_ld(&format!("[{}1]", text(n / 2, article)));
        framed(&head, articles, "")
    }),
    ("json-ld authors over short lines", |n| {
        let author = |i| format!("{{\"name\":\"Ada Example{i}, Bela Muster{i} and Jo Marsh{i}\"}},");
        let authors = text(n / 2, author);
        let lines = fill(&format!("<h2>A part</h2><p>A short line</p>{PROSE}"), n / 2);
        framed(
            &format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":[{authors}\"Z\"]}}</script>"
            ),
            lines,
            "",
        )
    }),
    ("json-ld values side by side", |n| json_ld(&"[]".repeat(n / 2))),
    ("json-ld remarks in a broken string", |n| json_ld(&format!("{{\"a\":\"{}\",}}", "/* // ".repeat(n / 6)))),
    ("json-ld numbers", |n| json_ld(&format!("[{}1]", "1,".repeat(n / 2)))),
    ("json-ld objects", |n| json_ld(&format!("[{}1]", "{\"a\":{}},".repeat(n / 9)))),
    ("json-ld fields", |n| json_ld(&format!("{{{}\"z\":1}}", text(n, |i| format!("\"{i}\":1,"))))),
    ("json-ld and nodes", |n| {
        framed(
            &format!("<script type='application/ld+json'>[{}1]</script>", "{\"a\":1},".repeat(n / 18)),
            fill("<p>x", n / 2),
            "",
        )
    }),
    ("article body", |n| {
        let body = text(n / 2, |i| format!("It came from the sea without warning number {i}.\\n\\n"));
        framed(
            &format!("<script type='application/ld+json'>{{\"articleBody\":\"{body}\"}}</script>"),
            numbered(n / 2, |i| format!("<p>It came from the sea without warning number {i}.</p>")),
            "",
        )
    }),
];
