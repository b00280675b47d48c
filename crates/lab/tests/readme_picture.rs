//! The README's picture is drawn by the library, so it shows what the page shows.
//!
//! `UPDATE_PICTURE=1 cargo test --test readme_picture` draws it anew.
//!
//! Another machine's exp and ln may differ in their last bits, which can move a vertex by an
//! eighth of a pixel, or add or remove one. So the test compares what is visible: the same shapes
//! in the same order, each at its place to half a pixel.

use em_lab::chart::{self, BaseTheme, PictureView};
use em_lab::session::{ColouredBy, Pictures, Session};
use std::path::Path;

/// Half-steps from the start: one E step, so that the bars are coloured and the curves will move.
const POSITION: usize = 1;
/// Half a CSS pixel, in the picture's own eighths.
const HALF_A_PIXEL: f64 = 4.0;

/// The worked example just after its first E step.
fn picture() -> String {
    let mut session = Session::new().expect("the default scenario opens");
    for _ in 0..POSITION {
        session.half_step().expect("EM has not stopped so early");
    }
    let scene = Pictures::default().in_motion(&session, POSITION, 1.0, ColouredBy::Estimate);
    let truth = session.revealed_truth();
    let view = PictureView {
        bins: &scene.bars,
        n: session.loaded().data.n() as f64,
        mixture: &scene.mixture,
        k_means: false,
        truth: truth.as_ref(),
        old: None,
        guess: None,
        axis: &session.loaded().units,
        fixed_x: None,
        reach: scene.reach,
    };
    chart::svg(&view, 1000, 440, BaseTheme::Light).expect("an SVG can always be drawn")
}

/// The shapes of a drawing, each as its text up to the next shape.
fn shapes(svg: &str) -> Vec<&str> {
    svg.split('<').map(str::trim_end).filter(|shape| !shape.is_empty()).collect()
}

/// The attributes of a shape, and the text after them.
fn attributes(shape: &str) -> Vec<(&str, &str)> {
    let mut parts = shape.split('"');
    let mut found = Vec::new();
    while let Some(name) = parts.next() {
        found.push((name.trim(), parts.next().unwrap_or_default()));
    }
    found
}

fn vertices(points: &str) -> Vec<(f64, f64)> {
    let vertex =
        |text: &str| text.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)));
    points.split_whitespace().filter_map(vertex).collect()
}

/// The largest distance between a place and a line: 0 on it.
fn distance((x, y): (f64, f64), line: &[(f64, f64)]) -> f64 {
    let to_piece = |piece: &[(f64, f64)]| {
        let ((x0, y0), (x1, y1)) = (piece[0], piece[1]);
        let (dx, dy) = (x1 - x0, y1 - y0);
        let part = (((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy).max(1e-9)).clamp(0.0, 1.0);
        (x0 + part * dx - x).hypot(y0 + part * dy - y)
    };
    line.windows(2).map(to_piece).fold(f64::MAX, f64::min)
}

/// Whether two values of an attribute look the same.
fn looks_alike(name: &str, a: &str, b: &str) -> bool {
    match name {
        "points" => {
            let (a, b) = (vertices(a), vertices(b));
            let on = |from: &[(f64, f64)], to: &[(f64, f64)]| {
                from.iter().all(|&place| distance(place, to) <= HALF_A_PIXEL)
            };
            on(&a, &b) && on(&b, &a)
        }
        "x" | "y" | "cx" | "cy" | "r" | "width" | "height" => {
            let (a, b): (Option<f64>, Option<f64>) = (a.parse().ok(), b.parse().ok());
            a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= HALF_A_PIXEL)
        }
        _ => a == b,
    }
}

/// The first shape that looks different, in both pictures.
fn difference<'a>(a: &'a str, b: &'a str) -> Option<(&'a str, &'a str)> {
    let (a, b) = (shapes(a), shapes(b));
    if a.len() != b.len() {
        return Some(("as many shapes", "another number of them"));
    }
    let alike = |a: &str, b: &str| {
        let (a, b) = (attributes(a), attributes(b));
        a.len() == b.len()
            && a.iter().zip(&b).all(|(a, b)| {
                let name = a.0.trim_end_matches('=').rsplit(' ').next().unwrap_or_default();
                a.0 == b.0 && looks_alike(name, a.1, b.1)
            })
    };
    a.into_iter().zip(b).find(|(a, b)| !alike(a, b))
}

#[test]
fn the_readmes_picture_is_what_the_library_draws() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/picture.svg");
    let drawn = picture();
    assert!(drawn.len() < 150_000, "{} bytes are too many for a README", drawn.len());
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::create_dir_all(path.with_file_name("")).expect("docs/ can be made");
        std::fs::write(&path, &drawn).expect("docs/picture.svg can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("docs/picture.svg is there");
    let differs = difference(&kept, &drawn);
    assert!(
        differs.is_none(),
        "docs/picture.svg is not what the library draws now, {differs:?}: \
         UPDATE_PICTURE=1 cargo test --test readme_picture"
    );
}

#[test]
fn two_pictures_differ_if_a_shape_moves_and_not_if_a_bit_does() {
    let drawn = picture();
    let line = r##"<polyline fill="none" stroke="#1D2330" stroke-width="26" points="0,0 80,80 160,0"/>"##;
    let whole = |line: &str| drawn.replace("</svg>", &format!("{line}\n</svg>"));
    let same = |other: &str| difference(&whole(line), &whole(other)).is_none();
    assert!(same(line));
    assert!(same(&line.replace("80,80", "80,82")), "a quarter of a pixel");
    assert!(same(&line.replace("80,80", "40,40 80,80")), "a vertex more on the same line");
    assert!(!same(&line.replace("80,80", "80,88")), "a pixel");
    assert!(!same(&line.replace("1D2330", "1D2331")), "another colour");
    assert!(!same(&format!("{line}{line}")), "a line more");
    assert!(difference(&drawn, &drawn.replace("density", "densities")).is_some(), "another word");
}
