//! Random scenarios from a seed, with extreme values, to test printing and parsing.

use em_lab::em::{Assignment, PriorKind, Settings, Vary};
use em_lab::mixture::Component;
use em_lab::plane;
use em_lab::scenario::{
    Dim, Ellipse, Glide, InPlane, Locked, MAX_MAGNITUDE, MAX_SD, MIN_SD, Part, Scenario, Source, Speed, Tab,
    ThemeChoice, View, Word,
};
use em_lab::start::{NamedStart, Start};
use em_lab::tasks::TaskName;
use em_lab::truth::Process;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// Random numbers for scenarios.
pub struct Draw(Pcg64Mcg);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end
    }

    fn word<T: Word>(&mut self) -> T {
        T::WORDS[self.below(T::WORDS.len() as u64) as usize].1
    }

    fn unit(&mut self) -> f64 {
        self.below(1 << 53) as f64 / (1u64 << 53) as f64
    }

    /// Sometimes a round number, sometimes any bits in the range.
    fn within(&mut self, low: f64, high: f64) -> f64 {
        let x = match self.below(3) {
            0 => self.below(1000) as f64 / 10.0,
            1 => low.max(-1e3) + self.unit() * (high.min(1e3) - low.max(-1e3)),
            _ => f64::from_bits(self.0.next_u64()),
        };
        if (low..=high).contains(&x) { x } else { self.within(low, high) }
    }

    fn mean(&mut self) -> f64 {
        self.within(-MAX_MAGNITUDE, MAX_MAGNITUDE)
    }

    fn components(&mut self, k: usize) -> Vec<Component> {
        let shares: Vec<f64> = (0..k).map(|_| self.unit() + 1e-9).collect();
        let sum: f64 = shares.iter().sum();
        let component = |share: &f64| Component {
            weight: share / sum,
            mean: self.mean(),
            sd: self.within(MIN_SD, MAX_SD),
        };
        shares.iter().map(component).collect()
    }

    fn title(&mut self) -> String {
        const LETTERS: [char; 12] = ['a', 'z', '7', '-', '_', '~', '?', '.', '&', '%', 'ö', '大'];
        let letters: Vec<char> = (0..6).map(|_| LETTERS[self.below(12) as usize]).collect();
        let words: Vec<String> = letters.chunks(2).map(|word| word.iter().collect()).collect();
        words[self.below(4) as usize..].join(" ")
    }

    pub fn scenario(&mut self) -> Scenario {
        let data: Source = self.word();
        let k = 1 + self.below(8) as usize;
        let by_hand = self.below(2) == 0;
        let hidden = self.below(256);
        let lock = (0..self.below(3)).map(|_| self.word::<Locked>().word()).collect::<Vec<_>>().join(",");
        let plane = match data.dim() {
            Some(dim) => dim == Dim::Two,
            None => self.below(2) == 0,
        };
        if plane {
            self.in_plane(data, k, by_hand, hidden, &lock)
        } else {
            self.on_a_line(data, k, by_hand, hidden, &lock)
        }
    }

    fn ellipse(&mut self, weight: f64) -> Ellipse {
        Ellipse {
            weight,
            mean: [self.mean(), self.mean()],
            sds: [self.within(MIN_SD, MAX_SD), self.within(MIN_SD, MAX_SD)],
            rho: self.within(-0.999_999, 0.999_999),
        }
    }

    fn in_plane(&mut self, data: Source, k: usize, by_hand: bool, hidden: u64, lock: &str) -> Scenario {
        let process =
            |Ellipse { mean, sds, rho, .. }: Ellipse, count| plane::Process { mean, sds, rho, count };
        let truth = (0..=self.below(8))
            .map(|_| process(self.ellipse(1.0), 1 + self.below(1_250_000) as u32))
            .collect();
        let values = (data == Source::Own && self.below(2) == 0)
            .then(|| (0..=self.below(150)).map(|_| [self.mean(), self.mean()]).collect());
        let weights: Vec<f64> = self.components(k).iter().map(|component| component.weight).collect();
        let replaced = by_hand;
        let by_hand = by_hand.then(|| weights.into_iter().map(|weight| self.ellipse(weight)).collect());
        let line = self.on_a_line(data, k, false, hidden, lock);
        let usual = Scenario::default();
        let vary = if line.em.vary == Vary::SharedSd { Vary::All } else { line.em.vary };
        Scenario {
            plane: Some(InPlane { truth, values, by_hand, covariance: self.word(), mass: self.word() }),
            truth: usual.truth,
            values: None,
            start: if replaced { usual.start } else { line.start },
            em: Settings { vary, ..line.em },
            ..line
        }
    }

    fn on_a_line(&mut self, data: Source, k: usize, by_hand: bool, hidden: u64, lock: &str) -> Scenario {
        Scenario {
            data,
            plane: None,
            truth: (0..=self.below(8))
                .map(|_| Process {
                    mean: self.mean(),
                    sd: self.within(MIN_SD, MAX_SD),
                    count: 1 + self.below(1_250_000) as u32,
                })
                .collect(),
            seed: self.below(1 << 32) as u32,
            values: (data == Source::Own && self.below(2) == 0)
                .then(|| (0..=self.below(300)).map(|_| self.mean()).collect()),
            k,
            start: if by_hand {
                Start::ByHand(self.components(k))
            } else {
                Start::Named(self.word::<NamedStart>())
            },
            start_seed: self.below(1 << 32) as u32,
            em: Settings {
                family: Default::default(),
                assignment: self.word::<Assignment>(),
                vary: self.word::<Vary>(),
                prior: self.word::<PriorKind>(),
                floor_fraction: self.within(0.0, 1.0),
                tol: self.within(0.0, 1.0),
                max: 1 + self.below(10_000) as usize,
            },
            bins: 1 + self.below(200) as usize,
            step: self.below(100_001) as usize,
            reveal: self.below(2) == 0,
            speed: if self.below(2) == 0 { Speed::Max } else { Speed::PerSecond(self.within(0.125, 30.0)) },
            glide: if self.below(2) == 0 { Glide::Auto } else { Glide::Seconds(self.within(0.0, 4.0)) },
            theme: self.word::<ThemeChoice>(),
            view: self.word::<View>(),
            tab: self.word::<Tab>(),
            predict: self.below(2) == 0,
            title: self.title(),
            task: TaskName::WORDS.iter().filter(|_| self.below(2) == 0).map(|row| row.1).collect(),
            hide: (Part::WORDS.iter().enumerate())
                .filter(|(bit, _)| hidden >> bit & 1 == 1)
                .map(|(_, row)| row.1)
                .collect(),
            lock: Scenario::default().set("lock", lock).expect("words of the table").lock,
        }
    }
}
