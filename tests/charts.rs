use em_mixture::chart::{self, Bin, Look, View};
use em_mixture::mixture::{Component, Mixture};
fn mixture(parts: &[(f64, f64, f64)]) -> Mixture {
    Mixture::new(parts.iter().map(|&(weight, mean, sd)| Component { weight, mean, sd }).collect())
}
fn bins(truth: &Mixture, lo: f64, hi: f64, count: usize, n: f64, by: Option<&Mixture>) -> Vec<Bin> {
    (0..count).map(|j| {
        let w = (hi-lo)/count as f64; let from = lo + w*j as f64; let x = from + w/2.0;
        let c = (truth.density(x)*n*w*(1.0 + 0.06*((j*7919)%13) as f64/13.0 - 0.03)).round();
        let shares = by.map(|m| m.responsibilities(x).iter().map(|r| r*c).collect()).unwrap_or_default();
        Bin { from, to: from + w, count: c, shares }
    }).collect()
}
#[test]
fn look() {
    let truth = mixture(&[(0.3,20.,5.),(0.7,40.,5.)]);
    let est = mixture(&[(0.41,24.31,7.62),(0.59,38.77,6.08)]);
    let save = |name: &str, s: String| { println!("{name} {}", s.len()); std::fs::write(format!("/tmp/look/{name}.svg"), s).unwrap() };
    for look in Look::ALL { for (e, by) in [("pre", None), ("post", Some(&est))] {
        let b = bins(&truth, 3., 58., 50, 10000., by);
        let v = View { bins: &b, n: 10000., mixture: &est, truth: by.map(|_| &truth), axis: "value" };
        save(&format!("{look:?}-{e}"), chart::svg(&v, 1000, 440, look).unwrap());
        save(&format!("{look:?}-{e}-small"), chart::svg(&v, 320, 200, look).unwrap());
    }}
    let eight = mixture(&(0..8).map(|k| (0.125, 8.0+6.5*k as f64, 1.6)).collect::<Vec<_>>());
    let b = bins(&truth, 3., 58., 50, 10000., Some(&eight));
    let v = View { bins: &b, n: 10000., mixture: &eight, truth: None, axis: "value" };
    save("eight", chart::svg(&v, 1000, 440, Look::Light).unwrap());
    save("eight-dark", chart::svg(&v, 1000, 440, Look::Dark).unwrap());
    let near = mixture(&(0..8).map(|k| (0.125, 38.0+0.1*k as f64, 5.0)).collect::<Vec<_>>());
    let v = View { bins: &b, n: 10000., mixture: &near, truth: None, axis: "value" };
    save("near", chart::svg(&v, 320, 200, Look::Light).unwrap());
    let spike = mixture(&[(0.3,20.,5.),(0.68,40.,5.),(0.02, 30.,0.02)]);
    let b = bins(&truth, 3., 58., 200, 10000., Some(&spike));
    let v = View { bins: &b, n: 10000., mixture: &spike, truth: Some(&truth), axis: "minutes between eruptions" };
    save("spike", chart::svg(&v, 1000, 440, Look::Light).unwrap());
    let t = mixture(&[(0.3,2e-9,5e-10),(0.7,4e-9,5e-10)]);
    let b = bins(&t, 0.3e-9, 5.8e-9, 30, 1000., Some(&t));
    let v = View { bins: &b, n: 1000., mixture: &t, truth: Some(&t), axis: "metres" };
    save("nano", chart::svg(&v, 640, 360, Look::Light).unwrap());
}
