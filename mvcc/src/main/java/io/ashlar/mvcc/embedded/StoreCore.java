package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;

/** The parts of one store that its pipeline, syncer and views share. */
record StoreCore(
    Engine engine,
    LogDevice log,
    StoreOptions options,
    HybridClock clock,
    RecentCommits window,
    RecentValues values,
    SeekHints hints,
    ViewSlots slots,
    StatePointers pointers,
    Poison poison) {}
