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
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers = |c: char| c.is_control() && c != '\t';
    text.chars().map(|c| if steers(c) || turns(c) { '\u{fffd}' } else { c }).collect()
}
