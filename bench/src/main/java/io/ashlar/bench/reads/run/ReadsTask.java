package io.ashlar.bench.reads.run;

import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.engine.StoreSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One turn of one engine, as words of a command line, so that a child JVM can be told of it and a
 * person can run it again.
 *
 * @param engine the engine
 * @param source the spans
 * @param cases what is compared, and measured
 * @param round from 1; {@value #LOADING} for filling the store
 * @param threads readers
 * @param warmup how long to run each case before it is measured
 * @param measured how long to measure each case
 * @param setup how the engine is opened
 */
public record ReadsTask(
    SpanEngine engine,
    SpanSource source,
    List<ReadCase> cases,
    int round,
    int threads,
    Duration warmup,
    Duration measured,
    StoreSetup setup) {

  /** The round in which the store is filled. */
  public static final int LOADING = 0;

  boolean isLoading() {
    return round == LOADING;
  }

  /** Those of the cases that are queries. */
  List<ReadCase> queries() {
    return cases.stream().filter(ReadCase::isQuery).toList();
  }

  /**
   * As words of a command line.
   *
   * @return {@code name=value}
   */
  public List<String> toWords() {
    return List.of(
        "engine=" + engine.name(),
        "seed=" + source.seed(),
        "rows=" + source.rows(),
        "cases=" + String.join(",", cases.stream().map(ReadCase::name).toList()),
        "round=" + round,
        "threads=" + threads,
        "warmup=" + warmup.toMillis(),
        "measured=" + measured.toMillis(),
        "cache=" + setup.cacheBytes(),
        "resident=" + setup.residentBytes(),
        "directory=" + setup.directory());
  }

  static ReadsTask of(String... words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int end = word.indexOf('=');
      values.put(word.substring(0, end), word.substring(end + 1));
    }
    List<ReadCase> cases = new ArrayList<>();
    for (String name : values.get("cases").split(",", -1)) {
      cases.add(ReadCase.valueOf(name));
    }
    return new ReadsTask(
        SpanEngine.valueOf(values.get("engine")),
        new SpanSource(Long.parseLong(values.get("seed")), Integer.parseInt(values.get("rows"))),
        List.copyOf(cases),
        Integer.parseInt(values.get("round")),
        Integer.parseInt(values.get("threads")),
        Duration.ofMillis(Long.parseLong(values.get("warmup"))),
        Duration.ofMillis(Long.parseLong(values.get("measured"))),
        new StoreSetup(
            Path.of(values.get("directory")),
            Long.parseLong(values.get("cache")),
            Long.parseLong(values.get("resident"))));
  }
}
