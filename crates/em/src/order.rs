//! Things in order: components, borders, bars, a dozen at a time, and numbers by the million.
//!
//! The standard library's sort is made for millions, and takes some kilobytes of the page for
//! each kind of thing it sorts. For a dozen, insertion is as fast, and next to no code; and what
//! may be many is sorted by numbers here, so that there are two kinds: numbers, and their places.

/// Sorts `items`, which are few, so that none stands after one that it should stand `before`;
/// what is alike keeps its order.
pub fn arrange<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for i in 1..items.len() {
        let mut j = i;
        while j > 0 && before(&items[j], &items[j - 1]) {
            items.swap(j - 1, j);
            j -= 1;
        }
    }
}

/// Sorts numbers from the largest down.
#[inline(never)]
pub fn descend(values: &mut [f64]) {
    values.sort_unstable_by(|a, b| b.total_cmp(a));
}

/// Where the numbers stand, from the largest down; what is equal keeps its order.
#[inline(never)]
pub fn ranked(values: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..values.len()).collect();
    places.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_keeps_its_order() {
        let mut items = [(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        arrange(&mut items, |one, other| one.0 < other.0);
        assert_eq!(items, [(1, 'b'), (1, 'e'), (2, 'd'), (3, 'a'), (3, 'c')]);
        assert_eq!(ranked(&[1.0, 3.0, -2.0, 3.0, 1.0]), [1, 3, 0, 4, 2]);
    }
}
