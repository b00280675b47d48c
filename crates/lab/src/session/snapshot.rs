//! The present state in numbers: what the element's `snapshot()` and `history()` return.

use super::{Session, Space};
use crate::compare_k::{aic, bic};
use crate::em::{HalfStep, Status};
use crate::family::Family;
use crate::labels::Judgement;
use crate::mixture::Component;
use crate::truth::Process;

/// The present state in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot<C = Component, P = Process> {
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
    pub components: Vec<C>,
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
    pub truth: Option<Vec<(C, P)>>,
    /// How many points are labelled right, if true labels are known.
    pub labels: Option<Judgement>,
    /// Whether the link carries the data.
    pub data_in_link: bool,
}

/// One half-step of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow<C = Component> {
    /// Half-steps done.
    pub position: usize,
    /// The parameters.
    pub components: Vec<C>,
    /// Their log-likelihood, in nats per point.
    pub mean_log_likelihood: f64,
    /// What EM maximizes, in nats per point.
    pub objective: f64,
    /// The objective's lower bound.
    pub lower_bound: Option<f64>,
}

impl<S: Space> Session<S> {
    /// The present state in numbers.
    pub fn snapshot(&self) -> Snapshot<S::Component, S::Process> {
        let em = self.em();
        let present = em.present();
        let data = &self.loaded.data;
        let n = em.model().n();
        let log_likelihood = S::ln_likelihood(&present.expectation);
        let p = em.free_parameters();
        Snapshot {
            family: self.scenario.em.family,
            n,
            iteration: em.iteration(),
            position: em.position(),
            next: em.next(),
            status: em.status(),
            reason: crate::report::reason(em, &self.scenario.em),
            on_floor: em.on_floor(),
            components: S::components(&present.mixture).to_vec(),
            effective_counts: em.last_e_step().map(|e| S::counts(&e.expectation)),
            log_likelihood,
            mean_log_likelihood: log_likelihood / n as f64,
            objective: present.objective,
            lower_bound: em.lower_bound(em.position()),
            aic: aic(p, log_likelihood),
            bic: bic(p, log_likelihood, n),
            truth: self.loaded.truth.as_ref().and_then(|processes| {
                let mixture = S::truth(&self.scenario, processes)?;
                Some(S::components(&mixture).iter().cloned().zip(processes.iter().cloned()).collect())
            }),
            labels: S::judge(data, &present.mixture),
            data_in_link: self.scenario.carries_data() && !self.own_data_missing(),
        }
    }

    /// A row for each half-step from 0 to the last taken.
    pub fn history(&self) -> Vec<HistoryRow<S::Component>> {
        let em = self.em();
        let row = |position| {
            let iterate = em.at(position);
            HistoryRow {
                position,
                components: S::components(&iterate.mixture).to_vec(),
                mean_log_likelihood: S::ln_likelihood(&iterate.expectation) / em.model().n() as f64,
                objective: iterate.objective,
                lower_bound: em.lower_bound(position),
            }
        };
        (0..=em.last()).map(row).collect()
    }
}
