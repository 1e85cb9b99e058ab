package io.ashlar.bench.reads;

import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.engine.StoreSetup;
import io.ashlar.bench.reads.run.ReadsTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to compare.
 *
 * @param engines the engines, without repetition
 * @param cases what is measured, without repetition
 * @param source the spans
 * @param rounds how often each engine is opened and measured, at least 1
 * @param threads readers
 * @param warmup how long to run each case before it is measured
 * @param measured how long to measure each case
 * @param busy threads that compute beside the engines and never wait
 * @param cacheBytes how much of the data an engine may keep in memory
 * @param residentBytes Ashlar's memory for ranges of rows beside that; 0 for none
 * @param heapMegabytes of each child JVM
 * @param directory where the engines keep their files; null for a temporary one
 */
public record ReadsOptions(
    List<SpanEngine> engines,
    List<ReadCase> cases,
    SpanSource source,
    int rounds,
    int threads,
    Duration warmup,
    Duration measured,
    int busy,
    long cacheBytes,
    long residentBytes,
    int heapMegabytes,
    Path directory) {

  /** Those of the cases that are queries. */
  List<ReadCase> queries() {
    return cases.stream().filter(ReadCase::isQuery).toList();
  }

  /** Whether a store has to be opened again once it is filled. */
  boolean hasRounds() {
    return cases.stream().anyMatch(one -> one != ReadCase.INSERT);
  }

  /** The engines in the order of a round, from 1: each round begins with another one. */
  List<SpanEngine> turns(int round) {
    List<SpanEngine> turns = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      turns.add(engines.get((i + round - 1) % engines.size()));
    }
    return turns;
  }

  ReadsTask task(SpanEngine engine, int round, Path files) {
    return new ReadsTask(
        engine,
        source,
        cases,
        round,
        threads,
        warmup,
        measured,
        new StoreSetup(files, cacheBytes, residentBytes));
  }
}
