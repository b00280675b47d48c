//! Labels beside the truth: scikit-learn's adjusted Rand index (`adjusted_rand.py`), and fits that are judged.

use super::*;
use em_mixture::compare_k::CompareK;
use em_mixture::dataset::DatasetBuilder;
use em_mixture::labels::{adjusted_rand, judge as judge_line};
use em_mixture::mixture;
use em_mixture::plane::judge;
use em_mixture::start::NamedStart;
use serde_json::Value;

fn references() -> Value {
    serde_json::from_str(include_str!("adjusted_rand.json")).unwrap()
}

fn table(value: &Value) -> Vec<Vec<u32>> {
    let row = |row: &Value| row.as_array().unwrap().iter().map(|x| x.as_u64().unwrap() as u32).collect();
    value.as_array().unwrap().iter().map(row).collect()
}

#[test]
fn the_adjusted_rand_index_is_scikit_learns() {
    let references = references();
    let tables = references["tables"].as_array().unwrap();
    assert!(tables.len() > 20);
    for known in tables {
        let (counts, theirs) = (table(&known["table"]), known["adjusted_rand"].as_f64().unwrap());
        let found = adjusted_rand(&counts);
        assert!((found - theirs).abs() < 1e-14, "{counts:?}: {found}, not {theirs}");
        let columns = 0..counts[0].len();
        let turned: Vec<Vec<u32>> = columns.map(|k| counts.iter().map(|row| row[k]).collect()).collect();
        assert!((adjusted_rand(&turned) - theirs).abs() < 1e-14, "{turned:?}");
    }
}

#[test]
fn tables_that_tell_nothing_have_an_index_too() {
    for (table, index) in [
        (vec![], 1.0),
        (vec![vec![0, 0], vec![0, 0]], 1.0),
        (vec![vec![7]], 1.0),
        (vec![vec![1, 0], vec![0, 1]], 1.0),
        (vec![vec![3, 4]], 0.0),
        (vec![vec![3], vec![4]], 0.0),
        (vec![vec![1, 1], vec![1, 1]], -0.5),
        (vec![vec![5, 0], vec![], vec![0, 6, 1]], 1750.0 / 2146.0),
        (vec![vec![u32::MAX, 0], vec![0, u32::MAX]], 1.0),
    ] {
        assert_eq!(adjusted_rand(&table), index, "{table:?}");
    }
}

/// scikit-learn's fits and ours give the same labels.
#[test]
fn fits_of_iris_and_penguins_are_judged_as_scikit_learns_are() {
    for known in references()["fits"].as_array().unwrap() {
        let file = known["file"].as_str().unwrap();
        let cloud = from_file(file, if file == "iris" { [2, 3] } else { [0, 1] });
        let covariance = reference::of_word(known["covariance"].as_str().unwrap());
        let k = known["k"].as_u64().unwrap() as usize;
        let steps = Steps::new(cloud.clone(), 1, Settings { covariance, ..Settings::default() });
        let fits = CompareK::of(steps, k, (NamedStart::Kmeans, 1)).finish();
        let fit = &fits[k - 1];
        let judged = judge(&cloud, cloud.labels().unwrap(), &fit.mixture);
        let what = format!("{file}, {covariance:?}, {k}");
        assert!((fit.bic / known["bic"].as_f64().unwrap() - 1.0).abs() < 1e-9, "{what}: {}", fit.bic);
        let theirs = known["adjusted_rand"].as_f64().unwrap();
        assert!((judged.adjusted_rand - theirs).abs() < 1e-14, "{what}: {}", judged.adjusted_rand);
        let mut rows = judged.confusion.clone();
        rows.iter_mut().for_each(|row| row.sort_unstable());
        assert_eq!(rows, table(&known["sorted_confusion"]), "{what}");
    }
}

/// Three full covariances of the petals have two good optima. In the higher one two ellipses cross, where two
/// species stand side by side.
#[test]
fn the_more_likely_fit_of_the_petals_finds_the_species_worse() {
    let cloud = from_file("iris", [2, 3]);
    let steps = Steps::new(cloud.clone(), 3, Settings::default());
    let [from_clusters, from_points] = [NamedStart::Kmeans, NamedStart::RandomFromData].map(|start| {
        let fit = CompareK::of(steps.clone(), 3, (start, 1)).finish().remove(2);
        assert!(fit.on_floor.is_empty());
        (fit.bic, judge(&cloud, cloud.labels().unwrap(), &fit.mixture).adjusted_rand)
    });
    assert!(from_points.0 < from_clusters.0 - 2.0, "{from_points:?}, {from_clusters:?}");
    assert!((from_clusters.1 - 0.941).abs() < 5e-4, "{}", from_clusters.1);
    assert!((from_points.1 - 0.583).abs() < 5e-4, "{}", from_points.1);
}

#[test]
fn each_group_is_found_by_its_component() {
    let mixture = Mixture::new(
        [[10.0, 0.0], [0.0, 0.0], [0.0, 10.0]]
            .map(|mean| Component {
                weight: 1.0 / 3.0,
                mean,
                covariance: Covariance::spherical(1.0).unwrap(),
            })
            .to_vec(),
    )
    .unwrap();
    // two points of "a" near the second component, "b" half near the first and half near the third
    let points = vec![[0.1, 0.2], [-0.3, 0.1], [10.5, 0.0], [9.0, 1.0], [10.0, 1.0], [0.0, 11.0]];
    let labels = vec![0, 0, 1, 1, 0, 1];
    let cloud = Cloud::new(points).unwrap().with_labels(labels, vec!["a".into(), "b".into()]).unwrap();
    let judged = judge(&cloud, cloud.labels().unwrap(), &mixture);
    assert_eq!(judged.confusion, [[1, 2, 0], [2, 0, 1]]);
    assert_eq!(judged.matching, [Some(1), Some(0)]);
    assert_eq!(judged.found(), [Some(1), Some(0)]);
    assert_eq!(judged.accuracy, 4.0 / 6.0);
    for (point, best) in cloud.points().zip([1, 1, 0, 0, 0, 2]) {
        assert_eq!(mixture.most_responsible(point), best);
    }
}

#[test]
fn one_dimension_has_the_index_too() {
    let mut builder = DatasetBuilder::default();
    builder.name_labels(vec!["low".into(), "high".into()]).unwrap();
    builder.add_labelled(vec![0.0, 1.0, 2.0, 9.0, 8.0, 10.0], vec![0, 0, 0, 0, 1, 1]).unwrap();
    let data = builder.finish().unwrap();
    let component = |mean| mixture::Component { weight: 0.5, mean, sd: 1.0 };
    let mixture = mixture::Mixture::new(vec![component(9.0), component(1.0)]).unwrap();
    let judged = judge_line(&data, data.labels().unwrap(), &mixture);
    assert_eq!(judged.confusion, [[1, 3], [2, 0]]);
    // s = 3 + 1 pairs are together in both, a = 7 of the labels, b = 6 of the components, c = 15
    assert!((judged.adjusted_rand - (4.0 - 42.0 / 15.0) / (6.5 - 42.0 / 15.0)).abs() < 1e-15);
}
