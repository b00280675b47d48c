//! The ledger of points in the plane: its sums are those of its rows, and give the next parameters.

use crate::plane::plane;
use em_lab::em::HalfStep;
use em_lab::plane::{Component, Scatter};
use em_lab::session::{LedgerOf, Plane, Session, Summed};

/// Few points, two of them equal; and many.
const DATA: [&str; 2] = [
    "data=own&dim=2&values=1,2~2,1.5~2,1.5~3,4~4,3~4.5,6~9,-3~10,-5~11,-4~12,-4.5~13,-7~14,-5",
    "data=old-faithful",
];

type Table = LedgerOf<Plane>;

fn near(is: &[f64], should: &[f64], size: f64, what: &str) {
    for (is, should) in is.iter().zip(should) {
        let room = 1e-9 * size.max(should.abs());
        assert!((is - should).abs() <= room, "{what}: {is}, not {should}");
    }
}

/// The numbers of a row for component k.
fn held(table: &Table, row: usize, k: usize) -> Vec<f64> {
    let row = &table.rows[row];
    Plane::as_numbers(&(row.responsibilities[k], row.products[k], row.squares[k]))
}

/// What a learner works out from the sums of maximum likelihood: weight, mean, covariance.
fn by_hand(table: &Table, k: usize, n: f64, covariance: &str) -> Vec<f64> {
    let (count, [x, y], own) = table.sums[k];
    let pooled = table.sums.iter().fold(Scatter::default(), |sum, (_, _, own)| sum + *own) * n.recip();
    let own = own * count.recip();
    let Scatter { xx, xy, yy } = match covariance {
        "full" => own,
        "tied" => pooled,
        "diagonal" => Scatter { xy: 0.0, ..own },
        _ => Scatter { xx: (own.xx + own.yy) / 2.0, xy: 0.0, yy: (own.xx + own.yy) / 2.0 },
    };
    vec![count / n, x / count, y / count, xx, xy, yy]
}

fn check(session: &mut Session<Plane>, covariance: &str, what: &str) {
    let table = session.ledger();
    let cloud = session.loaded().data.clone();
    let n = cloud.n();
    let (k, size) = (table.next.len(), n as f64 * 1e4);
    assert_eq!((table.done, table.bars), (Some(HalfStep::E), false));
    assert_eq!(table.rows.iter().map(|row| row.count).sum::<f64>(), n as f64, "{what}: each point once");
    assert_eq!(table.rows.len(), if n > 30 { 11 } else { n }, "{what}");
    let mixture = session.em().present().mixture.clone();
    for (i, row) in table.rows.iter().enumerate() {
        near(&[row.responsibilities.iter().sum()], &[row.count], row.count, what);
        if row.count > 1.0 {
            assert!(i == 10 && row.weighted.is_empty(), "{what}: only all others are one row");
            continue;
        }
        assert_eq!(row.x, cloud.point(i), "{what}: in the order of the data");
        near(&[row.weighted.iter().sum(), mixture.ln_density(row.x).exp()], &[row.density; 2], 1e-12, what);
        for j in 0..k {
            let (r, [x, y], [mx, my]) = (row.responsibilities[j], row.x, table.next[j].mean);
            let (dx, dy) = (x - mx, y - my);
            let by_hand = [r, x * r, y * r, r * dx * dx, r * dx * dy, r * dy * dy];
            near(&held(&table, i, j), &by_hand, 1e3, &format!("{what}: row {i} of {j}"));
        }
    }
    for j in 0..k {
        let mut total = [0.0; 6];
        for row in 0..table.rows.len() {
            total.iter_mut().zip(held(&table, row, j)).for_each(|(sum, part)| *sum += part);
        }
        near(&total, &Plane::as_numbers(&table.sums[j]), size, &format!("{what}: sums of {j}"));
    }
    session.m_step().unwrap();
    assert_eq!(session.snapshot().components, table.next, "{what}: the engine's own M step");
    let maximum_likelihood = !what.contains("prior");
    for (j, made) in table.next.iter().enumerate() {
        let is_empty = table.sums.iter().any(|sums| sums.0 < 1e-6);
        if maximum_likelihood && !is_empty && session.snapshot().on_floor.is_empty() {
            near(
                &Plane::made(made),
                &by_hand(&table, j, n as f64, covariance),
                100.0,
                &format!("{what}: {j}"),
            );
        }
    }
    let after = session.ledger();
    assert_eq!(after, Table { done: Some(HalfStep::M), ..table }, "{what}: the iteration that it has ended");
    assert_eq!(session.last_m().unwrap(), after.sums, "{what}");
}

#[test]
fn the_sums_of_the_points_give_the_engines_next_parameters() {
    let mut checked = 0;
    for data in DATA {
        for covariance in ["full", "tied", "diagonal", "spherical"] {
            for more in ["", "&assignment=hard", "&prior=conjugate"] {
                for k in 1..=4 {
                    let link = format!("{data}&covariance={covariance}&k={k}&start=kmeans{more}");
                    let mut session = plane(&link);
                    for iteration in 0..3 {
                        session.e_step().unwrap();
                        check(&mut session, covariance, &format!("{link}, iteration {iteration}"));
                        checked += 1;
                    }
                }
            }
        }
    }
    assert_eq!(checked, 2 * 4 * 3 * 4 * 3);
}

#[test]
fn a_prior_adds_its_constants_to_the_sums() {
    for covariance in ["full", "tied", "diagonal", "spherical"] {
        let session = plane(&format!("data=old-faithful&covariance={covariance}&prior=conjugate&step=1"));
        let (table, prior) = (session.ledger(), session.em().model().prior());
        let pull = |c: &Component| [0, 1].map(|axis| c.mean[axis] - prior.mean[axis]);
        // Λ + Σ r (x − m)(x − m)ᵀ + κ (m − μ₀)(m − μ₀)ᵀ
        let own = |k: usize| table.sums[k].2 + Scatter::of(pull(&table.next[k])) * prior.shrinkage;
        let extra = prior.extra_count(2);
        for (k, made) in table.next.iter().enumerate() {
            let count = table.sums[k].0;
            let both = prior.scale + own(k);
            let expected = match covariance {
                "tied" => (both + own(1 - k)) * (272.0 + extra).recip(),
                "spherical" => {
                    let variance = (prior.scale.xx + own(k).trace()) / (2.0 * count + extra);
                    Scatter { xx: variance, xy: 0.0, yy: variance }
                }
                "diagonal" => Scatter { xy: 0.0, ..both * (count + extra).recip() },
                _ => both * (count + extra).recip(),
            };
            let is = made.covariance.scatter();
            let of = |of: Scatter| [of.xx, of.xy, of.yy];
            near(&of(is), &of(expected), 1.0, &format!("{covariance}, {k}"));
            let mean = [0, 1].map(|axis| {
                (table.sums[k].1[axis] + prior.shrinkage * prior.mean[axis]) / (count + prior.shrinkage)
            });
            near(&made.mean, &mean, 1.0, &format!("{covariance}, mean {k}"));
        }
    }
}

#[test]
fn the_table_as_csv_has_what_is_shown_and_already_there() {
    let few = "data=own&dim=2&values=1,2~3,4~3,4~9,8&k=2&start=0.5,2,3,1,1,0~0.5,8,8,1,1,0";
    let header = |session: &Session<Plane>| session.ledger_csv().lines().next().unwrap().to_string();
    let last = |session: &Session<Plane>| session.ledger_csv().lines().last().unwrap().to_string();
    let mut session = plane(few);
    assert_eq!(session.ledger_csv(), "x,y,count\n1,2,1\n3,4,1\n3,4,1\n9,8,1\n", "before the first E step");
    session.e_step().unwrap();
    let filled = "x,y,count,weighted_density_A,weighted_density_B,density,responsibility_A,responsibility_B,product_x_A,product_x_B,product_y_A,product_y_B";
    assert_eq!(header(&session), filled);
    assert!(last(&session).starts_with("sum,,,,,,"), "{}", last(&session));
    session.m_step().unwrap();
    let squares = "square_xx_A,square_xx_B,square_xy_A,square_xy_B,square_yy_A,square_yy_B";
    assert_eq!(header(&session), format!("{filled},{squares}"));
    let next: Vec<f64> = last(&session).split(',').skip(6).map(|cell| cell.parse().unwrap()).collect();
    let [a, b] = [0, 1].map(|k| Plane::made(&session.snapshot().components[k]));
    let in_columns: Vec<f64> = a.into_iter().zip(b).flat_map(|(a, b)| [a, b]).collect();
    assert_eq!(next, in_columns, "each under the sum that it is made of");
    let hidden = plane(&format!("{few}&step=2&covariance=spherical&hide=ledger-densities,ledger-next"));
    assert!(header(&hidden).ends_with("product_y_B,square_xx_A,square_xx_B,square_yy_A,square_yy_B"));
    assert!(header(&hidden).starts_with("x,y,count,responsibility_A") && last(&hidden).starts_with("sum"));
    assert!(!header(&plane(&format!("{few}&step=2&vary=means"))).contains("square"));
    let many = plane("data=old-faithful&step=1").ledger_csv();
    let others: Vec<&str> = many.lines().nth(11).unwrap().split(',').take(7).collect();
    assert_eq!(others[..6], ["", "", "262", "", "", ""], "all others have no place and no density");
    assert!(others[6].parse::<f64>().unwrap() > 1.0);
}
