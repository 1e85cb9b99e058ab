package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.mvcc.history.HistoryKeyspaces;
import io.ashlar.mvcc.log.LogDevice;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.resident.ResidentRanges;
import io.ashlar.mvcc.seek.SeekHints;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.state.ViewSlots;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.mvcc.window.RecentCommits;
import io.ashlar.store.watch.RangeWatches;

/** What a store is made of; for {@link EmbeddedStore} alone, which gives to each what it needs. */
record StoreCore(
    Engine engine,
    LogDevice log,
    StoreOptions options,
    HybridClock clock,
    RecentCommits window,
    OrderedWindow ordered,
    RecentValues values,
    ResidentRanges resident,
    SeekHints hints,
    RangeWatches watches,
    HistoryKeyspaces history,
    ViewSlots slots,
    StatePointers pointers,
    Poison poison) {}
