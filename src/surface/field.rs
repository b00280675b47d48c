//! The sums behind the landscape's cells: over the same panels as an E step's, with each term of
//! the density kept in a table.
//!
//! A cell's panels are those that serve its own mixture, by the rule of the E step, so a cell is
//! exact to rounding. Neighbouring cells share most of their panels, and a column's term
//! w_a N(x; m_a) at a panel's nodes is the same in all of its cells: found once, it leaves two
//! additions and a logarithm to a cell's node.
//!
//! Whether a panel serves is asked of pairs of terms, since that too is shared: of the column's
//! component beside those that stay, of the row's beside those that stay, and of the two. Any two
//! components stand in one of these, so a panel that serves all three serves the mixture.

use crate::dataset::Dataset;
use crate::em::{Nodes, Smoothness, exp, ln};
use crate::mixture::{Component, LN_SQRT_TAU, Mixture};
use std::rc::Rc;
use wide::f64x4;

/// Below this a density is taken anew from logarithms: its terms have lost digits or are 0.
const FAINT: f64 = 1e-290;

/// Between these a product of densities has lost nothing.
const SOUND: std::ops::Range<f64> = 1e-280..1e280;

/// Points whose densities are multiplied before one logarithm is taken.
const TOGETHER: usize = 4;

/// A term of the density at the places of a [`Spot`], and its logarithm for where it vanishes.
struct Term {
    ln: Vec<f64x4>,
    plain: Vec<f64x4>,
}

/// Places that are summed together: a panel's nodes, or points.
struct Spot {
    /// For each four what they are counted from, their distances from there, and their weights.
    bases: Vec<f64x4>,
    distances: Vec<f64x4>,
    weights: Vec<f64x4>,
    /// How many fours at the beginning are points, each counted once.
    points: usize,
    /// The components that stay: Σ w_k N_k(x).
    rest: Term,
    /// w N(x) of the column's and the row's component, once they have been asked for.
    terms: [Vec<Option<Term>>; 2],
}

/// What is known of a panel.
struct Known {
    /// Whether it serves each column's, each row's component beside those that stay.
    serves: [Vec<Option<bool>>; 2],
    nodes: Option<Spot>,
    points: Option<Spot>,
}

/// The tables from which each cell is added up.
pub struct Field {
    data: Rc<Dataset>,
    staying: Vec<Component>,
    /// The components of the columns and of the rows.
    moving: [Vec<Component>; 2],
    /// The rule for each of them beside those that stay, where any do.
    beside: [Vec<Smoothness>; 2],
    panels: Vec<Option<Box<Known>>>,
    /// What the cells have cost so far, in fours of places.
    pub work: usize,
}

impl Field {
    /// Nothing known yet: the `staying` components, and those of the columns and of the rows.
    pub fn new(data: &Rc<Dataset>, staying: Vec<Component>, moving: [Vec<Component>; 2]) -> Self {
        let beside = |c: &Component| Smoothness::of(&Mixture::new([&staying[..], &[*c]].concat()));
        let beside = moving.each_ref().map(|moving| match staying.as_slice() {
            [] => Vec::new(),
            _ => moving.iter().map(beside).collect(),
        });
        let mut panels = Vec::new();
        panels.resize_with(data.panels().panels().len().max(1), || None);
        Self { data: data.clone(), staying, moving, beside, panels, work: 0 }
    }

    /// The log-likelihood at a cell, in nats per point.
    pub fn at(&mut self, cell: [usize; 2]) -> f64 {
        let data = self.data.clone();
        let tree = data.panels();
        let pair = Mixture::new((0..2).map(|axis| self.moving[axis][cell[axis]]).collect());
        let pair = Smoothness::of(&pair);
        let n = self.data.n() as f64;
        let mut sum = f64x4::ZERO;
        if tree.panels().is_empty() {
            return self.sum_points(0, cell).reduce_add() / n;
        }
        let mut waiting = vec![0];
        while let Some(index) = waiting.pop() {
            let panel = &tree.panels()[index];
            self.work += 1;
            if panel.points.is_empty() {
                continue;
            }
            if tree.nodes(panel).is_some() && self.serves(index, cell) && pair.over(panel) {
                sum += self.sum_nodes(index, cell);
            } else if let Some(halves) = panel.halves {
                waiting.extend(halves);
            } else {
                sum += self.sum_points(index, cell);
            }
        }
        sum.reduce_add() / n
    }

    fn known(&mut self, index: usize) -> &mut Known {
        let cells = self.cells();
        self.panels[index].get_or_insert_with(|| {
            Box::new(Known { serves: cells.map(|cells| vec![None; cells]), nodes: None, points: None })
        })
    }

    /// How many columns and rows there are.
    fn cells(&self) -> [usize; 2] {
        self.moving.each_ref().map(Vec::len)
    }

    /// Whether a panel serves the column's and the row's component beside those that stay.
    fn serves(&mut self, index: usize, cell: [usize; 2]) -> bool {
        self.staying.is_empty()
            || (0..2).all(|axis| {
                let known = self.known(index).serves[axis][cell[axis]];
                known.unwrap_or_else(|| {
                    let panel = &self.data.panels().panels()[index];
                    let serves = self.beside[axis][cell[axis]].over(panel);
                    self.known(index).serves[axis][cell[axis]] = Some(serves);
                    serves
                })
            })
    }

    fn sum_nodes(&mut self, index: usize, cell: [usize; 2]) -> f64x4 {
        if self.known(index).nodes.is_none() {
            let tree = self.data.panels();
            let panel = &tree.panels()[index];
            let mut found = Nodes::default();
            let (places, weights) = tree.nodes(panel).unwrap_or_default();
            found.push(panel, places, weights);
            let spot = Spot::new(&found, &self.staying, self.cells());
            self.known(index).nodes = Some(spot);
        }
        let moving = [0, 1].map(|axis| self.moving[axis][cell[axis]]);
        let Some(spot) = &mut self.known(index).nodes else { return f64x4::ZERO };
        let (sum, work) = (spot.sum(moving, cell), spot.weights.len());
        self.work += work;
        sum
    }

    /// The same of a panel's own points, or of all where there are no panels.
    fn sum_points(&mut self, index: usize, cell: [usize; 2]) -> f64x4 {
        if self.known(index).points.is_none() {
            let whole = 0..self.data.n();
            let points = self.data.panels().panels().get(index).map_or(whole, |panel| panel.points.clone());
            let mut found = Nodes::default();
            found.push_points(&self.data.values()[points]);
            let spot = Spot::new(&found, &self.staying, self.cells());
            self.known(index).points = Some(spot);
        }
        let moving = [0, 1].map(|axis| self.moving[axis][cell[axis]]);
        let Some(spot) = &mut self.known(index).points else { return f64x4::ZERO };
        // A logarithm for sixteen points, and half the work.
        let (sum, work) = (spot.sum(moving, cell), spot.weights.len() / 2);
        self.work += work;
        sum
    }
}

impl Spot {
    fn new(nodes: &Nodes, staying: &[Component], cells: [usize; 2]) -> Self {
        let quads = |values: &[f64]| values.chunks_exact(4).map(f64x4::from).collect::<Vec<f64x4>>();
        let weights = quads(&nodes.weights);
        let mut spot = Self {
            bases: nodes.bases.iter().map(|&base| f64x4::splat(base)).collect(),
            distances: quads(&nodes.distances),
            points: weights.iter().take_while(|w| w.simd_eq(f64x4::ONE).all()).count(),
            weights,
            rest: Term { ln: Vec::new(), plain: Vec::new() },
            terms: cells.map(|cells| (0..cells).map(|_| None).collect()),
        };
        spot.rest = spot.term(staying);
        spot
    }

    /// Σ w_k N_k(x) of some components at every place, by log-sum-exp.
    fn term(&self, components: &[Component]) -> Term {
        let lns: Vec<Vec<f64x4>> = components.iter().map(|c| self.ln_weighted_density(c)).collect();
        let ln: Vec<f64x4> = match lns.as_slice() {
            [] => vec![f64x4::splat(f64::NEG_INFINITY); self.bases.len()],
            [_] => lns.into_iter().flatten().collect(),
            several => (0..self.bases.len())
                .map(|four| {
                    let largest = several.iter().fold(several[0][four], |most, ln| most.fast_max(ln[four]));
                    let sum: f64x4 = several.iter().map(|ln| exp(ln[four] - largest)).sum();
                    largest + ln(sum)
                })
                .collect(),
        };
        Term { plain: ln.iter().map(|&ln| exp(ln)).collect(), ln }
    }

    /// ln(w N(x; m, s²)) at every place.
    fn ln_weighted_density(&self, c: &Component) -> Vec<f64x4> {
        let ln_height = f64x4::splat(c.weight.ln() - c.sd.ln() - LN_SQRT_TAU);
        let (mean, inverse_sd) = (f64x4::splat(c.mean), f64x4::splat(c.sd.recip()));
        let half = f64x4::splat(0.5);
        let places = self.bases.iter().zip(&self.distances);
        let z = places.map(|(&base, &distance)| ((base - mean) + distance) * inverse_sd);
        z.map(|z| ln_height - half * z * z).collect()
    }

    /// Σ_j weight_j ln p(x_j), with the components of a cell.
    fn sum(&mut self, moving: [Component; 2], cell: [usize; 2]) -> f64x4 {
        for axis in 0..2 {
            if self.terms[axis][cell[axis]].is_none() {
                self.terms[axis][cell[axis]] = Some(self.term(&[moving[axis]]));
            }
        }
        let [Some(a), Some(b)] = [0, 1].map(|axis| self.terms[axis][cell[axis]].as_ref()) else {
            return f64x4::ZERO; // both have just been found
        };
        let p = |four: usize| self.rest.plain[four] + a.plain[four] + b.plain[four];
        let ln_p = |four: usize| {
            let p = p(four);
            if p.simd_lt(f64x4::splat(FAINT)).any() {
                ln_sum([self.rest.ln[four], a.ln[four], b.ln[four]])
            } else {
                ln(p)
            }
        };
        let mut sum = f64x4::ZERO;
        let products = self.points / TOGETHER;
        for first in (0..products).map(|product| product * TOGETHER) {
            let four: [f64x4; TOGETHER] = std::array::from_fn(|j| p(first + j));
            let product = (four[0] * four[1]) * (four[2] * four[3]);
            let least = four[0].fast_min(four[1]).fast_min(four[2].fast_min(four[3]));
            let lost = product.simd_lt(f64x4::splat(SOUND.start))
                | product.simd_gt(f64x4::splat(SOUND.end))
                | least.simd_lt(f64x4::splat(FAINT));
            sum += if lost.any() { (first..first + TOGETHER).map(ln_p).sum() } else { ln(product) };
        }
        for four in products * TOGETHER..self.weights.len() {
            sum += self.weights[four] * ln_p(four);
        }
        sum
    }
}

/// ln(e^a + e^b + e^c), by the largest of them.
fn ln_sum(terms: [f64x4; 3]) -> f64x4 {
    let largest = terms[0].fast_max(terms[1]).fast_max(terms[2]);
    let relative = terms.map(|term| exp(term - largest));
    largest + ln(relative[0] + relative[1] + relative[2])
}
