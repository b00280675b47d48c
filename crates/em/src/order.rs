//! Sorting with few generic instances, which keeps a wasm module small.
//!
//! Each type that the standard library's sort is used for adds some kilobytes. So short lists are
//! sorted by insertion, which is as fast for a dozen items and much less code, and long ones are
//! sorted here for two types only: numbers and their indices.

/// Sorts a short list by insertion; `before` says which of two comes first. Stable.
pub fn insertion_sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
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

/// The indices of the numbers, from the largest down. Stable.
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
        insertion_sort(&mut items, |one, other| one.0 < other.0);
        assert_eq!(items, [(1, 'b'), (1, 'e'), (2, 'd'), (3, 'a'), (3, 'c')]);
        assert_eq!(ranked(&[1.0, 3.0, -2.0, 3.0, 1.0]), [1, 3, 0, 4, 2]);
    }
}
