//! Half-steps, parameters set by hand, and the undo.

use super::{Lab, Outcome, values};
use em_lab::either;
use em_lab::plane::Axis;
use em_lab::session::{In, Parameter, PlaneParameter};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Takes the E step.
    #[wasm_bindgen(js_name = eStep)]
    pub fn e_step(&mut self) -> Outcome<()> {
        Ok(either!(&mut self.session, session => session.e_step())?)
    }

    /// Takes the M step.
    #[wasm_bindgen(js_name = mStep)]
    pub fn m_step(&mut self) -> Outcome<()> {
        Ok(either!(&mut self.session, session => session.m_step())?)
    }

    /// Takes the half-step that is due; true where EM stops then.
    #[wasm_bindgen(js_name = halfStep)]
    pub fn half_step(&mut self) -> Outcome<bool> {
        either!(&mut self.session, session => session.half_step()?);
        Ok(self.stops())
    }

    /// Takes n whole iterations, fewer if EM stops; true where it stops then.
    pub fn step(&mut self, n: f64) -> Outcome<bool> {
        let n = values::whole("step", n, 1)?;
        either!(&mut self.session, session => session.step(n)?);
        Ok(self.stops())
    }

    /// Goes one half-step back.
    pub fn back(&mut self) {
        either!(&mut self.session, session => session.back());
    }

    /// Goes to a half-step already taken.
    pub fn seek(&mut self, position: f64) -> Outcome<()> {
        let position = values::whole("seek", position, 0)?;
        Ok(either!(&mut self.session, session => session.seek(position))?)
    }

    /// Goes to position 0; the half-steps taken stay in the history.
    pub fn reset(&mut self) -> Outcome<()> {
        Ok(either!(&mut self.session, session => session.seek(0))?)
    }

    /// Sets a component's weight, mean or sd by hand; in the plane one of its six numbers.
    pub fn touch(
        &mut self,
        component: f64,
        #[wasm_bindgen(unchecked_param_type = "Parameter")] parameter: &str,
        value: f64,
    ) -> Outcome<()> {
        let k = values::whole("component", component, 0)?;
        match &mut self.session {
            In::Line(session) => session.touch(k, named(parameter, &LINE)?, value)?,
            In::Plane(session) => session.touch(k, &[(named(parameter, &PLANE)?, value)])?,
        }
        Ok(())
    }

    /// Sets several numbers of a component in the plane at once.
    #[wasm_bindgen(js_name = touchSeveral)]
    pub fn touch_several(&mut self, component: f64, names: Vec<String>, values: Vec<f64>) -> Outcome<()> {
        let k = values::whole("component", component, 0)?;
        let parameters = names.iter().map(|name| named(name, &PLANE));
        let parameters: Vec<PlaneParameter> = parameters.collect::<Outcome<_>>()?;
        if names.len() != values.len() {
            return Err(JsError::new("touchSeveral takes a value for each name"));
        }
        let values: Vec<(PlaneParameter, f64)> = parameters.into_iter().zip(values).collect();
        Ok(self.session.plane_mut()?.touch(k, &values)?)
    }

    /// Restores the state before parameters were set by hand.
    pub fn undo(&mut self) {
        either!(&mut self.session, session => session.undo());
    }

    /// Whether there is a change to undo.
    #[wasm_bindgen(js_name = canUndo)]
    pub fn can_undo(&self) -> bool {
        either!(&self.session, session => session.can_undo())
    }
}

/// The words for a component's numbers on a line.
const LINE: [(&str, Parameter); 3] =
    [("weight", Parameter::Weight), ("mean", Parameter::Mean), ("sd", Parameter::Sd)];

/// The words for a component's numbers in the plane.
const PLANE: [(&str, PlaneParameter); 6] = [
    ("weight", PlaneParameter::Weight),
    ("mean-x", PlaneParameter::Mean(Axis::X)),
    ("mean-y", PlaneParameter::Mean(Axis::Y)),
    ("sd-x", PlaneParameter::Sd(Axis::X)),
    ("sd-y", PlaneParameter::Sd(Axis::Y)),
    ("rho", PlaneParameter::Rho),
];

/// The number of a component that a word means.
fn named<T: Copy>(word: &str, words: &[(&str, T)]) -> Outcome<T> {
    let found = words.iter().find(|row| row.0 == word);
    found.map(|row| row.1).ok_or_else(|| {
        let (last, others) = words.split_last().map_or(("", &[][..]), |(last, others)| (last.0, others));
        let others: Vec<&str> = others.iter().map(|row| row.0).collect();
        JsError::new(&format!("{word} is none of {} and {last}", others.join(", ")))
    })
}
