//! Exports: the points with their responsibilities as CSV, and the picture as SVG.

use em_lab::chart::{self, Bar, BaseTheme, PictureView, Reach};
use em_lab::mixture::{Component, Mixture};
use em_lab::session::{Loading, PointsCsv, Session};

fn finish(session: &mut Session, mut loading: Loading) {
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
}

fn opened(query: &str) -> Session {
    let mut session = Session::new().unwrap();
    let loading = session.open(query).unwrap();
    finish(&mut session, loading);
    session
}

fn written(mut points: PointsCsv) -> String {
    let mut text = String::new();
    let mut before = 0.0;
    while let Some(part) = points.advance() {
        text.push_str(&part);
        assert!(points.progress() > before && points.progress() <= 1.0);
        before = points.progress();
    }
    assert_eq!(before, 1.0);
    text
}

#[test]
fn the_table_has_every_point_in_order_with_its_responsibilities() {
    for query in ["step=7", "k=5&step=3&start=quantiles", "assignment=hard&step=2", "k=1", "k=8&step=40"] {
        let session = opened(query);
        let text = written(session.points());
        let mut lines = text.lines();
        let k = session.scenario().k;
        let names: Vec<_> = (0..k).map(|k| format!("responsibility_{}", em_lab::letter::letter(k))).collect();
        assert_eq!(lines.next(), Some(format!("value,{}", names.join(",")).as_str()));
        let rows: Vec<Vec<f64>> =
            lines.map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect();
        let values: Vec<f64> = rows.iter().map(|row| row[0]).collect();
        assert_eq!(values, session.loaded().data.values(), "{query}");
        let all = session.responsibilities(&values).unwrap();
        let shares: Vec<f64> = rows.iter().flat_map(|row| row[1..].to_vec()).collect();
        assert_eq!(shares, all, "{query}: to the bit");
        for row in &rows {
            assert!((row[1..].iter().sum::<f64>() - 1.0).abs() < 1e-12, "{query}");
        }
    }
}

#[test]
fn the_table_shows_the_state_at_the_time_of_the_call() {
    let mut session = opened("step=2");
    let mut points = session.points();
    let expected = written(session.points());
    let mut text = points.advance().unwrap();
    session.step(20).unwrap();
    let loading = session.open("data=galaxy-velocities&k=6").unwrap();
    finish(&mut session, loading);
    while let Some(part) = points.advance() {
        text.push_str(&part);
    }
    assert_eq!(text, expected);
}

#[test]
fn a_responsibility_near_zero_is_written_with_an_exponent() {
    let mut session = Session::new().unwrap();
    let loading = session.load(vec![-1e50, 0.0, 1.0, 1e50], None, "far", None).unwrap();
    finish(&mut session, loading);
    let text = written(session.points());
    assert!(text.lines().all(|line| line.len() < 100), "{text}");
    assert!(text.contains("-1e50,") && !text.contains("NaN"), "{text}");
}

fn drawn(axis: &str, base: BaseTheme) -> String {
    let bins = [Bar { from: 0.0, to: 1.0, count: 4.0, shares: vec![1.0, 3.0] }];
    let mixture = Mixture::unchecked(vec![
        Component { weight: 0.25, mean: 0.2, sd: 0.1 },
        Component { weight: 0.75, mean: 0.7, sd: 0.2 },
    ]);
    let view = PictureView {
        bins: &bins,
        n: 4.0,
        mixture: &mixture,
        k_means: false,
        truth: None,
        old: None,
        guess: None,
        axis,
        fixed_x: None,
        reach: Reach::default(),
    };
    chart::svg(&view, 600, 300, base).unwrap()
}

#[test]
fn an_svg_refers_to_no_other_file() {
    for base in BaseTheme::ALL {
        let svg = drawn("minutes", base);
        assert!(svg.starts_with("<svg width=\"600\" height=\"300\" viewBox="));
        assert!(svg.contains(" xmlns=\"http://www.w3.org/2000/svg\""));
        let fonts: Vec<&str> = svg.match_indices("font-family=\"").map(|(at, _)| &svg[at + 13..]).collect();
        assert!(fonts.len() > 5 && fonts.iter().all(|rest| rest.starts_with("sans-serif\"")), "{base:?}");
        for from_elsewhere in ["href", "url(", "style", "class", "<script", "@"] {
            assert!(!svg.contains(from_elsewhere), "{base:?}: {from_elsewhere}");
        }
    }
    let [light, dark, projector] = BaseTheme::ALL.map(|base| drawn("minutes", base));
    assert!(light != dark && dark != projector && light != projector, "each theme has its own colours");
}

#[test]
fn an_svg_has_a_title_and_a_description_and_names_are_escaped() {
    let svg = drawn("</text><script>alert(1)</script>\u{0}\u{b}", BaseTheme::Light);
    let told = chart::svg::with_title(&svg, "A & B", "from <1> to \"2\"\u{0}");
    assert!(told.contains("<title>A &amp; B</title>"), "{told}");
    assert!(told.contains("<desc>from &lt;1&gt; to &quot;2&quot;</desc>"));
    assert_eq!(told.matches("<title>").count(), 1);
    assert!(!told.contains("<script") && told.contains("&lt;script&gt;"));
    assert!(told.chars().all(|letter| letter >= ' ' || letter == '\n'), "XML allows no such character");
    assert!(told.trim_end().ends_with("</svg>"));
}
