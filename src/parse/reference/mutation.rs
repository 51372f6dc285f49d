//! Pages that nobody wrote: pieces of real ones, cut and crossed, with markup
//! strewn in that tokenizers trip over.

use crate::parse::first_bytes;

/// What is strewn in.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<!",
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<!--->",
    "<!--<!-->",
    "-",
    "--",
    "<?php ?>",
    "<!x>",
    "</ x>",
    "</>",
    "<![CDATA[",
    "]]>",
    "]]]>",
    "<!doctype html>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" 'x'>",
    "<!doctype",
    "<!doctype x SYSTEM>",
    "<!doctype x public 'a' 'b' c>",
    "<!doctypex system\"",
    "&",
    "&amp",
    "&amp;",
    "&#",
    "&#x",
    "&#x26;",
    "&#38",
    "&#0;",
    "&#xd800;",
    "&#x80;",
    "&#1114112;",
    "&notit;",
    "&notin;",
    "&ngE;",
    "&copy=1",
    "&lt",
    "&bogus;",
    "\0",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\x0c",
    " ",
    "=",
    "'",
    "\"",
    "`",
    "/",
    "\u{fffd}",
    "\u{feff}",
    "\u{e9}",
    "\u{1f600}",
    "<p>",
    "</p>",
    "<P CLASS=X>",
    "<p class='a' class=b>",
    "<div id=\"a&quot;b\" hidden>",
    "<div/>",
    "</div foo=bar>",
    "<a href=x?a&b=1&copy>",
    "<a\0b c\0=\0>",
    "<x-y Z>",
    "<p =a>",
    "<p a = b / c>",
    "<p a/b='c'd>",
    "<br/>",
    "<img src=a/>",
    "<img alt='>' data-src=\">\">",
    "<script>",
    "</script>",
    "</script x>",
    "</scRipt\n",
    "<script type=application/ld+json>",
    "<script id=__NEXT_DATA__>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "</title/>",
    "<textarea>\n",
    "</textarea>",
    "<xmp>",
    "</xmp>",
    "<iframe>",
    "</iframe>",
    "<noframes>",
    "</noframes>",
    "<noscript>",
    "</noscript>",
    "<plaintext>",
    "<pre>\n",
    "</pre>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mi>",
    "<annotation-xml encoding=text/html>",
    "<foreignObject>",
    "<desc>",
    "<b>",
    "<b id=x>",
    "</b>",
    "<i>",
    "</i>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<select>",
    "<option>",
    "<template>",
    "</template>",
    "<input type=hidden>",
    "<frameset>",
    "<body lang=x>",
    "<html lang=en xml:lang=de>",
    "<font color=x>",
    "<image src=x>",
    "<meta charset=utf-8>",
    "<meta name=a content='b'>",
    "<dialog open>",
    "<button>",
    "<form>",
];

/// Longest piece of a page, in bytes.
const LONGEST: usize = 3000;

/// Makes pages, the same ones for the same seed.
#[derive(Clone, Debug)]
pub struct Mutation {
    state: u64,
}

impl Mutation {
    /// A row of pages; other seeds give other rows.
    pub fn new(seed: u64) -> Self {
        Mutation { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 }
    }

    /// The next page, made of `pages`.
    pub fn next(&mut self, pages: &[String]) -> String {
        let mut page = String::new();
        if !pages.is_empty() && self.below(8) > 0 {
            for _ in 0..=self.below(3) {
                page.push_str(self.piece(pages));
            }
        }
        for _ in 0..=self.below(12) {
            let at = self.boundary(&page);
            match self.below(4) {
                0 => self.shorten(&mut page),
                1 => {
                    let end = self.boundary(&page);
                    let (start, end) = (at.min(end), at.max(end));
                    let end = if end - start > 60 { start } else { end };
                    page.replace_range(start..end, "");
                }
                _ => page.insert_str(at, PIECES[self.below(PIECES.len())]),
            }
        }
        page
    }

    fn piece<'a>(&mut self, pages: &'a [String]) -> &'a str {
        let page = &pages[self.below(pages.len())];
        let start = self.boundary(page);
        first_bytes(&page[start..], self.below(LONGEST))
    }

    /// A random place between characters.
    fn boundary(&mut self, text: &str) -> usize {
        first_bytes(text, self.below(text.len() + 1)).len()
    }

    /// Cuts a few characters off the end.
    fn shorten(&mut self, page: &mut String) {
        for _ in 0..self.below(20) {
            page.pop();
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 20) as usize % bound.max(1)
    }
}
