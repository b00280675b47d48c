//! What several tests do with a session: open a link, change a setting, go to convergence.

use em_lab::session::{Session, Snapshot};

pub fn opened(query: &str) -> Session {
    let mut session = Session::new().unwrap();
    let mut loading = session.open(query).unwrap_or_else(|refusal| panic!("{query}: {refusal:?}"));
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
    session
}

/// Changes a setting, as a control does.
pub fn change(session: &mut Session, name: &str, value: &str) {
    let mut loading = session.change(name, value).unwrap();
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
}

pub fn converge(session: &mut Session) -> Snapshot {
    let mut run = session.run_to_convergence();
    while !run.advance().unwrap() {}
    session.commit_run(run);
    session.snapshot()
}
