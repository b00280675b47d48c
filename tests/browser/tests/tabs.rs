//! probe
use anyhow::Result;
use browser_tests::{Browser, Test, tests};

use crate::support::{open_still, page};

pub const TESTS: &[Test] = tests![probe];

async fn probe(browser: &Browser) -> Result<()> {
    open_still(browser, "data=galaxy-velocities").await?;
    let v = page(browser, "
      const rows = await lab.compareK(8);
      const a = rows.map(r => [r.k, r.aic, r.bic, r.onFloor, Object.keys(r)]);
      $('#tab-how-many').click(); await frames(3);
      const t0 = performance.now();
      await lab.open('data=galaxy-velocities&k=3');
      const starts = await lab.restarts(100);
      const t1 = performance.now() - t0;
      $('#tab-many-starts').click(); await frames(3);
      const out = [a, t1, starts.filter(s => s.onFloor.length).length, [...new Set(starts.map(s=>s.optimum))], starts[0], starts.at(-1), $('[part=many-starts-verdict]').textContent, $('[part=optima-table]').innerText,
       $('[part=many-starts-verdict]') && $$('[data-optimum]').length, starts.map(s => s.meanLogLikelihood).slice(0,5)];
      $('#tab-landscape').click(); await frames(3);
      out.push(seen($('[part=landscape-point]')), $$('.at-border').map(n => [n.className, n.ariaLabel, n.ariaValueNow, n.ariaValueText, n.role, n.getAttribute('aria-valuemin'), n.getAttribute('aria-valuemax')]));
      $('#tab-side-by-side').click(); await frames(3); lab.step(2); await frames(2);
      out.push($('[part=apart]').textContent, $('[part=sides]').innerText);
      await lab.open(''); $('#tab-labels').click(); await frames(2);
      out.push($('[part=strip-first-words]').textContent, $('[part=confusion]').innerText, $('[part=accuracy]').textContent, JSON.stringify(lab.snapshot().labels));
      for (const d of ['old-faithful-waiting','old-faithful-eruptions','galaxy-velocities','windsor-house-prices']) { await lab.open('data=' + d); await frames(1); out.push($('[part=source]').textContent); }
      return JSON.stringify(out);
    ").await?;
    println!("{v:#}");
    Ok(())
}
