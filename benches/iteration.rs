//! How long does one EM iteration take, natively? Prints JSON for `cargo xtask bench`.
//!
//! Each argument is a scenario. The scenarios take turns, so that whatever slows the machine for
//! a while slows all of them alike; a round times a batch of iterations from the start, long
//! enough for any clock; the median of the rounds is the answer.

use std::time::Instant;

use em_mixture::refusal::Refusal;
use em_mixture::session::Session;

/// How often each scenario has its turn.
const ROUNDS: usize = 7;
/// A batch takes at least so long, in milliseconds.
const BATCH_MS: f64 = 50.0;
/// Without arguments: the worked example.
const WORKED_EXAMPLE: &str = "tol=0&max=10000";

struct Case {
    scenario: String,
    start: Session,
    iterations: usize,
    times: Vec<f64>,
}

fn main() -> Result<(), Refusal> {
    // Cargo adds flags of its own.
    let mut scenarios: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if scenarios.is_empty() {
        scenarios.push(WORKED_EXAMPLE.to_string());
    }
    let mut cases = scenarios.into_iter().map(Case::new).collect::<Result<Vec<_>, _>>()?;
    for _ in 0..ROUNDS {
        for case in &mut cases {
            let time = case.batch()?;
            case.times.push(time / case.iterations as f64);
        }
    }
    let rows: Vec<serde_json::Value> = cases.iter_mut().map(Case::row).collect();
    println!("{}", serde_json::Value::from(rows));
    Ok(())
}

impl Case {
    fn new(scenario: String) -> Result<Self, Refusal> {
        let session = Session::new()?;
        let mut loading = session.open(&scenario)?;
        while !loading.advance()? {}
        let mut start = session;
        start.commit(loading)?;
        let mut case = Self { scenario, start, iterations: 1, times: Vec::new() };
        while case.batch()? < BATCH_MS {
            case.iterations *= 2;
        }
        Ok(case)
    }

    /// Milliseconds for one batch from the start.
    fn batch(&self) -> Result<f64, Refusal> {
        let mut session = self.start.clone();
        let began = Instant::now();
        session.step(self.iterations)?;
        let time = began.elapsed().as_secs_f64() * 1000.0;
        assert_eq!(session.em().iteration(), self.iterations, "EM stopped before the batch was over");
        Ok(time)
    }

    fn row(&mut self) -> serde_json::Value {
        self.times.sort_by(f64::total_cmp);
        serde_json::json!({
            "scenario": self.scenario,
            "points": self.start.em().data().n(),
            "k": self.start.em().present().mixture.components().len(),
            "iterationMs": self.times[ROUNDS / 2],
        })
    }
}
