//! Menus. What stands in the navigation of a header is no text, however deep it lies:
//! menus of large sites unfold into headings, paragraphs and pictures, and the judge looks
//! ten elements out.

use crate::segment::Blocks;

/// Where an element stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Elsewhere,
    Header,
    Menu,
}

/// Main content beside a menu has so many words.
const TEXT: usize = 100;

/// Takes menus out of main content, unless hardly any is left: then one was never closed,
/// and holds the text.
pub(super) fn leave_out(blocks: &Blocks, main: &mut [bool]) {
    let mut places: Vec<Place> = Vec::with_capacity(blocks.elements.len());
    for element in &blocks.elements {
        let around = element.parent.map_or(Place::Elsewhere, |parent| places[parent.index()]);
        places.push(match (around, blocks.names.get(element.tag)) {
            (Place::Header, "nav") => Place::Menu,
            (Place::Elsewhere, "header") => Place::Header,
            _ => around,
        });
    }
    let in_menu = |i: usize| places.get(blocks.blocks[i].owner.index()) == Some(&Place::Menu);
    let beside = (0..main.len()).filter(|i| main[*i] && !in_menu(*i)).map(|i| blocks.blocks[i].words);
    if beside.sum::<usize>() >= TEXT {
        (0..main.len()).filter(|i| in_menu(*i)).for_each(|i| main[i] = false);
    }
}

#[cfg(test)]
mod tests {
    use crate::Options;

    #[test]
    fn a_menu_is_left_out_unless_it_holds_the_text() {
        let text = "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.</p>\
                    <p>It came from the sea without a warning, and the boats that were out had to wait for days.</p>";
        let deep = format!(
            "{}<h3>Ropes</h3><p>See how a rope is laid, from the first yarn to the last turn of the wheel.</p>",
            "<div>".repeat(12)
        );
        let page = |menu: &str, rest: &str| {
            let html = format!(
                "<html><body><header><nav>{menu}</nav></header><article>{}</article></body></html>",
                rest.repeat(4)
            );
            Options::default().cleaner().clean(html.as_bytes()).text
        };
        assert!(!page(&deep, text).contains("first yarn") && page(&deep, text).contains("old chapel"));
        let never_closed = format!("<html><body><header><nav><p>Home</p>{}", text.repeat(4));
        assert!(Options::default().cleaner().clean(never_closed.as_bytes()).text.contains("old chapel"));
    }
}
