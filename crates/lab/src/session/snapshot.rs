//! The present state in numbers: what the element's `snapshot()` and `history()` return.

use super::Session;
use crate::compare_k::{aic, bic};
use crate::em::{HalfStep, Status};
use crate::family::Family;
use crate::labels::{self, Judgement};
use crate::mixture::Component;
use crate::truth::Process;

/// The present state in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The family of the components.
    pub family: Family,
    /// How many points there are.
    pub n: usize,
    /// Whole iterations done.
    pub iteration: usize,
    /// Half-steps done.
    pub position: usize,
    /// The half-step that is due.
    pub next: HalfStep,
    /// Whether EM continues or has stopped.
    pub status: Status,
    /// The status in words.
    pub reason: String,
    /// The components whose sd is the floor.
    pub on_floor: Vec<usize>,
    /// The parameters.
    pub components: Vec<Component>,
    /// N_k = Σ_i r_ik of the last E step, per component.
    pub effective_counts: Option<Vec<f64>>,
    /// The log-likelihood of the mixture, in nats, in total.
    pub log_likelihood: f64,
    /// The same per point.
    pub mean_log_likelihood: f64,
    /// What EM maximizes, in nats per point.
    pub objective: f64,
    /// The lower bound of the objective, in nats per point.
    pub lower_bound: Option<f64>,
    /// 2p − 2L, lower is better.
    pub aic: f64,
    /// p ln n − 2L, lower is better.
    pub bic: f64,
    /// The processes that the data were drawn from, each with its weight.
    pub truth: Option<Vec<(Component, Process)>>,
    /// How many points are labelled right, if true labels are known.
    pub labels: Option<Judgement>,
    /// Whether the link carries the data.
    pub data_in_link: bool,
}

/// One half-step of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Half-steps done.
    pub position: usize,
    /// The parameters.
    pub components: Vec<Component>,
    /// Their log-likelihood, in nats per point.
    pub mean_log_likelihood: f64,
    /// What EM maximizes, in nats per point.
    pub objective: f64,
    /// The objective's lower bound.
    pub lower_bound: Option<f64>,
}

impl Session {
    /// The present state in numbers.
    pub fn snapshot(&self) -> Snapshot {
        let em = self.em();
        let present = em.present();
        let data = &self.loaded.data;
        let n = data.n();
        let log_likelihood = present.expectation.ln_likelihood();
        let p = em.free_parameters();
        let counts = |moments: &[crate::em::Moments]| moments.iter().map(|m| m.count).collect();
        Snapshot {
            family: em.settings().family,
            n,
            iteration: em.iteration(),
            position: em.position(),
            next: em.next(),
            status: em.status(),
            reason: crate::report::reason(em),
            on_floor: em.on_floor(),
            components: present.mixture.components().to_vec(),
            effective_counts: em.last_e_step().map(|e| counts(e.expectation.moments())),
            log_likelihood,
            mean_log_likelihood: log_likelihood / n as f64,
            objective: present.objective,
            lower_bound: em.lower_bound(em.position()),
            aic: aic(p, log_likelihood),
            bic: bic(p, log_likelihood, n),
            truth: self.loaded.truth.as_ref().map(|processes| {
                let weights = crate::truth::mixture(self.scenario.em.family, processes);
                weights.components().iter().copied().zip(processes.iter().copied()).collect()
            }),
            labels: data.labels().map(|known| labels::judge(data, known, &present.mixture)),
            data_in_link: self.scenario.carries_data() && !self.own_data_missing(),
        }
    }

    /// A row for each half-step from 0 to the last taken.
    pub fn history(&self) -> Vec<HistoryRow> {
        let em = self.em();
        let row = |position| {
            let iterate = em.at(position);
            HistoryRow {
                position,
                components: iterate.mixture.components().to_vec(),
                mean_log_likelihood: iterate.expectation.ln_likelihood() / iterate.expectation.n(),
                objective: iterate.objective,
                lower_bound: em.lower_bound(position),
            }
        };
        (0..=em.last()).map(row).collect()
    }
}
