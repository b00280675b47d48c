//! A canvas's colours: each is passed to JavaScript as text once, and kept there.

use js_sys::JsString;
use plotters_backend::BackendColor;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

#[wasm_bindgen]
extern "C" {
    /// The context, whose colours can be set to strings that JavaScript has already.
    type Coloured;
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill(this: &Coloured, colour: &JsString);
    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    fn set_stroke(this: &Coloured, colour: &JsString);
}

thread_local! {
    /// The colours used so far, as CSS text: those of a few themes.
    static COLOURS: RefCell<Vec<(BackendColor, JsString)>> = const { RefCell::new(Vec::new()) };
}

/// Sets the context's fill colour.
pub fn fill_with(context: &CanvasRenderingContext2d, colour: BackendColor) {
    with_css(colour, |css| context.unchecked_ref::<Coloured>().set_fill(css));
}

/// Sets the context's stroke colour.
pub fn stroke_with(context: &CanvasRenderingContext2d, colour: BackendColor) {
    with_css(colour, |css| context.unchecked_ref::<Coloured>().set_stroke(css));
}

/// Whether two colours are equal.
pub fn alike(a: BackendColor, b: BackendColor) -> bool {
    a.rgb == b.rgb && a.alpha == b.alpha
}

/// Calls `then` with the colour as CSS text.
fn with_css(colour: BackendColor, then: impl FnOnce(&JsString)) {
    COLOURS.with_borrow_mut(|colours| {
        let known = colours.iter().position(|&(known, _)| alike(known, colour));
        let at = known.unwrap_or_else(|| {
            colours.push((colour, css(colour).into()));
            colours.len() - 1
        });
        then(&colours[at].1);
    });
}

fn css(BackendColor { rgb: (r, g, b), alpha }: BackendColor) -> String {
    if alpha == 1.0 { format!("#{r:02x}{g:02x}{b:02x}") } else { format!("rgba({r},{g},{b},{alpha})") }
}
