//! The lesson is true: each "Show me" of `index.html` opens, and shows what its chapter says, to the
//! digits that are printed there.

mod climbing;
mod page;
mod pitfalls;

use em_lab::session::{Session, Snapshot};

const PAGE: &str = include_str!("../../../../index.html");

/// The chapters' anchors, in order.
const CHAPTERS: [&str; 12] = [
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
    "real-data",
    "your-own",
];

/// A chapter's own text, from its heading to its end.
fn chapter(id: &str) -> &'static str {
    let opening = format!("<section id=\"{id}\">");
    let (_, rest) = PAGE.split_once(opening.as_str()).unwrap_or_else(|| panic!("no chapter {id}"));
    rest.split_once("</section>").unwrap().0
}

/// The scenario of a chapter's one "Show me", as a browser reads it.
fn link(id: &str) -> String {
    let (_, rest) = chapter(id).split_once("<a class=\"show-me\" href=\"#").unwrap();
    rest.split_once('"').unwrap().0.replace("&amp;", "&")
}

fn opened(query: &str) -> Session {
    let mut session = Session::new().unwrap();
    let mut loading = session.open(query).unwrap_or_else(|refusal| panic!("{query}: {refusal:?}"));
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
    session
}

/// Changes a setting, as a control does.
fn change(session: &mut Session, name: &str, value: &str) {
    let mut loading = session.change(name, value).unwrap();
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
}

fn converge(session: &mut Session) -> Snapshot {
    let mut run = session.run_to_convergence();
    while !run.advance().unwrap() {}
    session.commit_run(run);
    session.snapshot()
}

/// The chapter's lab and its snapshot; checks that each of `said` is in the chapter's text.
fn shown(id: &str, said: &[&str]) -> (Session, Snapshot) {
    for words in said {
        assert!(chapter(id).contains(words), "{id} no longer says {words:?}");
    }
    let session = opened(&link(id));
    let snapshot = session.snapshot();
    (session, snapshot)
}

/// `value` rounds to what is printed.
fn reads(value: f64, printed: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    assert_eq!(format!("{value:.decimals$}"), printed);
}

/// How many points are guessed wrong.
fn wrong(snapshot: &Snapshot) -> usize {
    let right = snapshot.labels.as_ref().unwrap().accuracy * snapshot.n as f64;
    snapshot.n - right.round() as usize
}

/// The values of the points that bear each label.
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

/// Where A's share is one half, between two places on either side of it.
fn even(session: &Session, mut from: f64, mut to: f64) -> f64 {
    for _ in 0..60 {
        let middle = 0.5 * (from + to);
        if share_of_a(session, middle) > 0.5 { from = middle } else { to = middle }
    }
    from
}
