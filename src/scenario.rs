//! A scenario: all that a link can say.
