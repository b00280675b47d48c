//! What a test needs of an engine, since not every driver can do everything.

use xtask::browsers::Engine;

/// An ability that a test must have: `tests![a_finger_can_read needs Touch]`. An engine that
/// lacks it does not run the test, and the result says so; it never counts as passed.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// A finger on the page.
    Touch,
    /// One and a half device pixels a CSS pixel.
    FractionalRatio,
    /// Forced colours, as in Windows' contrast themes.
    ForcedColours,
    /// The page as it is printed.
    Print,
    /// The browser without any network.
    CutNetwork,
    /// No more than one engine: what is claimed cannot differ between them, as a number, a sentence,
    /// a rule of the session, the page's tree. What touches layout, events, focus, files, printing, the
    /// canvas or the loading of wasm is not of this kind.
    OneEngine,
    /// Chromium's own protocol ([`Browser::cdp`](crate::Browser::cdp)).
    Cdp,
}

impl Need {
    /// Why a test with this need is not run in this engine, if it is not; `all`: where every test is
    /// that can be.
    pub fn lacking(self, engine: Engine, all: bool) -> Option<&'static str> {
        match (self, engine) {
            (_, Engine::Chromium) => None,
            (Need::Cdp, _) => Some("it has no such protocol"),
            (Need::OneEngine, _) => (!all).then_some("what Chromium shows of it holds for all"),
            (_, Engine::Firefox) => None,
            (Need::Touch, Engine::WebKit) => Some("its driver has no finger"),
            (Need::FractionalRatio, Engine::WebKit) => Some("its display has whole device pixels only"),
            (Need::ForcedColours, Engine::WebKit) => Some("it has no forced colours"),
            (Need::Print, Engine::WebKit) => Some("its driver has no way to show a page as printed"),
            (Need::CutNetwork, Engine::WebKit) => Some("its driver has no way to cut its network"),
        }
    }
}
