//! Where the data come from: a preset, the link, what was given before, or the processes to draw from.

use super::{Description, Loading, Phase};
use crate::dataset::DatasetBuilder;
use crate::figures::thousands;
use crate::plane::{self, Cloud, CloudError};
use crate::presets::{plane_preset, preset};
use crate::refusal::Refusal;
use crate::scenario::{InPlane, Source};
use crate::session::{LoadedData, Space};
use crate::table::Points;
use crate::truth::Sampling;

/// What values measure where nobody says it.
pub(super) const VALUE: &str = "value";

/// What the coordinates of points measure where nobody says it.
pub(super) const COORDINATES: [&str; 2] = ["x", "y"];

impl Loading {
    /// Begins to load the data of the scenario.
    pub(super) fn load_data(&mut self) -> Result<(), Refusal> {
        if self.scenario.plane.is_some() { self.load_plane() } else { self.load_line() }
    }

    fn load_line(&mut self) -> Result<(), Refusal> {
        let source = self.scenario.data;
        if let Some(preset) = preset(source) {
            self.describe(preset.name, [preset.unit, ""]);
            self.phase = Phase::Ordering(preset.load()?);
        } else if let (Source::Own, Some(values)) = (source, &self.scenario.values) {
            let mut builder = DatasetBuilder::default();
            builder.add(values.clone())?;
            self.phase = Phase::Ordering(builder);
            self.describe("own data", [VALUE, ""]);
            self.description.is_own = true;
        } else if let (Source::Own, Some(own)) = (source, self.own.line.clone()) {
            return self.use_own(own);
        } else {
            let counts = self.scenario.truth.iter().map(|process| process.count);
            self.describe_drawn(counts.sum(), [VALUE, ""]);
            let sampling = Sampling::new(self.scenario.em.family, &self.scenario.truth, self.scenario.seed)?;
            self.phase = Phase::Drawing(sampling);
        }
        Ok(())
    }

    fn load_plane(&mut self) -> Result<(), Refusal> {
        let Some(InPlane { truth, values, .. }) = self.scenario.plane.clone() else { return Ok(()) };
        let source = self.scenario.data;
        if let Some(preset) = plane_preset(source) {
            self.describe(preset.name, preset.axes);
            self.measured(cloud(preset.load()?))
        } else if let (Source::Own, Some(points)) = (source, values) {
            self.describe("own data", COORDINATES);
            self.description.is_own = true;
            self.measured(Cloud::new(points))
        } else if let (Source::Own, Some(own)) = (source, self.own.plane.clone()) {
            self.use_own(own)
        } else {
            self.describe_drawn(truth.iter().map(|process| process.count).sum(), COORDINATES);
            if source == Source::OneOfEach {
                self.description.name = "One group of each shape".into();
            }
            self.phase = Phase::DrawingInPlane(plane::Sampling::new(&truth, self.scenario.seed)?);
            Ok(())
        }
    }

    fn describe(&mut self, name: &str, units: [&str; 2]) {
        let units = units.map(String::from);
        self.description = Description { name: name.into(), units, ..Description::default() };
    }

    /// Describes `n` points that are drawn, perhaps in place of own ones that are not here.
    fn describe_drawn(&mut self, n: u32, units: [&str; 2]) {
        if self.scenario.data == Source::Own {
            self.notices.push(
                "This link does not carry your data: give them again under Data. Meanwhile simulated points are shown."
                    .into(),
            );
        }
        let n = thousands(n as usize);
        self.describe(&format!("{n} simulated points"), units);
        self.description.drawn = true;
    }

    /// Uses own points that were given before.
    fn use_own<S: Space>(&mut self, own: LoadedData<S>) -> Result<(), Refusal> {
        S::put_into_link(&mut self.scenario, &own.data);
        self.begin_fit(own)
    }

    /// Refuses data that cannot be used; a link is shown with others instead.
    pub(super) fn without_data(&mut self, why: Refusal) -> Result<(), Refusal> {
        if self.lenient { self.use_default_data(why) } else { Err(why) }
    }

    /// For a link whose data cannot be used: says so, and begins to load the default ones.
    pub(super) fn use_default_data(&mut self, why: Refusal) -> Result<(), Refusal> {
        let (name, instead) = match self.description.is_own {
            true => ("values", "Simulated points"),
            false => ("truth", "The usual processes' points"),
        };
        self.notices.push(format!("{name}: {why}. {instead} are shown instead."));
        let usual = self.scenario.usual_here();
        (self.scenario.values, self.scenario.truth) = (None, usual.truth);
        if let (Some(plane), Some(usual)) = (&mut self.scenario.plane, usual.plane) {
            (plane.values, plane.truth) = (None, usual.truth);
        }
        if self.description.is_own {
            self.scenario.data = Source::Simulated;
        }
        self.load_data()
    }
}

/// Points that were read, as data.
pub(super) fn cloud(Points { points, labels, names }: Points) -> Result<Cloud, CloudError> {
    let cloud = Cloud::new(points)?;
    if labels.is_empty() { Ok(cloud) } else { cloud.with_labels(labels, names) }
}
