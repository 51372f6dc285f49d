//! Families of hostile pages: each makes a page of about the size that is
//! asked for, built to make some cost grow faster than the page.

#![allow(dead_code)]

mod data;

pub use data::DATA;

/// A name and a way to make such a page of about so many bytes.
pub type Family = (&'static str, fn(usize) -> Vec<u8>);

/// Prose that the judge takes for an article.
const PROSE: &str = "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.</p>\
                     <p>It came from the sea without a warning, and the boats that were out had to wait for days.</p>";

/// The head of a page that calls itself an article.
const ARTICLE: &str = "<meta property=og:type content=article>";

/// Links that tell Markdown from text.
const MARKED: &str = "[a](/b) [c](/d)\n\n";

fn fill(piece: &str, size: usize) -> Vec<u8> {
    piece.repeat(size / piece.len() + 1).into_bytes()
}

fn numbered(size: usize, make: impl Fn(usize) -> String) -> Vec<u8> {
    let mut page = String::with_capacity(size + 100);
    let mut i = 0;
    while page.len() < size {
        page.push_str(&make(i));
        i += 1;
    }
    page.into_bytes()
}

fn framed(before: &str, middle: Vec<u8>, after: &str) -> Vec<u8> {
    [before.as_bytes(), &middle, after.as_bytes()].concat()
}

fn text(size: usize, make: impl Fn(usize) -> String) -> String {
    String::from_utf8_lossy(&numbered(size, make)).into_owned()
}

/// Random bytes, the same every time.
fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(next).flatten().take(size).collect()
}

/// Structure: what a tree builder might choke on.
pub const STRUCTURE: &[Family] = &[
    ("nested div", |n| fill("<div>", n)),
    ("nested div, text", |n| fill("<div>x ", n)),
    ("nested b", |n| fill("<b>", n)),
    ("nested a", |n| fill("<a href=x>", n)),
    ("nested table", |n| fill("<table>", n)),
    ("nested table cells", |n| fill("<table><tr><td>", n)),
    ("nested list", |n| fill("<ul><li>", n)),
    ("nested mix", |n| fill("<div><p><span><em><ul><li>", n)),
    ("nested nav, p", |n| fill("<nav><p>", n)),
    ("nested section, li", |n| fill("<section><li>", n)),
    ("open option, span", |n| fill("<option><span>", n)),
    ("ends over blocks", |n| fill("<span><div></span>", n)),
    ("rows without a table", |n| fill("<nav><div><tr><tr>", n)),
    ("cells without a table", |n| fill("<div><section><th>x<div>", n)),
    ("a block before a row", |n| fill("<tr><div></div><div>", n)),
    ("tags that close themselves", |n| fill("<div/>", n)),
    ("ends and starts, deep", |n| framed(&"<div>".repeat(600), fill("</b><section>x", n), "")),
    ("raw text over the end of a noscript", |n| fill("<noscript><iframe></noscript><p>x", n)),
    ("raw text in a noscript", |n| framed("<noscript>", fill("<iframe></iframe>x", n), "")),
    ("shadow roots in slots", |n| fill("<x-a><template shadowrootmode=open>x <slot></slot></template>", n)),
    ("shadow roots beside each other", |n| {
        fill("<x-a><template shadowrootmode=open><p>x <slot name=a></slot></template><b slot=a>x</b></x-a>", n)
    }),
    ("a slot for many", |n| {
        let deep = format!("{}<slot></slot>", "<div>".repeat(200));
        framed(&format!("<x-a><template shadowrootmode=open>{deep}</template>"), fill("<b>x</b>y", n), "")
    }),
    ("slots of one root", |n| {
        let slots = text(n / 2, |i| format!("<slot name={i}></slot>"));
        let taken = text(n / 2, |i| format!("<b slot={i}>x</b>"));
        format!("<x-a><template shadowrootmode=open>{slots}</template>{taken}").into_bytes()
    }),
    ("parts sent late", |n| numbered(n, |i| format!("<template id=B:{i:x}></template><p hidden id=S:{i:x}>x"))),
    ("parts sent late, in parts", |n| {
        numbered(n, |i| format!("<div hidden id=S:{i:x}>x<template id=B:{:x}></template></div>", i + 1))
    }),
    ("parts sent late, in parts, backwards", |n| {
        let last = n / 40;
        let part = |i: usize| format!("<div hidden id=S:{:x}>x<template id=B:{i:x}></template></div>", i + 1);
        numbered(n, move |i| part(last.saturating_sub(i)))
    }),
    ("p b ladder", |n| fill("<p><b>", n)),
    ("p b ladder, attributes", |n| numbered(n, |i| format!("<p><b id={i}>text"))),
    ("p b ladder, classes", |n| {
        let classes = text(200, |i| format!("c{i}-name "));
        framed(&(0..24).map(|i| format!("<b class='{i} {classes}'>")).collect::<String>(), fill("<p>x", n), "")
    }),
    ("misnested formatting", |n| fill("<b><i><a href=x></b>text</i></a>", n)),
    ("adoption agency", |n| fill("<a><div></a>", n)),
    ("adoption, text", |n| fill("<b><p>x</b>y", n)),
    ("foster parenting", |n| framed("<table>", fill("<b>x<tr>y", n), "")),
    ("foster text", |n| framed("<table>", fill("x<tr>", n), "")),
    ("siblings", |n| fill("<p>a</p>", n)),
    ("unclosed siblings", |n| fill("<p>a", n)),
    ("cells", |n| framed("<table><tr>", fill("<td>1", n), "")),
    ("spans", |n| framed("<p>", fill("<b>x</b>y", n), "")),
    ("line breaks", |n| fill("a<br><br>", n)),
    ("attributes", |n| framed("<p ", numbered(n, |i| format!("a{i}=1 ")), ">text")),
    ("long attribute", |n| framed("<p class='", fill("post-tags ", n), &format!("'>text</p>{PROSE}"))),
    ("classes", |n| numbered(n, |i| format!("<p class='a{i} b{i}'>x"))),
    ("huge colspan", |n| framed("<table><tr>", fill("<td colspan=9007199254740991 rowspan=9007199254740991>x", n), "")),
    ("selects", |n| fill("<select><option>x", n)),
    ("templates", |n| fill("<template><p>x", n)),
    ("headings", |n| fill("<h1>x", n)),
    ("forms", |n| fill("<form><input><button>x", n)),
    ("svg and math", |n| fill("<svg><desc><math><mi>x", n)),
    ("framesets", |n| fill("<frameset><frame>", n)),
    ("bodies", |n| numbered(n, |i| format!("<body a{i}=1><html b{i}=1>x"))),
    ("end tags", |n| framed("<div><p>", fill("</b></i></x></p></br>", n), "")),
    ("open comment", |n| framed("<p>text<!--", fill("x-", n), "")),
    ("comments", |n| fill("<!--x-->a", n)),
    ("broken comments", |n| fill("<!-", n)),
    ("open script", |n| framed("<p>text<script>", fill("a<b;<!--<script", n), "")),
    ("open cdata", |n| framed("<p>text<svg><![CDATA[", fill("]]", n), "")),
    ("open tag", |n| framed("<p>text<p ", fill("a='\"' ", n), "")),
    ("angle brackets", |n| fill("<", n)),
    ("deep, many blocks", |n| framed(&"<div>".repeat(500), fill("<p>x</p>", n), "")),
    ("deep list, many items", |n| framed(&"<ul><li>".repeat(200), fill("<li>x<li>", n), "")),
    ("links of one long address", |n| {
        framed(&format!("<a href='/{}'>", "x".repeat(n / 2)), fill("<b>x</b>y", n / 2), "")
    }),
    ("long address reopened", |n| framed(&format!("<p><a href='/{}'>x", "x".repeat(n / 2)), fill("<p>y", n / 2), "")),
];

/// Content: what a judge, a rule, metadata or a writer might choke on.
pub const CONTENT: &[Family] = &[
    ("a long line", |n| fill("word ", n)),
    ("one word", |n| fill("w", n)),
    ("a long paragraph", |n| framed("<p>", fill("word, and. ", n), "</p>")),
    ("lines", |n| fill("word word\n", n)),
    ("lines of one letter", |n| fill("a\n", n)),
    ("articles", |n| fill(PROSE, n)),
    ("entities", |n| fill("&amp;&lt;&#65;&bogus;", n)),
    ("open entities", |n| fill("&notit&#x", n)),
    ("links", |n| fill("<a href=x>link</a> ", n)),
    ("linked blocks", |n| fill("<li><a href=/x>A link</a>", n)),
    ("cue phrases", |n| fill("<p>See also</p>", n)),
    ("cue phrases in text", |n| fill("See also: one\nTags: x\nShare this\n", n)),
    ("cues that are links", |n| fill("<p><a href=/x>See also</a></p>", n)),
    ("categories that are links", |n| fill("<p><a href=/x>Categories</a></p>", n)),
    ("lines to share under long heads", |n| {
        let heads = text(n / 2, |_| "words without an end to them ".repeat(n / 1400) + "\n");
        (heads + &"Share this story: words\n".repeat(n / 48)).into_bytes()
    }),
    ("links of markdown", |n| fill("[a](/b) ![c](d.png) ", n)),
    ("links of markdown that lead nowhere", |n| fill("[a](b ](c [", n)),
    ("quotations in quotations of markdown", |n| framed(MARKED, fill(">", n), " x")),
    ("lists of markdown", |n| framed(MARKED, fill("- x\n* y\n", n), "")),
    ("numbers in numbers of markdown", |n| framed(MARKED, fill("1. ", n), "x")),
    ("remarks of markdown", |n| framed(MARKED, fill("<!-- ", n), "x")),
    ("tags of markdown that never end", |n| framed(&format!("{MARKED}<div>\n"), fill("<p ", n), "")),
    ("sections of XML", |n| framed("<?xml version='1.0'?><p>x", fill("<![CDATA[<b>", n), "]]>")),
    ("emphasis of markdown", |n| framed(MARKED, fill("*a", n), "")),
    ("tables of markdown", |n| framed(&format!("{MARKED}|a|b|\n|-|-|\n"), fill("|c|d|e|\n", n), "")),
    ("lines of markdown", |n| framed(MARKED, fill("a\n", n), "")),
    ("lines torn off", |n| fill("word\n, ", n)),
    ("wrapped lines", |n| fill("words of a line that was wrapped at some width or other\n", n)),
    ("lives of people, deep", |n| {
        let life = "<div class=author-bio><p>Words about a person.</div>";
        framed(&"<div>".repeat(400), fill(life, n), "")
    }),
    ("lines of cues", |n| fill("Related articles\nA headline of some words\n", n)),
    ("rows of buttons", |n| fill("Facebook\nWhatsApp\nTelegram\nShare 5\n", n)),
    ("rows that the text speaks of", |n| {
        fill(
            "They wrote to Facebook and WhatsApp about the storm that came over the harbour on the night of Monday.\nFacebook\nReddit\nWhatsApp\nTelegram\n",
            n,
        )
    }),
    ("cues over links", |n| fill("<h3>Related articles</h3><p><a href=/x>One of them</a></p>", n)),
    ("a cue over links", |n| {
        framed(&format!("{PROSE}<h3>Related articles</h3>"), fill("<p><a href=/x>One of many more</a></p>", n), PROSE)
    }),
    ("prose and cues", |n| fill(&format!("{PROSE}<p>Read more: <a href=/x>One of them</a></p>"), n)),
    ("boxes of appeals", |n| framed(&"<div><p>Donate now</p>".repeat(500), fill(PROSE, n), "")),
    ("hints", |n| fill("<div class=tags><a href=/t>tag</a></div><p class=caption>A picture</p>", n)),
    ("comments by hints", |n| {
        framed(PROSE, fill("<div class=comment><p>It took the roof of my barn too, I was there.</p></div>", n), "")
    }),
    ("brackets", |n| framed("<p>Text (", fill("(see [", n), "")),
    ("Markdown", |n| framed("<p>", fill("*_`[]()<>#|~&\\ ", n), "")),
    ("backticks", |n| framed("<p>", fill("<code>`</code>", n), "")),
    ("preformatted", |n| framed("<pre>", fill("a  b\n", n), "")),
    ("images", |n| framed(PROSE, numbered(n, |i| format!("<img src=/{i} alt='A view {i}'><p>x")), PROSE)),
    ("long title", |n| {
        let title = text(n / 2, |i| format!("storm{i} "));
        framed(&format!("<title>{title}</title><h1>{title}</h1>"), fill(PROSE, n / 4), &"<h2>storm</h2>".repeat(n / 60))
    }),
    ("long description", |n| {
        let words = text(n / 2, |i| format!("storm{i} "));
        framed(
            &format!("<meta name=description content='{words}'><h1>Storm</h1>"),
            fill("<p>storm1 storm2</p>", n / 2),
            "",
        )
    }),
    ("many descriptions", |n| numbered(n, |i| format!("<meta name=description content='The storm {i} of Monday'>"))),
    ("keywords", |n| framed("<meta name=keywords content='", numbered(n, |i| format!("k{i},")), &format!("'>{PROSE}"))),
    ("tags", |n| framed("", numbered(n, |i| format!("<meta property=article:tag content='k{i}'>")), PROSE)),
    ("authors in the head", |n| {
        framed("", numbered(n, |i| format!("<meta name=citation_author content='Person{i}, A.'>")), PROSE)
    }),
    ("words of an author", |n| framed("<meta name=author content='", fill("a by and b: ", n), &format!("'>{PROSE}"))),
    ("long names of authors", |n| {
        let name = text(4_000, |i| format!("an{i} and "));
        framed("", fill(&format!("<meta name=author content='{name}'>"), n), PROSE)
    }),
    ("names of tags", |n| framed("", fill("<meta name=parsely-tags content='-'>", n), PROSE)),
    ("own names of tags", |n| framed("", numbered(n, |i| format!("<meta name=t{i}-tags content='-'>")), PROSE)),
    ("a title and a heading", |n| {
        let words = |name: &str| text(n / 3, |i| format!("{name}{i} "));
        let (head, heading) = (words("storm"), words("harbour"));
        framed(&format!("<meta property=og:title content='{head}'><h1>{heading}</h1>"), fill(PROSE, n / 3), "")
    }),
    ("times", |n| fill("<time datetime=2025-05-09>9 May 2025</time>", n)),
    ("bylines", |n| framed(PROSE, numbered(n, |i| format!("<p class=byline>By A. Person{i}</p>")), "")),
    ("bios under bylines", |n| {
        let pair = |i| format!("<p>By Ada Person{i}</p><p>Ada Person{i} writes about the harbour.</p>");
        framed(PROSE, numbered(n, pair), PROSE)
    }),
    ("questions in buttons", |n| {
        fill("<button>How long does it take?</button><p>It takes a day or two, said the mayor of the town.</p>", n)
    }),
    ("signed lines", |n| {
        framed(PROSE, fill("<p>The harbour at noon. (Photo: Ada Example)</p><p>© Ada Example</p>", n), PROSE)
    }),
    ("arrows", |n| framed(PROSE, fill("<p>→ <a href=/x>A headline of some words</a></p><p>→</p>", n), PROSE)),
    ("bracketed links", |n| framed(PROSE, fill("<p>(<a href=/x>The storm of last year took more.</a>)</p>", n), PROSE)),
    ("cross-links in brackets in a paragraph", |n| {
        let paragraph = framed("<p>The boats wait", fill(" (READ: <a href=/x>Harbour reopens</a>)", n), " there.</p>");
        framed(PROSE, paragraph, PROSE)
    }),
    ("sections by their ids", |n| fill("<section id=cookies><h2>A part</h2><p>It came from the sea.</p>", n)),
    ("readings in a paragraph", |n| {
        // The remark makes room for more nodes.
        let reading = format!("<ruby>w<rt><!--{}-->w</rt></ruby>", "x".repeat(60));
        framed(&format!("{PROSE}<p>"), fill(&reading, n), &format!(" came back.</p>{PROSE}"))
    }),
    ("promo codes at the end", |n| {
        let lines = text(n / 2, |i| format!("<p>Line {i} of the log says that the boats lay still"));
        framed(&lines, numbered(n / 2, |i| format!("<p>Use code PIER{i} at checkout")), "")
    }),
    ("anchors", |n| numbered(n, |i| format!("<h2 id=a{i}><a href=#a{i}>x</a></h2><h3><a href=#b{i}>y</a></h3>"))),
    ("codes that nobody filled", |n| framed(PROSE, fill("<p>[gallery ids=\"1,2\"]</p><p>{{ad}}</p>", n), PROSE)),
    ("labels of contents", |n| framed(PROSE, fill("<h2>Contents</h2><ul><li><a href=#x>x</a></ul>", n), PROSE)),
    ("classes of an article", |n| {
        let head = format!("{ARTICLE}{PROSE}");
        framed(&head, numbered(n, |i| format!("<p class='a{i} b{i}'>x")), "")
    }),
    ("pull quotes", |n| {
        let quote = "The storm of Monday took the roof of the old chapel, and nobody was hurt.";
        framed(ARTICLE, fill(&format!("{PROSE}<blockquote><p>{quote}</p><cite>The mayor</cite></blockquote>"), n), "")
    }),
    ("boxes with buttons", |n| {
        let pitch = "<p>Not sure how much it costs?</p><a href=/x>Get a price</a>";
        framed(
            ARTICLE,
            numbered(n, |i| format!("{PROSE}<div class='a{i}'><div class='b{i}'>{pitch}</div></div>")),
            PROSE,
        )
    }),
    ("boxes in boxes", |n| {
        framed(
            &format!("{ARTICLE}{PROSE}"),
            fill("<div><p>Not sure how much it costs?</p>", n),
            "<a href=/x>Get a price</a>",
        )
    }),
    ("cards in links", |n| {
        framed(
            ARTICLE,
            fill(&format!("{PROSE}<a href=/x><h3>A headline of some words</h3><p>And a teaser…</p></a>"), n),
            "",
        )
    }),
    ("headings that the title begins with", |n| {
        framed("<title>A storm at sea | The harbour</title>", fill("<h2>A storm at sea</h2>", n), &PROSE.repeat(3))
    }),
    ("articles with titles of their own", |n| {
        let first = format!("<title>A storm</title><article><h1>A storm</h1>{PROSE}{PROSE}{PROSE}</article>");
        framed(&first, numbered(n, |i| format!("<article><h1>Storm {i}</h1>{PROSE}</article>")), "")
    }),
    ("buttons to shops", |n| {
        framed(ARTICLE, numbered(n, |i| format!("{PROSE}<p><a class=button href=/{i}>Check price {i}</a></p>")), "")
    }),
    ("lists in contents", |n| {
        let head = format!("{ARTICLE}{PROSE}<div class=toc><p>Jump to</p>");
        framed(&head, fill("<li><a href=#x>An entry</a></li><li>Jump to</li>", n), &format!("</div>{PROSE}"))
    }),
    ("types of microdata", |n| {
        framed(PROSE, numbered(n, |i| format!("<div itemscope itemtype='https://schema.org/T{i}'><p>x")), PROSE)
    }),
    ("types of microdata in one attribute", |n| {
        framed("<div itemscope itemtype='", numbered(n, |i| format!("T{i} ")), &format!("'>{PROSE}"))
    }),
    ("hidden", |n| fill("<div hidden><p>The storm of Monday took the roof of the chapel.</p></div>", n)),
];

/// Bytes: what a decoder might choke on.
pub const BYTES: &[Family] = &[
    ("nul bytes", |n| fill("a\0b ", n)),
    ("nul in markup", |n| fill("<p\0 a\0=\0>x\0</p\0>", n)),
    ("lone surrogates", |n| fill("&#xd800;&#xdfff;", n)),
    ("invalid UTF-8", |n| framed("<p>text ", b"\xff\xc3\x28\xe2\x82 ".repeat(n / 6), "")),
    ("overlong UTF-8", |n| framed("<meta charset=utf-8><p>text ", b"\xc0\xaf\xf5\x80\x80\x80 ".repeat(n / 7), "")),
    ("invalid UTF-16", |n| {
        framed("", [b"\xff\xfe<\0p\0>\0".as_slice(), &b"\x00\xd8x\0".repeat(n / 4), b"\0"].concat(), "")
    }),
    ("cut Shift_JIS", |n| framed("<meta charset=shift_jis><p>text ", b"\x83\x65\x83 \x81".repeat(n / 5), "\u{83}")),
    ("cut GB18030", |n| framed("<meta charset=gb18030><p>text ", b"\x81\x30\x81 \x81\x30".repeat(n / 6), "")),
    ("ISO-2022-JP escapes", |n| framed("<meta charset=iso-2022-jp><p>text ", b"\x1b$B0!\x1b(B".repeat(n / 8), "")),
    ("mixed encodings", |n| framed("<p>na\u{ef}ve ", b"\xe9t\xe9 \xd0\xbf\xd1\x80 \x83\x65 ".repeat(n / 12), "")),
    ("many charsets", |n| fill("<meta charset=windows-1251><meta charset=utf-16>", n)),
    ("byte order marks", |n| fill("\u{feff}", n)),
    ("combining marks", |n| fill("e\u{301}\u{302}\u{303}", n)),
    ("right to left", |n| fill("<p>\u{202e}abc\u{200f}", n)),
    ("no spaces", |n| fill("\u{4e00}\u{4e01}\u{3002}", n)),
    ("zip", |n| framed("PK\u{3}\u{4}", noise(n), "")),
    ("noise", noise),
    ("noise in a page", |n| framed("<p>text ", noise(n), "")),
];

/// All families.
pub fn all() -> impl Iterator<Item = &'static Family> {
    [STRUCTURE, CONTENT, DATA, BYTES].into_iter().flatten()
}
