//! What a test needs of an engine, since not every driver can do everything.

use xtask::browsers::Engine;

use crate::runner::Wishes;

/// An ability that a test needs: `tests![a_finger_can_read needs Touch]`. An engine without it does
/// not run the test, and the result says so: the test does not count as passed.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// A finger on the page.
    Touch,
    /// One and a half device pixels per CSS pixel.
    FractionalRatio,
    /// Forced colours, as in Windows' contrast themes.
    ForcedColours,
    /// The page as it is printed.
    Print,
    /// The browser without a network.
    CutNetwork,
    /// One engine is enough: the claim cannot differ between engines, such as a number, a sentence, a
    /// rule of the session, the page's tree. What depends on layout, events, focus, files, printing, the
    /// canvas or the loading of wasm is not of this kind.
    OneEngine,
    /// JupyterLab or Voilà, which start slowly: only with `--notebooks`.
    Notebooks,
    /// Chromium's own protocol ([`Browser::cdp`](crate::Browser::cdp)).
    Cdp,
}

impl Need {
    /// Why this engine does not run a test with this need; `None` if it runs it.
    pub(crate) fn lacking(self, engine: Engine, wishes: &Wishes) -> Option<&'static str> {
        match (self, engine) {
            (Need::Notebooks, Engine::Chromium) => (!wishes.notebooks).then_some("it runs with --notebooks"),
            (Need::Notebooks, _) => Some("what Chromium shows of it holds for all"),
            (_, Engine::Chromium) => None,
            (Need::Cdp, _) => Some("it has no such protocol"),
            (Need::OneEngine, _) => (!wishes.all).then_some("what Chromium shows of it holds for all"),
            (_, Engine::Firefox) => None,
            (Need::Touch, Engine::WebKit) => Some("its driver has no finger"),
            (Need::FractionalRatio, Engine::WebKit) => Some("its display has whole device pixels only"),
            (Need::ForcedColours, Engine::WebKit) => Some("it has no forced colours"),
            (Need::Print, Engine::WebKit) => Some("its driver has no way to show a page as printed"),
            (Need::CutNetwork, Engine::WebKit) => Some("its driver has no way to cut its network"),
        }
    }
}
