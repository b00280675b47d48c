//! Checks that all engines report the same value: the first one's is kept for the run, and the
//! others' must equal it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use anyhow::{Result, ensure};
use serde_json::Value;
use xtask::browsers::Engine;

use crate::Browser;

/// Per name: the engine that found it first, and its value.
static FOUND: Mutex<BTreeMap<String, (Engine, Value)>> = Mutex::new(BTreeMap::new());

impl Browser {
    /// Fails if another engine of this run found another value under this name.
    pub fn agrees(&self, name: &str, value: Value) -> Result<()> {
        agree(self.engine(), name, value)
    }
}

fn agree(engine: Engine, name: &str, value: Value) -> Result<()> {
    let mut found = FOUND.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let (first, theirs) = found.entry(name.to_string()).or_insert_with(|| (engine, value.clone()));
    ensure!(*theirs == value, "{name}: {engine} has {value}, but {first} has {theirs}");
    Ok(())
}
