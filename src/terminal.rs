//! What others have written, for a terminal.

/// A name, a message or a page's words as one line: whoever wrote them can
/// neither steer a terminal, nor begin a line, nor turn its order. Control
/// characters, and those that say in which direction text runs, read U+FFFD.
///
/// ```
/// use bodycopy::terminal::one_line;
/// assert_eq!(one_line("storm\u{1b}[2J\n\u{202e}sea"), "storm\u{fffd}[2J\u{fffd}\u{fffd}sea");
/// ```
pub fn one_line(text: &str) -> String {
    let harms = |c: char| steers(c) || c == '\n' || turns(c) || matches!(c, '\u{200e}' | '\u{200f}');
    text.chars().map(|c| if harms(c) { '\u{fffd}' } else { c }).collect()
}

/// A text of several lines, of which none can steer a terminal or turn the order of
/// another. The marks beside a single letter (U+200E, U+200F), without which Hebrew and
/// Arabic cannot be written, stay.
///
/// ```
/// use bodycopy::terminal::lines;
/// assert_eq!(lines("storm\u{1b}[2J\n\u{202e}sea"), "storm\u{fffd}[2J\n\u{fffd}sea");
/// ```
pub fn lines(text: &str) -> String {
    text.chars().map(|c| if steers(c) || turns(c) { '\u{fffd}' } else { c }).collect()
}

fn steers(c: char) -> bool {
    c.is_control() && c != '\t' && c != '\n'
}

/// Embeddings, overrides and isolates.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
