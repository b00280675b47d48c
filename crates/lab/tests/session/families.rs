//! Families in a session: presets open as their sources have them, impossible values are refused where they
//! are, bars stand on whole numbers, and the words are those of the family.

use em_lab::chart::Bar;
use em_lab::session::{Parameter, Pictures, Session};
use em_lab::table::Wishes;

use crate::support::{change, linked, opened};

fn means(session: &Session) -> Vec<f64> {
    session.snapshot().components.iter().map(|c| c.mean).collect()
}

fn close(found: &[f64], should: &[f64], within: f64) {
    let near = found.iter().zip(should).all(|(one, other)| (one - other).abs() <= within);
    assert!(found.len() == should.len() && near, "{found:?}, not {should:?}");
}

/// Figures of Do and Batzoglou (2008), Li (2012) and Hasselblad (1969), with more digits from SciPy
/// (`crates/em/tests/families/trajectories.py`).
#[test]
fn presets_open_with_their_sources_start_and_reach_its_numbers() {
    let mut coins = opened("data=two-coins");
    coins.e_step().unwrap();
    let of_a: Vec<f64> = [5.0, 9.0, 8.0, 4.0, 7.0].map(|x| coins.responsibilities(&[x]).unwrap()[0]).to_vec();
    close(&of_a, &[0.45, 0.80, 0.73, 0.35, 0.65], 0.005);
    coins.m_step().unwrap();
    close(&means(&coins), &[7.13012, 5.81339], 5e-6);
    assert!(
        coins.sentence().to_string().contains("7.13, a chance of heads of 0.713"),
        "{}",
        coins.sentence()
    );

    let mut three = opened("data=three-coins&tol=0");
    three.step(3).unwrap();
    let components = three.snapshot().components;
    close(&[components[0].weight], &[0.4064], 5e-5);
    close(&means(&three), &[0.5368, 0.6432], 5e-5);

    let mut days = opened("data=death-notices&tol=0&max=10000");
    days.step(10).unwrap();
    close(&means(&days), &[1.110, 2.575], 5e-4);
    days.step(9000).unwrap();
    close(&means(&days), &[1.256095, 2.663404], 5e-6);
    close(&[days.snapshot().log_likelihood], &[-1989.94586], 5e-6);
}

#[test]
fn where_the_start_decides_the_status_says_so() {
    let mut three = opened("data=three-coins");
    three.step(10).unwrap();
    assert!(
        three.snapshot().reason.contains("Many other fits are exactly as good"),
        "{}",
        three.snapshot().reason
    );
    let mut two = opened("data=two-coins&vary=all");
    two.step(500).unwrap();
    assert!(!two.snapshot().reason.contains("exactly as good"), "{}", two.snapshot().reason);
}

#[test]
fn a_value_that_cannot_be_is_refused_where_it_is_and_nothing_is_lost() {
    let session = opened("family=binomial&step=2");
    let before = session.scenario();
    for (values, words) in [
        (
            vec![3.0, 2.5, 4.0],
            "value 2 is 2.5, which cannot be: a binomial gives how often of 10 tosses it was heads",
        ),
        (vec![3.0, 2.0, 11.0], "value 3 is 11, which cannot be"),
    ] {
        let refusal = session.load(values, None, "", None).unwrap_err().to_string();
        assert!(refusal.starts_with(words), "{refusal}");
        assert!(refusal.ends_with("mend it, leave it out, or choose another family"), "{refusal}");
    }
    let text = "who;heads\nAda;3\nBob;2,5\nCid;9\n";
    let refusal = session.load_text(text, "toss.csv", Wishes::default()).unwrap_err().to_string();
    assert!(refusal.starts_with("the number in line 3 is 2.5, which cannot be"), "{refusal}");
    assert_eq!(session.scenario(), before);

    let mut counts = opened("family=poisson");
    let refusal = counts.load(vec![1.0, -1.0], None, "", None).unwrap_err().to_string();
    assert!(refusal.starts_with("value 2 is -1, which cannot be: a Poisson gives counts"), "{refusal}");
    let refusal =
        change(&mut counts, "data", "old-faithful-eruptions").map(|()| counts.scenario().to_string());
    assert_eq!(refusal.unwrap(), "data=old-faithful-eruptions");
    let refusal = change(&mut counts, "family", "poisson").unwrap_err().to_string();
    assert!(refusal.starts_with("among the values is 1.6, which cannot be"), "{refusal}");
}

#[test]
fn a_link_with_impossible_values_opens_with_gaussians_and_says_so() {
    let session = linked("data=own&values=1,2.5,4&family=poisson");
    assert_eq!(session.scenario().to_string(), "data=own&values=1,2.5,4");
    assert!(session.notices()[0].contains("2.5, which cannot be"), "{:?}", session.notices());
}

fn bars(session: &Session) -> Vec<Bar> {
    Pictures::default().shape(session).0
}

#[test]
fn counts_have_a_bar_for_each_whole_number_or_for_several() {
    let coins = bars(&opened("data=two-coins"));
    let edges: Vec<(f64, f64)> = coins.iter().map(|bar| (bar.from, bar.to)).collect();
    assert_eq!(edges, (0..=10).map(|x| (f64::from(x) - 0.5, f64::from(x) + 0.5)).collect::<Vec<_>>());
    let counts: Vec<f64> = coins.iter().map(|bar| bar.count).collect();
    assert_eq!(counts, [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0]);

    let many = opened("family=poisson&truth=300,500~900,500&bins=40");
    let wide = bars(&many);
    let width = wide[0].to - wide[0].from;
    assert!(width > 1.0 && width.fract() == 0.0 && wide.len() <= 40, "{} bars of {width}", wide.len());
    assert!(wide.iter().all(|bar| bar.from.rem_euclid(1.0) == 0.5 && bar.to - bar.from == width));
    assert_eq!(wide.iter().map(|bar| bar.count).sum::<f64>(), 1000.0);
}

#[test]
fn a_mean_by_hand_is_a_start_and_an_sd_is_refused() {
    let mut coins = opened("data=two-coins&step=4");
    coins.touch(0, Parameter::Mean, 8.0).unwrap();
    assert!(coins.scenario().to_string().contains("start=0.5,8~0.5,"), "{}", coins.scenario());
    assert!((coins.snapshot().components[0].sd - 1.6_f64.sqrt()).abs() < 1e-15);
    let refusal = coins.touch(0, Parameter::Sd, 1.0).unwrap_err().to_string();
    assert!(refusal.contains("the sd follows from the mean"), "{refusal}");
    assert!(coins.touch(0, Parameter::Mean, 10.5).unwrap_err().to_string().contains("a mean from 0 to 10"));
}

#[test]
fn every_family_does_all_that_gaussians_do() {
    for family in ["binomial", "poisson", "exponential"] {
        for k in 1..=8 {
            for seed in 1..=3 {
                let link = format!("family={family}&k={k}&seed={seed}&truth=3,60~8,40&start-seed={seed}");
                let mut session = opened(&link);
                let mut last = f64::NEG_INFINITY;
                for _ in 0..20 {
                    let objective = session.snapshot().objective;
                    assert!(objective >= last - 1e-12, "{link}: {last}, then {objective}");
                    last = objective;
                    session.half_step().unwrap();
                }
                let link = session.scenario().to_string();
                assert_eq!(opened(&link).snapshot(), session.snapshot(), "{link}");
                for _ in 0..20 {
                    session.back();
                }
                assert_eq!(session.em().position(), 0);
                let mut pictures = Pictures::default();
                let (bars, _) = pictures.shape(&session);
                assert_eq!(bars.iter().map(|bar| bar.count).sum::<f64>(), 100.0);
                if k == 2 {
                    let axes = session.landscape(0, 1).unwrap().axes;
                    assert!(axes[0].from >= 0.0, "{axes:?}");
                }
            }
        }
    }
}
