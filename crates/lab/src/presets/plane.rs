//! The real data sets of points in the plane.

use crate::refusal::Refusal;
use crate::table::{Points, Wishes, read_points};

/// A data set of points that comes with the lab.
#[derive(Clone, Copy, Debug)]
pub struct PlanePreset {
    /// Its name in a sentence.
    pub name: &'static str,
    /// What x and y measure, each with its unit: the labels of the axes.
    pub axes: [&'static str; 2],
    /// The hidden groups that EM may find.
    pub hidden: &'static str,
    /// Who measured it.
    pub reference: &'static str,
    csv: &'static str,
    columns: [&'static str; 2],
    labels: Option<&'static str>,
}

/// 272 eruptions of a geyser, without labels.
pub const OLD_FAITHFUL: PlanePreset = PlanePreset {
    name: "Old Faithful",
    axes: ["minutes an eruption lasts", "minutes to the next eruption"],
    hidden: "short and long eruptions",
    reference: "Härdle (1991); Azzalini and Bowman (1990)",
    csv: super::OLD_FAITHFUL,
    columns: ["eruption_minutes", "waiting_minutes"],
    labels: None,
};

/// The petals of 150 irises of three species.
pub const IRIS_PETALS: PlanePreset = PlanePreset {
    name: "Iris, petals",
    axes: ["petal length in cm", "petal width in cm"],
    hidden: "the species",
    reference: "Anderson (1935); Fisher (1936)",
    csv: include_str!("iris.csv"),
    columns: ["petal_length_cm", "petal_width_cm"],
    labels: Some("species"),
};

/// The sepals of the same irises.
pub const IRIS_SEPALS: PlanePreset = PlanePreset {
    name: "Iris, sepals",
    axes: ["sepal length in cm", "sepal width in cm"],
    columns: ["sepal_length_cm", "sepal_width_cm"],
    ..IRIS_PETALS
};

/// The bills of 342 penguins of three species.
pub const PENGUIN_BILLS: PlanePreset = PlanePreset {
    name: "Penguins’ bills",
    axes: ["bill length in mm", "bill depth in mm"],
    hidden: "the species",
    reference: "Gorman, Williams and Fraser (2014)",
    csv: include_str!("penguin-bills.csv"),
    columns: ["bill_length_mm", "bill_depth_mm"],
    labels: Some("species"),
};

impl PlanePreset {
    /// The preset's points, and labels where it has them.
    pub fn load(&self) -> Result<Points, Refusal> {
        let [column, second] = self.columns.map(|name| Some(name.to_string()));
        let labels = self.labels.map(String::from);
        let (points, _) = read_points(self.csv, Wishes { column, second, labels, ..Wishes::default() })?;
        Ok(points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::presets::preset;
    use crate::scenario::Source;

    #[test]
    fn every_preset_has_the_rows_and_the_groups_that_its_source_says() {
        let species = |names: [&str; 3], counts: [usize; 3]| -> Vec<(String, usize)> {
            names.map(String::from).into_iter().zip(counts).collect()
        };
        let irises = species(["setosa", "versicolor", "virginica"], [50; 3]);
        let penguins = species(["Adelie", "Gentoo", "Chinstrap"], [151, 123, 68]);
        for (preset, first, last, n, groups) in [
            (OLD_FAITHFUL, [3.6, 79.0], [4.467, 74.0], 272, vec![]),
            (IRIS_PETALS, [1.4, 0.2], [5.1, 1.8], 150, irises.clone()),
            (IRIS_SEPALS, [5.1, 3.5], [5.9, 3.0], 150, irises),
            (PENGUIN_BILLS, [39.1, 18.7], [50.2, 18.7], 342, penguins),
        ] {
            let Points { points, labels, names } = preset.load().unwrap();
            assert_eq!((points.len(), points[0], points[n - 1]), (n, first, last), "{}", preset.name);
            let count = |of: usize| labels.iter().filter(|&&label| usize::from(label) == of).count();
            let counted: Vec<(String, usize)> =
                names.into_iter().enumerate().map(|(of, name)| (name, count(of))).collect();
            assert_eq!(counted, groups, "{}", preset.name);
        }
    }

    /// The crate with EM has copies, against which its numbers are tested; and of Old Faithful each column is
    /// a preset of its own.
    #[test]
    fn each_copy_of_the_same_data_is_the_same() {
        for (here, there) in [
            (OLD_FAITHFUL.csv, include_str!("../../../em/tests/plane/data/old-faithful.csv")),
            (IRIS_PETALS.csv, include_str!("../../../em/tests/plane/data/iris.csv")),
            (PENGUIN_BILLS.csv, include_str!("../../../em/tests/plane/data/penguin-bills.csv")),
        ] {
            assert_eq!(here, there);
        }
        let points = OLD_FAITHFUL.load().unwrap().points;
        for (axis, source) in [Source::OldFaithfulEruptions, Source::OldFaithfulWaiting].iter().enumerate() {
            let mut values: Vec<f64> = points.iter().map(|point| point[axis]).collect();
            values.sort_by(f64::total_cmp);
            let alone = preset(*source).unwrap().load().unwrap().finish().unwrap();
            assert_eq!(alone.values(), values);
        }
    }
}
