//! The letters of the components. A component keeps its letter from start to end.

/// The letter of component k, A to H.
pub fn letter(k: usize) -> char {
    char::from(b'A' + k as u8)
}

/// "A is", "A and C are"; nothing of none.
pub(crate) fn letters_are(components: &[usize]) -> Option<String> {
    let letters: Vec<String> = components.iter().map(|&k| letter(k).to_string()).collect();
    match letters.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is")),
        [most @ .., last] => Some(format!("{} and {last} are", most.join(", "))),
    }
}
