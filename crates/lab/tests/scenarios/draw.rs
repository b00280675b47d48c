//! Random scenarios from a seed, with extreme values, to test printing and parsing.

use em_lab::em::{Assignment, PriorKind, Settings, Vary};
use em_lab::mixture::Component;
use em_lab::scenario::{
    Glide, Locked, MAX_MAGNITUDE, MAX_SD, MIN_SD, Part, Scenario, Source, Speed, Tab, ThemeChoice, View, Word,
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
        Scenario {
            data,
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
            lock: Scenario::default().set("lock", &lock).expect("words of the table").lock,
        }
    }
}
