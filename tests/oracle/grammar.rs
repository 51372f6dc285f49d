//! Pages from a grammar: every byte of the input chooses a production, so a
//! fuzzer that changes bytes changes the structure, not the spelling, of a page.

/// Elements that are opened and closed.
const ELEMENTS: &[&str] = &[
    "div",
    "p",
    "section",
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "pre",
    "code",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "b",
    "i",
    "em",
    "strong",
    "a href=/x",
    "a href='javascript:x'",
    "a href='https://e.example/?a=b&c=d'",
    "span",
    "font",
    "nobr",
    "small",
    "button",
    "label",
    "form",
    "select",
    "option",
    "svg",
    "math",
    "template",
    "slot",
    "noscript",
    "textarea",
    "script",
    "style",
    "title",
    "time",
    "q",
    "ruby",
    "rt",
    "details",
    "summary",
    "dialog",
    "x-card",
];

/// Attributes that the library reads.
const ATTRIBUTES: &[&str] = &[
    " class='article-body'",
    " class='related posts'",
    " class=caption",
    " class=share-bar",
    " class=comments",
    " class='author-bio'",
    " class=tags",
    " class=byline",
    " hidden",
    " style='display:none'",
    " aria-hidden=true",
    " role=navigation",
    " itemprop=articleBody",
    " id=content",
    " rel=tag",
    " class='twitter-tweet'",
    " shadowrootmode=open",
    " slot=a",
    " name=a",
    " class=standfirst",
    " class=newsletter",
    " onclick=alert(1)",
    " lang=de",
];

/// Words: prose, cue phrases, and what Markdown and HTML take for their own.
const WORDS: &[&str] = &[
    "The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor of the island.",
    "It came from the sea without a warning, and the boats that were out had to wait for two days. ",
    "See also: ",
    "Read more",
    "Tags: storm, harbour",
    "Share this",
    "Subscribe to our newsletter",
    "Photo: A. Person/Agency",
    "By A. Person",
    "9 May 2025, 10:14",
    "5 min read",
    "Advertisement",
    "\u{a9} 2025",
    "Comments (3)",
    "Related articles",
    "(READ: the harbour)",
    "[edit]",
    "Previous",
    "Next",
    "word",
    " ",
    "\n",
    "\n\n",
    "\t",
    "&nbsp;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;b&amp;gt;",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "# ",
    "- ",
    "+ ",
    "1. ",
    "12) ",
    "> ",
    "    ",
    "|",
    "| --- |",
    "---",
    "===",
    "[x](y)",
    "![x](y)",
    "[x]: y",
    "<!--",
    "-->",
    "&#0;",
    "&#x202e;",
    "\u{0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\\",
    "\"",
    "'",
    ")",
    "(",
    "&",
    ":",
    "http://e.example/a_b_c*d",
    "$",
    "^",
    "\u{4e00}\u{4e01}\u{3002}",
    "\u{e01}\u{e02}",
    "\u{1f600}",
    "e\u{301}",
    "\u{6a9}\u{6cc}\u{6d4}",
    "@a",
    "#storm #harbour",
    "\u{1b}[31m",
    "Q: who?",
    "...",
];

/// Pieces that stand alone.
const PIECES: &[&str] = &[
    "<br>",
    "<br><br>",
    "<hr>",
    "<img src=/i.jpg alt='A view'>",
    "<img src='data:x'>",
    "<input value=x>",
    "<wbr>",
    "</p>",
    "</b>",
    "</a>",
    "</table>",
    "</div>",
    "</body>",
    "</html>",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "<!doctype html>",
    "<meta charset=utf-8>",
    "<meta name=description content='It came from the sea without a warning at all.'>",
    "<link rel=canonical href=https://e.example/a>",
    "<base href=//e.example>",
    "<title>Storm | Site</title>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Storm\",\"author\":[\"A\"]}</script>",
    "<script type='application/json'>{\"a\":[{\"text\":\"Twelve words or more make a sentence that somebody has written, we think.\"}]}</script>",
    "<frameset>",
    "<plaintext>",
    "<td>",
    "<tr>",
    "<col>",
    "</br>",
    "<p",
    "<a href=",
    "<div class='",
];

/// The page that `bytes` choose.
pub fn page_of(bytes: &[u8]) -> String {
    let mut page = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut bytes = bytes.iter().copied().map(usize::from);
    while let Some(choice) = bytes.next() {
        let at = bytes.next().unwrap_or(0);
        match choice % 8 {
            0 | 1 => {
                let element = ELEMENTS[at % ELEMENTS.len()];
                let attribute = if choice & 8 == 0 { "" } else { ATTRIBUTES[choice / 16 % ATTRIBUTES.len()] };
                page.push_str(&format!("<{element}{attribute}>"));
                open.push(element.split(' ').next().unwrap_or(element));
            }
            2 => {
                if let Some(element) = open.pop() {
                    page.push_str(&format!("</{element}>"));
                }
            }
            3 if !open.is_empty() => {
                let element = open.remove(at % open.len());
                page.push_str(&format!("</{element}>"));
            }
            4 => page.push_str(PIECES[at % PIECES.len()]),
            5 => page.push_str(&WORDS[at % WORDS.len()].repeat(1 + choice / 64)),
            _ => page.push_str(WORDS[at % WORDS.len()]),
        }
    }
    page
}

/// The size of a grown page, in bytes: where the fixed part of the promise on
/// memory, and the nodes that every page may have, hide least.
const GROWN: usize = 256 << 10;

/// A large page: what the first `bytes` choose, again and again.
pub fn grown(bytes: &[u8]) -> String {
    let piece = page_of(&bytes[..bytes.len().min(64)]);
    piece.repeat(GROWN / piece.len().max(1))
}
