#![no_main]

#[path = "../../tests/oracle/grammar.rs"]
#[allow(dead_code)]
mod grammar;
#[path = "../../tests/families/memory.rs"]
mod memory;

#[global_allocator]
static COUNTING: memory::Counting = memory::Counting;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let page = grammar::grown(data);
    let (article, peak) = memory::peak(|| bodycopy::clean(page.as_bytes()));
    assert!(peak <= memory::promised(page.len()), "{peak} bytes for {}: {}", page.len(), article.status.name());
});
