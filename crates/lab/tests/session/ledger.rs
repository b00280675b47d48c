//! The ledger: its sums are those of its rows, and give the next parameters.

use crate::support::{change, opened};
use em_lab::em::HalfStep;
use em_lab::session::{Ledger, Session};

/// A data set of each family, with a value for each row, and one with bars.
const DATA: [&str; 8] = [
    "truth=20,5,12~40,5,15",
    "truth=20,5,300~40,5,700",
    "data=two-coins",
    "family=binomial&trials=12&truth=3,1,40~9,1,60",
    "data=death-notices",
    "family=poisson&truth=4,2,300~60,8,700",
    "family=exponential&truth=2,2,12~20,20,15",
    "family=exponential&truth=2,2,300~20,20,700",
];

fn nearly(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-9 * size.abs().max(a.abs()).max(1.0)
}

/// What a learner works out from the sums.
fn by_hand(ledger: &Ledger, n: f64) -> Vec<[f64; 3]> {
    let one = |&(count, sum, squares): &(f64, f64, f64)| [count / n, sum / count, (squares / count).sqrt()];
    ledger.sums.iter().map(one).collect()
}

fn check(session: &mut Session, what: &str) {
    let ledger = session.ledger();
    let n = session.loaded().data.n() as f64;
    assert_eq!(ledger.rows.iter().map(|row| row.count).sum::<f64>(), n, "{what}: each point once");
    assert_eq!(ledger.bars, session.loaded().data.distinct() > 30, "{what}");
    let k = ledger.next.len();
    let largest = ledger.rows.iter().fold(1.0, |size: f64, row| size.max(row.from.abs()).max(row.to.abs()));
    for row in &ledger.rows {
        assert!(nearly(row.responsibilities.iter().sum(), 1.0, 1.0), "{what}: {row:?}");
        assert!(nearly(row.weighted.iter().sum(), row.density, row.density), "{what}: {row:?}");
        if row.from == row.to {
            assert_eq!(row.x, row.from);
            for k in 0..k {
                let product = row.count * row.responsibilities[k] * row.x;
                assert!(nearly(row.products[k], product, row.count * largest), "{what}: {row:?}");
            }
        }
    }
    for k in 0..k {
        let sum = |of: &dyn Fn(&em_lab::session::LedgerRow) -> f64| ledger.rows.iter().map(of).sum::<f64>();
        let (count, first, squares) = ledger.sums[k];
        assert!(nearly(sum(&|row| row.count * row.responsibilities[k]), count, n), "{what}: N of {k}");
        assert!(nearly(sum(&|row| row.products[k]), first, n * largest), "{what}: Σ r x of {k}");
        assert!(
            nearly(sum(&|row| row.squares[k]), squares, n * largest * largest),
            "{what}: the squares of {k}"
        );
    }
    let expected = by_hand(&ledger, n);
    session.m_step().unwrap();
    for (k, now) in session.snapshot().components.iter().enumerate() {
        assert_eq!(*now, ledger.next[k], "{what}: the engine's own M step");
        if ledger.sums[k].0 < 1e-6 {
            continue; // it holds nothing, or is on its floor
        }
        let [weight, mean, sd] = expected[k];
        assert!(nearly(weight, now.weight, 1.0), "{what}: weight of {k}: {weight}, {now:?}");
        assert!(nearly(mean, now.mean, largest), "{what}: mean of {k}: {mean}, {now:?}");
        if ledger.squares && !session.snapshot().on_floor.contains(&k) {
            assert!(nearly(sd, now.sd, largest), "{what}: sd of {k}: {sd}, {now:?}");
        }
    }
    let after = session.ledger();
    assert_eq!(after.done, Some(HalfStep::M));
    let (rows, sums) = (&ledger.rows, &ledger.sums);
    assert_eq!((&after.rows, &after.sums), (rows, sums), "{what}: the iteration that it has ended");
    assert_eq!(session.last_m().unwrap(), ledger.sums, "{what}");
}

#[test]
fn the_sums_of_the_rows_give_the_engines_next_parameters() {
    for data in DATA {
        for k in 1..=8 {
            for seed in [1, 2, 3] {
                for assignment in ["soft", "hard"] {
                    let start = "start=random-from-data";
                    let query = format!(
                        "{data}&k={k}&{start}&start-seed={seed}&seed={seed}&assignment={assignment}&vary=all"
                    );
                    let Some(mut session) = openable(&query) else { continue };
                    for iteration in 0..4 {
                        session.e_step().unwrap();
                        check(&mut session, &format!("{query}, iteration {iteration}"));
                    }
                }
            }
        }
    }
}

/// A session; none where k is too large for the data.
fn openable(query: &str) -> Option<Session> {
    let mut session = Session::new().unwrap();
    let mut loading = session.open(query).ok()?;
    while !loading.advance().ok()? {}
    session.commit(loading).ok()?;
    Some(session)
}

#[test]
fn the_two_coins_are_those_of_their_source() {
    let mut session = opened("data=two-coins");
    assert_eq!(session.ledger().done, None, "no E step yet");
    session.e_step().unwrap();
    let ledger = session.ledger();
    assert_eq!(ledger.done, Some(HalfStep::E));
    let rows: Vec<(f64, String)> =
        ledger.rows.iter().map(|row| (row.x, format!("{:.2}", row.responsibilities[0]))).collect();
    let expected = [(4.0, "0.35"), (5.0, "0.45"), (7.0, "0.65"), (8.0, "0.73"), (9.0, "0.80")];
    assert_eq!(rows, expected.map(|(x, share)| (x, share.to_string())));
    assert_eq!(
        ledger.next.iter().map(|c| format!("{:.6}", c.mean / 10.0)).collect::<Vec<_>>(),
        ["0.713012", "0.581339"]
    );
    session.m_step().unwrap();
    assert_eq!(session.snapshot().components, ledger.next);
}

#[test]
fn more_than_thirty_values_are_the_bars_of_the_histogram() {
    let mut session = opened("data=galaxy-velocities&k=3&bins=20");
    session.e_step().unwrap();
    let ledger = session.ledger();
    assert!(ledger.bars && ledger.rows.len() <= 20 && ledger.rows.iter().all(|row| row.count > 0.0));
    let bars = em_lab::session::Pictures::default().shape(&session).0;
    let in_picture: Vec<_> = bars.iter().filter(|bar| bar.count > 0.0).collect();
    for (row, bar) in ledger.rows.iter().zip(in_picture) {
        assert_eq!((row.from, row.to, row.count), (bar.from, bar.to, bar.count));
        let held: Vec<f64> = row.responsibilities.iter().map(|r| r * row.count).collect();
        assert!(held.iter().zip(&bar.shares).all(|(a, b)| (a - b).abs() < 1e-9), "{row:?} {bar:?}");
    }
    let values = opened("data=own&values=1,1,2,2,2,9");
    let rows: Vec<(f64, f64)> = values.ledger().rows.iter().map(|row| (row.x, row.count)).collect();
    assert_eq!(rows, [(1.0, 2.0), (2.0, 3.0), (9.0, 1.0)]);
}

#[test]
fn what_does_not_move_has_no_column() {
    assert!(opened("").ledger().squares);
    assert!(!opened("vary=means").ledger().squares);
    assert!(!opened("data=two-coins").ledger().squares);
}

#[test]
fn the_table_as_csv_has_what_is_shown_and_already_there() {
    let mut session = opened("data=own&values=1,1,3,4,9&k=2&start=0.5,2,1~0.5,6,1");
    let header = |session: &Session| session.ledger_csv().lines().next().unwrap().to_string();
    assert_eq!(session.ledger_csv(), "value,count\n1,2\n3,1\n4,1\n9,1\n", "before the first E step");
    session.e_step().unwrap();
    let filled = "value,count,weighted_density_A,weighted_density_B,density,responsibility_A,responsibility_B,product_A,product_B";
    assert_eq!(header(&session), filled);
    let last = |session: &Session| session.ledger_csv().lines().last().unwrap().to_string();
    assert!(last(&session).starts_with("sum,,,,,"), "{}", last(&session));
    session.m_step().unwrap();
    assert_eq!(header(&session), format!("{filled},square_A,square_B"));
    let next: Vec<f64> = last(&session).split(',').skip(5).map(|cell| cell.parse().unwrap()).collect();
    let now = session.snapshot().components;
    assert_eq!(next, [now[0].weight, now[1].weight, now[0].mean, now[1].mean, now[0].sd, now[1].sd]);
    assert!(last(&session).starts_with("next,,,,,"));
    change(&mut session, "hide", "ledger-densities,ledger-products,ledger-next").unwrap();
    assert_eq!(header(&session), "value,count,responsibility_A,responsibility_B");
    assert!(last(&session).starts_with("sum,,"));
    change(&mut session, "hide", "ledger-sums,ledger-responsibilities").unwrap();
    assert!(!session.ledger_csv().contains("sum") && !header(&session).contains("responsibility"));
    assert!(opened("step=1").ledger_csv().starts_with("from,to,count,weighted_density_A"));
}
