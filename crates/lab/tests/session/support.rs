//! Brings a session to the state that a test begins with.

use em_lab::refusal::Refusal;
use em_lab::session::{Loading, Session};

pub fn finish(session: &mut Session, loading: Result<Loading, Refusal>) -> Result<(), Refusal> {
    let mut loading = loading?;
    while !loading.advance()? {}
    session.commit(loading)
}

pub fn opened(query: &str) -> Session {
    let mut session = Session::new().unwrap();
    let loading = session.open(query);
    finish(&mut session, loading).unwrap();
    session
}

pub fn linked(query: &str) -> Session {
    let mut session = Session::new().unwrap();
    let loading = session.open_link(query);
    finish(&mut session, loading).unwrap();
    session
}

pub fn change(session: &mut Session, name: &str, value: &str) -> Result<(), Refusal> {
    let loading = session.change(name, value);
    finish(session, loading)
}
