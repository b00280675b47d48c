//! Exports: the picture as SVG, the points and the ledger as CSV, a link with some settings changed.

use super::{Lab, Outcome, backend};
use em_lab::chart::svg;
use em_lab::either;
use em_lab::session::{ColouredBy, In, Plane, PointsCsv, Session};
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;
use wasm_bindgen::prelude::*;

/// A QR code: `size` × `size` squares, the dark ones as the path of an SVG.
#[wasm_bindgen(getter_with_clone)]
pub struct QrSquares {
    pub size: i32,
    pub path: String,
}

/// The points as CSV, still to be written.
#[wasm_bindgen]
pub struct PointsTable {
    points: In<PointsCsv, PointsCsv<Plane>>,
}

#[wasm_bindgen]
impl PointsTable {
    /// The next part of the table in UTF-8; undefined once all is written.
    pub fn advance(&mut self) -> Option<Vec<u8>> {
        either!(&mut self.points, points => points.advance()).map(String::into_bytes)
    }

    /// How much is written, 0 to 1.
    pub fn progress(&self) -> f64 {
        either!(&self.points, points => points.progress())
    }
}

#[wasm_bindgen]
impl Lab {
    /// The main picture of `width` × `height` CSS pixels as an SVG document, its bars coloured
    /// by the `estimate` or by the `truth`.
    pub fn svg(
        &mut self,
        width: u32,
        height: u32,
        theme: &str,
        bars: &str,
        title: &str,
        description: &str,
    ) -> Outcome<String> {
        let by = ColouredBy::from_word(bars);
        let document = match &self.session {
            In::Line(session) => {
                let picture = self.pictures.in_motion(session, 0, 1.0, by);
                let truth = session.revealed_truth();
                let view = self.pictures.view(session, &picture, truth.as_ref());
                backend::document(&view, (width, height), theme)?
            }
            In::Plane(session) => {
                let picture = self.plane_pictures.in_motion(session, 0, 1.0, by);
                let truth = session.revealed_truth();
                let view = self.plane_pictures.view(session, &picture, truth.as_ref());
                backend::document(&view, (width, height), theme)?
            }
        };
        Ok(svg::with_title(&document, title, description))
    }

    /// Begins to write the points, each with its responsibilities.
    #[wasm_bindgen(js_name = beginPoints)]
    pub fn begin_points(&self) -> PointsTable {
        PointsTable { points: self.session.as_ref().map(Session::points, Session::points) }
    }

    /// The ledger as CSV, with what it shows.
    #[wasm_bindgen(js_name = ledgerCsv)]
    pub fn ledger_csv(&self) -> String {
        either!(&self.session, session => session.ledger_csv())
    }

    /// The scenario's canonical string with these names set to these values, and the lab as it is;
    /// own data are in it or left out.
    #[wasm_bindgen(js_name = scenarioWith)]
    pub fn scenario_with(&self, names: Vec<String>, values: Vec<String>, own_data: bool) -> Outcome<String> {
        let mut scenario = self.session.scenario();
        if !own_data {
            scenario.leave_out_values();
        }
        for (name, value) in names.iter().zip(&values) {
            scenario = scenario.set(name, value).map_err(em_lab::refusal::Refusal::from)?;
        }
        Ok(scenario.to_string())
    }

    /// A text as a QR code; undefined where it is too long for one.
    #[wasm_bindgen(js_name = qrCode)]
    pub fn qr_code(&self, text: &str) -> Option<QrSquares> {
        // More error correction makes a larger code; a screen needs little, since it is clean.
        let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Some(QrSquares { size: code.size(), path })
    }
}
