//! Fits two Gaussians to numbers of one's own: `cargo run --package em-mixture --example fit`.

use em_mixture::dataset::Dataset;
use em_mixture::em::{Em, Settings};
use em_mixture::start::NamedStart;

fn main() -> Result<(), em_mixture::Error> {
    let minutes = vec![3.6, 1.8, 3.3, 2.3, 4.5, 2.9, 4.7, 3.6, 1.95, 4.35, 1.83, 3.9, 4.2, 1.75, 4.7];
    let mut em = Em::start(Dataset::new(minutes)?, NamedStart::Quantiles, 2, 1, Settings::default())?;
    let status = em.run()?;
    println!("{} after {} iterations", status.name(), em.iteration());
    for c in em.present().mixture.components() {
        println!("weight {:.3}, mean {:.3}, sd {:.3}", c.weight, c.mean, c.sd);
    }
    Ok(())
}
