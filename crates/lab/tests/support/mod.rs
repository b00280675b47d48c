//! What several tests do with a session: open a link, change a setting, go to convergence.

use em_lab::either;
use em_lab::session::{AnySession, In, Plane, Session, Snapshot, Space};

pub fn opened(query: &str) -> Session {
    let mut session = Session::new().unwrap();
    let mut loading = session.open(query).unwrap_or_else(|refusal| panic!("{query}: {refusal:?}"));
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
    session
}

/// The same for points in the plane.
pub fn opened_in_plane(query: &str) -> Session<Plane> {
    let mut session = AnySession::new().unwrap();
    let loading = either!(&session, session => session.open(query));
    let mut loading = loading.unwrap_or_else(|refusal| panic!("{query}: {refusal:?}"));
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
    let In::Plane(session) = session else { panic!("{query} is on a line") };
    session
}

/// Changes a setting, as a control does.
pub fn change<S: Space>(session: &mut Session<S>, name: &str, value: &str) {
    let mut loading = session.change(name, value).unwrap();
    while !loading.advance().unwrap() {}
    session.commit(loading).unwrap();
}

pub fn converge<S: Space>(session: &mut Session<S>) -> Snapshot<S::Component, S::Process> {
    let mut run = session.run_to_convergence();
    while !run.advance().unwrap() {}
    session.commit_run(run);
    session.snapshot()
}
