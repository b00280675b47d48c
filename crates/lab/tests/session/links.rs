//! The promise of version 1: a link opens for ever what it opened then. `links-of-version-1.tsv` has links of every
//! name and kind, and what each opened; a line is never changed or removed, and a later version may add some.

use std::fmt::Write;

use em_lab::scenario::Scenario;
use em_lab::session::{In, Session, Space};

use super::plane;

const LINKS: &str = include_str!("links-of-version-1.tsv");

/// What a link opens: its canonical form, then n, the position, the status, the log-likelihood per point, and
/// each component: weight, mean, sd; in the plane weight, mean, sds, correlation.
fn what_it_opens(link: &str) -> String {
    match plane::lab(link) {
        In::Line(session) => described(&session, |c| vec![c.weight, c.mean, c.sd]),
        In::Plane(session) => described(&session, |c| {
            let ([mx, my], [sx, sy]) = (c.mean, c.covariance.sds());
            vec![c.weight, mx, my, sx, sy, c.covariance.rho()]
        }),
    }
}

fn described<S: Space>(session: &Session<S>, numbers: impl Fn(&S::Component) -> Vec<f64>) -> String {
    let snapshot = session.snapshot();
    let mut text = format!(
        "{}\t{} {} {} {}",
        session.scenario(),
        snapshot.n,
        snapshot.position,
        snapshot.status.name(),
        snapshot.mean_log_likelihood,
    );
    for number in snapshot.components.iter().flat_map(numbers) {
        write!(text, " {number}").unwrap();
    }
    text
}

/// Equal words, and numbers equal to 1e-9: other processors round otherwise.
fn same(one: &str, other: &str) -> bool {
    let mut words = one.split_whitespace().zip(other.split_whitespace());
    one.split_whitespace().count() == other.split_whitespace().count()
        && words.all(|(one, other)| match (one.parse::<f64>(), other.parse::<f64>()) {
            (Ok(one), Ok(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
            _ => one == other,
        })
}

#[test]
fn every_link_of_version_1_opens_what_it_opened() {
    let lines: Vec<_> = LINKS.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() >= 60);
    let wrong: Vec<_> = lines
        .iter()
        .filter_map(|line| {
            let (link, then) = line.split_once('\t').unwrap_or((line, ""));
            let now = what_it_opens(link);
            (!same(then, &now)).then(|| format!("{link}\t{now}"))
        })
        .collect();
    assert!(wrong.is_empty(), "these links open something else:\n{}", wrong.join("\n"));
}

#[test]
fn the_corpus_has_every_name_and_every_word() {
    let has = |text: &str| LINKS.lines().any(|line| line.split('\t').next().unwrap().contains(text));
    for name in Scenario::NAMES {
        assert!(has(&format!("{name}=")), "no link has {name}");
    }
    for (name, words) in Scenario::choices() {
        for word in words {
            assert!(has(word), "no link has {name}={word}");
        }
    }
}
