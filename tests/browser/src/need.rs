//! What not every engine lets a driver do.

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
    /// Minutes of looking at what is the same in every engine: the page's tree and its colours.
    Patience,
    /// No more than one engine: what is claimed cannot differ between them.
    OneEngine,
    /// Chromium's own protocol ([`Browser::cdp`](crate::Browser::cdp)).
    Cdp,
}

impl Need {
    /// Why this engine cannot, if it cannot.
    pub fn lacking(self, engine: Engine) -> Option<&'static str> {
        match (self, engine) {
            (_, Engine::Chromium) => None,
            (Need::Cdp, _) => Some("it has no such protocol"),
            (Need::OneEngine, _) => Some("what Chromium shows of it holds for all"),
            (Need::Patience, _) => Some("it would take minutes to find in the same tree what Chromium finds"),
            (_, Engine::Firefox) => None,
            (Need::Touch, Engine::WebKit) => Some("its driver has no finger"),
            (Need::FractionalRatio, Engine::WebKit) => Some("its display has whole device pixels only"),
            (Need::ForcedColours, Engine::WebKit) => Some("it has no forced colours"),
            (Need::Print, Engine::WebKit) => Some("its driver has no way to show a page as printed"),
            (Need::CutNetwork, Engine::WebKit) => Some("its driver has no way to cut its network"),
        }
    }
}
