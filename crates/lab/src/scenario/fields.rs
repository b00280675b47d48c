//! The names of a scenario: how the value of each is read and printed.
//!
//! `CONTRIBUTING.md` says how to add a name.

use super::limits::*;
use super::text::*;
use super::{
    Dim, Glide, InPlane, Locked, Mass, Part, Scenario, Source, Speed, Tab, ThemeChoice, View, Word, lock,
    plane_text, title,
};
use crate::em::{Assignment, PriorKind, Vary};
use crate::family::{Binomial, Family};
use crate::figures::number;
use crate::mixture::MAX_COMPONENTS;
use crate::plane::CovarianceType;
use crate::start::{NamedStart, Start};
use crate::tasks::TaskName;

impl Scenario {
    /// Every name that a link may hold, in the order in which they are printed.
    pub const NAMES: [&'static str; 31] = [
        "data",
        "dim",
        "family",
        "trials",
        "truth",
        "seed",
        "values",
        "k",
        "start",
        "start-seed",
        "assignment",
        "vary",
        "covariance",
        "prior",
        "floor",
        "tol",
        "max",
        "bins",
        "mass",
        "step",
        "reveal",
        "speed",
        "glide",
        "theme",
        "view",
        "tab",
        "predict",
        "title",
        "task",
        "hide",
        "lock",
    ];

    /// The names whose values are fixed words, each with its words in order.
    ///
    /// `start` may also be by hand; `task`, `hide` and `lock` take several.
    pub fn choices() -> [(&'static str, Vec<&'static str>); 15] {
        [
            ("data", Source::all_words()),
            ("dim", Dim::all_words()),
            ("family", Family::all_words()),
            ("start", NamedStart::all_words()),
            ("assignment", Assignment::all_words()),
            ("vary", Vary::all_words()),
            ("covariance", CovarianceType::all_words()),
            ("prior", PriorKind::all_words()),
            ("mass", Mass::all_words()),
            ("theme", ThemeChoice::all_words()),
            ("view", View::all_words()),
            ("tab", Tab::all_words()),
            ("task", TaskName::all_words()),
            ("hide", Part::all_words()),
            ("lock", Locked::all_words()),
        ]
    }

    /// The name from [`Self::NAMES`], or the list of them.
    pub(super) fn known(name: &str) -> Result<&'static str, Expected> {
        let known = Self::NAMES.into_iter().find(|known| *known == name);
        known.ok_or_else(|| format!("one of the names {}", Self::NAMES.join(", ")))
    }

    /// Reads one value; on an error nothing changes.
    pub(super) fn assign(&mut self, name: &str, value: &str) -> Result<(), Expected> {
        match name {
            "data" => self.data = read_word(value)?,
            "dim" => self.set_dim(self.dim_of_data(read_word(value)?)?),
            "family" => {
                self.em.family = self.line_only(read_word(value)?, |family: Family| family.is_gaussian())?
            }
            "trials" => self.em.family = self.family_of(read_whole(value, 1..=MAX_TRIALS)?)?,
            "truth" => match &mut self.plane {
                None => self.truth = read_truth(value, self.em.family)?,
                Some(plane) => plane.truth = plane_text::read_truth(value)?,
            },
            "seed" => self.seed = read_whole(value, 0..=u32::MAX)?,
            "values" => match &mut self.plane {
                None => self.values = Some(read_values(value)?),
                Some(plane) => plane.values = Some(plane_text::read_points(value)?),
            },
            "k" => self.k = read_whole(value, 1..=MAX_COMPONENTS)?,
            "start" => self.read_start(value)?,
            "start-seed" => self.start_seed = read_whole(value, 0..=u32::MAX)?,
            "assignment" => self.em.assignment = read_word(value)?,
            "vary" => {
                let vary = self.gaussians_only(read_word(value)?, Vary::SharedSd)?;
                self.em.vary = self.line_only(vary, |vary| vary != Vary::SharedSd)?;
            }
            "covariance" => self.in_plane()?.covariance = read_word(value)?,
            "prior" => self.em.prior = self.gaussians_only(read_word(value)?, PriorKind::Conjugate)?,
            "floor" => self.em.floor_fraction = read_decimal(value, 0.0..=1.0)?,
            "tol" => self.em.tol = read_decimal(value, 0.0..=MAX_MAGNITUDE)?,
            "max" => self.em.max = read_whole(value, 1..=MAX_ITERATIONS)?,
            "bins" => self.bins = read_whole(value, 1..=MAX_BINS)?,
            "mass" => self.in_plane()?.mass = read_word(value)?,
            "step" => self.step = read_whole(value, 0..=MAX_STEP)?,
            "reveal" => self.reveal = read_switch(value)?,
            "speed" => self.speed = read_speed(value)?,
            "glide" => self.glide = read_glide(value)?,
            "theme" => self.theme = read_word(value)?,
            "view" => self.view = read_word(value)?,
            "tab" => self.tab = read_word(value)?,
            "predict" => self.predict = read_switch(value)?,
            "title" => self.title = title::read(value)?,
            "task" => self.task = read_words(value)?,
            "hide" => self.hide = read_words(value)?,
            "lock" => self.lock = lock::read(value)?,
            unknown => return Self::known(unknown).map(|_| ()),
        }
        Ok(())
    }

    /// The family whose coins are tossed so often for a value.
    fn family_of(&self, trials: u32) -> Result<Family, Expected> {
        match self.em.family {
            Family::Binomial(_) => Ok(Family::Binomial(Binomial { trials })),
            _ => Err("family=binomial beside it".into()),
        }
    }

    /// Refuses a choice that only Gaussians have.
    fn gaussians_only<T: Word>(&self, choice: T, only: T) -> Result<T, Expected> {
        if choice != only || self.em.family.is_gaussian() {
            return Ok(choice);
        }
        let others: Vec<&str> = T::WORDS.iter().filter(|row| row.1 != only).map(|row| row.0).collect();
        Err(format!("{}, or family=gaussian beside it", others.join(", ")))
    }

    /// What only points in the plane have.
    fn in_plane(&mut self) -> Result<&mut InPlane, Expected> {
        self.plane.as_mut().ok_or_else(|| "dim=2 beside it".into())
    }

    /// Refuses another dimension than data have.
    fn dim_of_data(&self, dim: Dim) -> Result<Dim, Expected> {
        match self.data.dim() {
            Some(own) if own != dim => {
                Err(format!("{}, the dimension of data={}", own.word(), self.data.word()))
            }
            _ => Ok(dim),
        }
    }

    /// Refuses in the plane a choice that only points on a line have.
    fn line_only<T: Word>(&self, choice: T, in_plane: impl Fn(T) -> bool) -> Result<T, Expected> {
        if self.plane.is_none() || in_plane(choice) {
            return Ok(choice);
        }
        let others: Vec<&str> = T::WORDS.iter().filter(|row| in_plane(row.1)).map(|row| row.0).collect();
        Err(format!("{}, or dim=1 beside it", others.join(", ")))
    }

    /// Reads a named start, or one by hand, which has commas.
    fn read_start(&mut self, value: &str) -> Result<(), Expected> {
        if let Some(named) = NamedStart::from_word(value) {
            self.set_start(named);
            return Ok(());
        }
        if !value.contains(',') {
            let words = NamedStart::all_words().join(", ");
            let fields = match (&self.plane, self.em.family.is_gaussian()) {
                (Some(_), _) => "weight,mx,my,sx,sy,rho",
                (None, true) => "weight,mean,sd",
                (None, false) => "weight,mean",
            };
            return Err(format!("one of {words}, or by hand {fields}~…"));
        }
        match &mut self.plane {
            None => self.start = Start::ByHand(read_by_hand(value, self.em.family)?),
            Some(plane) => {
                plane.by_hand = Some(plane_text::read_by_hand(value)?);
                self.start = Start::default(); // it is not printed
            }
        }
        Ok(())
    }

    /// One name's value as a link has it; `None` if there is no such name, for `values` if the link carries
    /// none, for `trials` in other families, and for `covariance` and `mass` on a line.
    pub fn value(&self, name: &str) -> Option<String> {
        Some(match name {
            "data" => self.data.word().into(),
            "dim" => self.dim().word().into(),
            "family" => self.em.family.word().into(),
            "trials" => match self.em.family {
                Family::Binomial(Binomial { trials }) => trials.to_string(),
                _ => return None,
            },
            "truth" => match &self.plane {
                None => print_truth(&self.truth, self.em.family),
                Some(plane) => plane_text::print_truth(&plane.truth),
            },
            "seed" => self.seed.to_string(),
            "values" => return self.values_text(),
            "k" => self.k.to_string(),
            "start" => match (&self.start, self.plane.as_ref().and_then(|plane| plane.by_hand.as_ref())) {
                (_, Some(ellipses)) => plane_text::print_by_hand(ellipses),
                (Start::Named(start), _) => start.word().into(),
                (Start::ByHand(components), _) => print_by_hand(components, self.em.family),
            },
            "start-seed" => self.start_seed.to_string(),
            "assignment" => self.em.assignment.word().into(),
            "vary" => self.em.vary.word().into(),
            "covariance" => self.plane.as_ref()?.covariance.word().into(),
            "prior" => self.em.prior.word().into(),
            "floor" => number(self.em.floor_fraction),
            "tol" => number(self.em.tol),
            "max" => self.em.max.to_string(),
            "bins" => self.bins.to_string(),
            "mass" => self.plane.as_ref()?.mass.word().into(),
            "step" => self.step.to_string(),
            "reveal" => u8::from(self.reveal).to_string(),
            "speed" => match self.speed {
                Speed::PerSecond(iterations) => number(iterations),
                Speed::Max => "max".into(),
            },
            "glide" => match self.glide {
                Glide::Auto => "auto".into(),
                Glide::Seconds(seconds) => number(seconds),
            },
            "theme" => self.theme.word().into(),
            "view" => self.view.word().into(),
            "tab" => self.tab.word().into(),
            "predict" => u8::from(self.predict).to_string(),
            "title" => title::print(&self.title),
            "task" => print_words(&self.task),
            "hide" => print_words(&self.hide),
            "lock" => print_words(&self.lock),
            _ => return None,
        })
    }

    /// Whether the printed form determines the data: not if own values are missing or too many
    /// for a link.
    pub fn carries_data(&self) -> bool {
        self.data != Source::Own || self.values_text().is_some()
    }

    /// How many seconds the picture of a half-step by hand moves.
    pub fn glide_seconds(&self) -> f64 {
        match (self.glide, self.theme) {
            (Glide::Seconds(seconds), _) => seconds,
            (Glide::Auto, ThemeChoice::Projector) => PROJECTOR_GLIDE,
            (Glide::Auto, _) => USUAL_GLIDE,
        }
    }

    fn values_text(&self) -> Option<String> {
        match &self.plane {
            _ if self.data != Source::Own => None,
            None => print_values(self.values.as_ref()?),
            Some(plane) => plane_text::print_points(plane.values.as_ref()?),
        }
    }
}

fn read_switch(value: &str) -> Result<bool, Expected> {
    match value {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err("0 or 1".into()),
    }
}

fn read_speed(value: &str) -> Result<Speed, Expected> {
    if value == "max" {
        return Ok(Speed::Max);
    }
    let speed = read_decimal(value, MIN_SPEED..=MAX_SPEED);
    speed.map(Speed::PerSecond).map_err(|expected| format!("{expected}, or max"))
}

fn read_glide(value: &str) -> Result<Glide, Expected> {
    if value == "auto" {
        return Ok(Glide::Auto);
    }
    let seconds = read_decimal(value, 0.0..=MAX_GLIDE);
    seconds.map(Glide::Seconds).map_err(|expected| format!("{expected}, or auto"))
}
