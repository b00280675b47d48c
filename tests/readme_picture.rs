//! The README's picture is drawn by the library, so it cannot show what the page does not.
//!
//! `UPDATE_PICTURE=1 cargo test --test readme_picture` draws it anew.

use em_mixture::chart::{self, Look, View};
use em_mixture::session::Session;
use std::path::Path;

/// Half-steps from the start: one E step, so that mixture and truth are still apart.
const POSITION: usize = 1;

/// The worked example just after its first E step.
fn picture() -> String {
    let mut session = Session::new().expect("the default scenario opens");
    for _ in 0..POSITION {
        session.half_step().expect("EM has not stopped so early");
    }
    let bins = session.bars().to_vec();
    let truth = session.revealed_truth();
    let view = View {
        bins: &bins,
        n: session.sourced().data.n() as f64,
        mixture: &session.em().present().mixture,
        truth: truth.as_ref(),
        axis: &session.sourced().unit,
    };
    chart::svg(&view, 1000, 440, Look::Light).expect("an SVG can always be drawn")
}

#[test]
fn the_readmes_picture_is_what_the_library_draws() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/picture.svg");
    let drawn = picture();
    assert!(drawn.len() < 150_000, "{} bytes are too many for a README", drawn.len());
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::create_dir_all(path.with_file_name("")).expect("docs/ can be made");
        std::fs::write(&path, &drawn).expect("docs/picture.svg can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("docs/picture.svg is there");
    assert!(
        kept.replace("\r\n", "\n") == drawn,
        "docs/picture.svg is not what the library draws now: UPDATE_PICTURE=1 cargo test --test readme_picture"
    );
}
