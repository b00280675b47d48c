//! The lessons are true: each "Show me" of `index.html` and of `plane.html` opens, and shows the numbers that its
//! chapter prints, to the last digit.

mod climbing;
mod page;
mod pitfalls;
mod plane;
mod plane_pitfalls;
#[path = "../support/mod.rs"]
mod support;

use em_lab::session::{Session, Snapshot};
use support::{change, converge, opened};

const PAGE: &str = include_str!("../../../../index.html");
const PLANE_PAGE: &str = include_str!("../../../../plane.html");

/// The chapters' anchors, in order.
const CHAPTERS: [&str; 13] = [
    "hidden-groups",
    "mixture",
    "hen-and-egg",
    "e-step",
    "m-step",
    "climb",
    "start-matters",
    "breaks",
    "how-many",
    "relatives",
    "other-curves",
    "real-data",
    "your-own",
];

/// Those of the second lesson.
const PLANE_CHAPTERS: [&str; 6] =
    ["ellipses", "plane-steps", "shapes", "plateaus", "how-many-ellipses", "straight-borders"];

/// A chapter's text, from its heading to its end.
fn chapter(id: &str) -> &'static str {
    let opening = format!("<section id=\"{id}\">");
    let of = |page: &'static str| page.split_once(opening.as_str());
    let (_, rest) = of(PAGE).or_else(|| of(PLANE_PAGE)).unwrap_or_else(|| panic!("no chapter {id}"));
    rest.split_once("</section>").unwrap().0
}

/// The scenarios of a chapter's "Show me" links, as a browser reads them.
fn links(id: &str) -> Vec<String> {
    links_in(chapter(id))
}

fn links_in(text: &str) -> Vec<String> {
    let links = text.split("<a class=\"show-me\" href=\"#").skip(1);
    links.map(|rest| rest.split_once('"').unwrap().0.replace("&amp;", "&")).collect()
}

/// The first of them.
fn link(id: &str) -> String {
    links(id).swap_remove(0)
}

/// The chapter's lab and its snapshot; checks that the chapter's text contains each of `said`.
fn shown(id: &str, said: &[&str]) -> (Session, Snapshot) {
    for words in said {
        assert!(chapter(id).contains(words), "{id} no longer says {words:?}");
    }
    let session = opened(&link(id));
    let snapshot = session.snapshot();
    (session, snapshot)
}

/// Checks that `value` rounds to the printed number.
fn reads(value: f64, printed: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    assert_eq!(format!("{value:.decimals$}"), printed);
}

/// How many points are labelled wrong.
fn wrong(snapshot: &Snapshot) -> usize {
    let right = snapshot.labels.as_ref().unwrap().accuracy * snapshot.n as f64;
    snapshot.n - right.round() as usize
}

/// The values of the points with each label.
fn by_label(session: &Session) -> Vec<Vec<f64>> {
    let data = &session.loaded().data;
    let labels = data.labels().unwrap();
    let mut groups = vec![Vec::new(); labels.names().len()];
    for (&value, &label) in data.values().iter().zip(labels.of()) {
        groups[usize::from(label)].push(value);
    }
    groups
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// A's share of a point at x.
fn share_of_a(session: &Session, x: f64) -> f64 {
    session.responsibilities(&[x]).unwrap()[0]
}

/// The x between `from` and `to` where A's share is one half.
fn even(session: &Session, mut from: f64, mut to: f64) -> f64 {
    for _ in 0..60 {
        let middle = 0.5 * (from + to);
        if share_of_a(session, middle) > 0.5 { from = middle } else { to = middle }
    }
    from
}
