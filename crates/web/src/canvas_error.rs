//! Why a picture could not be drawn: errors of the browser and of plotters' backends as one type.

use js_sys::Reflect;
use plotters_backend::DrawingErrorKind;
use std::error::Error;
use std::fmt;
use wasm_bindgen::JsValue;

/// Why a picture could not be drawn.
#[derive(Debug)]
pub struct CanvasError(pub String);

impl fmt::Display for CanvasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the picture could not be drawn: {}", self.0)
    }
}

impl Error for CanvasError {}

impl From<JsValue> for CanvasError {
    fn from(thrown: JsValue) -> Self {
        let message = Reflect::get(&thrown, &"message".into()).ok().and_then(|said| said.as_string());
        CanvasError(message.unwrap_or_else(|| "the browser gave no reason".to_string()))
    }
}

/// What the browser threw, as an error of plotters.
pub fn drawing_error(thrown: JsValue) -> DrawingErrorKind<CanvasError> {
    DrawingErrorKind::DrawingError(thrown.into())
}

/// Another backend's result with the error of this module.
pub fn through<E: Error + Send + Sync>(
    answer: Result<(), DrawingErrorKind<E>>,
) -> Result<(), DrawingErrorKind<CanvasError>> {
    answer.map_err(|error| DrawingErrorKind::DrawingError(CanvasError(error.to_string())))
}
