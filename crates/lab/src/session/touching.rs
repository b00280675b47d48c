//! Parameters set by hand, and the undo.

use super::{Plane, Session, Space, in_the_form};
use crate::em::{self, Em, Vary};
use crate::figures::number;
use crate::letter::letter;
use crate::mixture::Component;
use crate::plane::{Axis, CovarianceType};
use crate::refusal::Refusal;
use crate::scenario::{Ellipse, Scenario};
use crate::start::Start;

/// One of a component's three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The weight; the other components' weights are scaled so that the sum stays 1.
    Weight,
    /// The mean.
    Mean,
    /// The standard deviation; under `shared-sd`, that of all components.
    Sd,
}

/// The least weight by hand: a smaller one could not be printed in a link and read again.
const LEAST_WEIGHT: f64 = 1e-9;

/// The state before a parameter was set by hand.
#[derive(Clone, Debug)]
pub(super) struct Undo<S: Space> {
    scenario: Scenario,
    em: Em<S>,
    guess: Option<S::Mixture>,
}

impl Session {
    /// Sets one parameter of one component by hand: the changed parameters become the start, at
    /// position 0. It can be undone once.
    pub fn touch(&mut self, k: usize, parameter: Parameter, value: f64) -> Result<(), Refusal> {
        self.check_component(k)?;
        let mut touched = self.em.present().mixture.components().to_vec();
        match parameter {
            Parameter::Sd if !self.scenario.em.family.is_gaussian() => {
                return Err(Refusal::new("In this family the sd follows from the mean: change the mean"));
            }
            Parameter::Mean => touched[k].mean = value,
            Parameter::Sd if self.scenario.em.vary == Vary::SharedSd => {
                em::set_shared_sd(&mut touched, value)
            }
            Parameter::Sd => touched[k].sd = value,
            Parameter::Weight => set_weight(touched.iter_mut().map(|c| &mut c.weight).collect(), k, value)?,
        }
        self.begin_with(touched)
    }

    /// Sets the means of two components by hand, as [`Session::touch`] does one number.
    pub fn touch_means(&mut self, means: [(usize, f64); 2]) -> Result<(), Refusal> {
        let mut touched = self.em.present().mixture.components().to_vec();
        for (k, mean) in means {
            self.check_component(k)?;
            touched[k].mean = mean;
        }
        self.begin_with(touched)
    }

    fn begin_with(&mut self, mut touched: Vec<Component>) -> Result<(), Refusal> {
        touched.iter_mut().for_each(|component| component.weight = component.weight.max(LEAST_WEIGHT));
        self.begin_by_hand(Scenario { start: Start::ByHand(touched), ..self.scenario() })
    }
}

/// One of the numbers of a component in the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaneParameter {
    /// The weight; the other components' weights are scaled so that the sum stays 1.
    Weight,
    /// One coordinate of the mean.
    Mean(Axis),
    /// The sd of one coordinate.
    Sd(Axis),
    /// The correlation of both.
    Rho,
}

impl Session<Plane> {
    /// Sets numbers of one component by hand: the changed parameters become the start, at position 0. It can be
    /// undone once. Under `tied`, sds and correlation are those of all components; under `spherical` there is one
    /// sd for both coordinates.
    pub fn touch(&mut self, k: usize, values: &[(PlaneParameter, f64)]) -> Result<(), Refusal> {
        self.check_component(k)?;
        let mut touched = self.ellipses();
        let covariance = self.scenario.plane_settings().covariance;
        for &(parameter, value) in values {
            match parameter {
                PlaneParameter::Weight => {
                    set_weight(touched.iter_mut().map(|e| &mut e.weight).collect(), k, value)?;
                }
                PlaneParameter::Mean(axis) => touched[k].mean[axis.index()] = value,
                PlaneParameter::Sd(_) if covariance == CovarianceType::Spherical => {
                    touched[k].sds = [value; 2]
                }
                PlaneParameter::Sd(axis) => touched[k].sds[axis.index()] = value,
                PlaneParameter::Rho if self.may_be_correlated() => touched[k].rho = value,
                PlaneParameter::Rho => {
                    return Err(Refusal::new(
                        "Under this covariance type nothing is correlated: choose full or tied",
                    ));
                }
            }
        }
        if covariance == CovarianceType::Tied {
            let Ellipse { sds, rho, .. } = touched[k];
            touched.iter_mut().for_each(|ellipse| (ellipse.sds, ellipse.rho) = (sds, rho));
        }
        self.begin_with(touched)
    }

    /// Sets two numbers of the means by hand, as [`Session::touch`] does one: number 2k is x of component k, and
    /// 2k + 1 its y.
    pub fn touch_means(&mut self, numbers: [(usize, f64); 2]) -> Result<(), Refusal> {
        let mut touched = self.ellipses();
        for (number, mean) in numbers {
            self.check_component(number / 2)?;
            touched[number / 2].mean[number % 2] = mean;
        }
        self.begin_with(touched)
    }

    /// The present components, with weights that a link can hold.
    fn ellipses(&self) -> Vec<Ellipse> {
        let components = self.em.present().mixture.components().iter();
        components.map(Ellipse::from).map(|e| Ellipse { weight: e.weight.max(LEAST_WEIGHT), ..e }).collect()
    }

    fn begin_with(&mut self, touched: Vec<Ellipse>) -> Result<(), Refusal> {
        let mut by_hand = self.scenario();
        if let Some(plane) = &mut by_hand.plane {
            plane.by_hand = Some(touched);
        }
        self.begin_by_hand(by_hand)
    }
}

impl<S: Space> Session<S> {
    fn check_component(&self, k: usize) -> Result<(), Refusal> {
        let last = S::k(&self.em.present().mixture) - 1;
        if k <= last {
            return Ok(());
        }
        Err(Refusal::new(format!("component {k} is not there: choose one from 0 to {last}")))
    }

    /// Begins with the components by hand of this scenario.
    fn begin_by_hand(&mut self, by_hand: Scenario) -> Result<(), Refusal> {
        // Printed and parsed like a link, so that the same values are refused, and the link of this
        // state gives it again to the bit.
        let text = by_hand.value("start").unwrap_or_default();
        let scenario = Scenario { step: 0, ..self.scenario.set("start", &text).map_err(in_the_form)? };
        let em = S::start(&scenario, &self.loaded.data)?;

        // A drag is many calls: the undo goes back to before the first, until EM moves.
        if self.undo.is_none() || self.em.last() > 0 {
            let scenario = self.scenario();
            self.undo = Some(Box::new(Undo { scenario, em: self.em.clone(), guess: self.guess.clone() }));
        }
        self.scenario = scenario;
        self.guess = Some(em.present().mixture.clone());
        self.replace_em(em);
        Ok(())
    }

    /// Whether there is a change to undo.
    pub fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// Restores the state before parameters were set by hand.
    pub fn undo(&mut self) {
        if let Some(undo) = self.undo.take() {
            (self.scenario, self.guess) = (undo.scenario, undo.guess);
            self.replace_em(undo.em);
        }
    }

    fn replace_em(&mut self, em: Em<S>) {
        self.em = em;
        self.notices.clear();
    }
}

/// Gives component k the weight `value`, and the others the rest in their proportions, rounded:
/// 0.8 leaves 0.2, not 0.19999999999999996.
fn set_weight(weights: Vec<&mut f64>, k: usize, value: f64) -> Result<(), Refusal> {
    /// The weights are multiples of 1 / PARTS: 12 decimals, with the sum exactly 1.
    const PARTS: f64 = 1e12;
    let alone = weights.len() == 1;
    if !(value > 0.0 && (value < 1.0 || (alone && value == 1.0))) {
        return Err(Refusal::new(format!(
            "Expected a weight above 0 and below 1 for component {}, not {}",
            letter(k),
            number(value)
        )));
    }
    let old = *weights[k];
    let others = weights.len() as f64 - 1.0;
    let share = |(j, weight): (usize, f64)| match () {
        _ if j == k => value,
        _ if old < 1.0 => weight * (1.0 - value) / (1.0 - old),
        _ => (1.0 - value) / others,
    };
    let shares = weights.iter().map(|weight| **weight).enumerate().map(share);
    let mut parts: Vec<f64> = shares.map(|share| (share * PARTS).round()).collect();
    // The rest from rounding goes to the largest of the others, where it is the smallest part.
    let largest = (0..parts.len()).filter(|&j| j != k).max_by(|&a, &b| parts[a].total_cmp(&parts[b]));
    if let Some(largest) = largest {
        parts[largest] += PARTS - parts.iter().sum::<f64>();
    }
    for (j, (weight, part)) in weights.into_iter().zip(parts).enumerate() {
        *weight = if j == k { value } else { part / PARTS };
    }
    Ok(())
}
