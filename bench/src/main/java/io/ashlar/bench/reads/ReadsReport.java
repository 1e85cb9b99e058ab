package io.ashlar.bench.reads;

import io.ashlar.bench.peers.run.Rounding;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.run.CaseResult;
import io.ashlar.bench.turn.Place;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the comparison measured, for people and as JSON. */
public final class ReadsReport {

  private final ReadsOptions options;
  private final Place place;
  private final List<ReadsRound> rounds;
  private final List<String> failures;

  ReadsReport(ReadsOptions options, Place place, List<ReadsRound> rounds, List<String> failures) {
    this.options = options;
    this.place = place;
    this.rounds = List.copyOf(rounds);
    this.failures = List.copyOf(failures);
  }

  /**
   * What went wrong.
   *
   * @return a sentence for each engine that answered differently, and for each turn that failed
   */
  public List<String> failures() {
    return failures;
  }

  /** The engines that have results at a case, in the order that they were named in. */
  List<ReadsSummary> summaries(ReadCase asked) {
    List<ReadsSummary> summaries = new ArrayList<>();
    for (SpanEngine engine : options.engines()) {
      List<ReadsRound> own = rounds(engine, asked);
      if (!own.isEmpty()) {
        summaries.add(new ReadsSummary(engine, asked, own, ratio(own, asked)));
      }
    }
    return summaries;
  }

  private List<ReadsRound> rounds(SpanEngine engine, ReadCase asked) {
    return rounds.stream()
        .filter(round -> round.engine() == engine && round.result().asked() == asked)
        .toList();
  }

  private double ratio(List<ReadsRound> others, ReadCase asked) {
    List<ReadsRound> own = rounds(SpanEngine.ASHLAR, asked);
    double[] ratios =
        others.stream()
            .flatMapToDouble(
                other ->
                    own.stream()
                        .filter(round -> round.round() == other.round())
                        .mapToDouble(round -> round.result().queriesPerSecond())
                        .map(rate -> rate / other.result().queriesPerSecond()))
            .toArray();
    return ratios.length == 0 ? Double.NaN : Rounding.median(ratios);
  }

  /**
   * Prints a table for each case, and what each engine was told.
   *
   * @param out where to
   */
  public void printTo(PrintWriter out) {
    for (ReadCase asked : options.cases()) {
      List<ReadsSummary> summaries = summaries(asked);
      if (!summaries.isEmpty()) {
        print(out, asked, summaries);
        out.println();
      }
    }
    for (SpanEngine engine : options.engines()) {
      rounds.stream()
          .filter(round -> round.engine() == engine)
          .findFirst()
          .ifPresent(
              round ->
                  out.printf(
                      "  %-11s %s: %s%n",
                      engine.word(), round.result().version(), engine.settings()));
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d rows; %d MB of cache each, %d MB of resident rows for Ashlar; threads: %d.%n",
        options.source().rows(),
        options.cacheBytes() >> 20,
        options.residentBytes() >> 20,
        options.threads());
    out.println(place.sentence());
  }

  private static void print(PrintWriter out, ReadCase asked, List<ReadsSummary> summaries) {
    boolean cold = asked == ReadCase.COLD_START;
    out.println(asked.word() + ": " + asked.title());
    TextTable table =
        new TextTable(
            1,
            "",
            asked == ReadCase.INSERT ? "commits/s" : "queries/s",
            "rows/s",
            "ashlar/engine",
            "p50 us",
            "p99 us",
            "p99.9 us",
            "bytes/row",
            cold ? "open ms" : "");
    for (ReadsSummary summary : summaries) {
      table.add(
          "  " + summary.engine().word(),
          TextTable.number(summary.median(CaseResult::queriesPerSecond), 1),
          TextTable.number(summary.median(CaseResult::rowsPerSecond), 0),
          TextTable.number(summary.ashlarOverEngine(), 2),
          TextTable.number(summary.median(CaseResult::p50Micros), 1),
          TextTable.number(summary.median(CaseResult::p99Micros), 1),
          TextTable.number(summary.median(CaseResult::p999Micros), 1),
          TextTable.number(summary.median(CaseResult::allocBytesPerRow), 1),
          cold ? TextTable.number(summary.median(CaseResult::openMillis), 1) : "");
    }
    table.printTo(out);
  }

  /**
   * Prints where it ran, what was read, and the medians, one JSON object a line.
   *
   * @param out where to
   */
  public void printJsonTo(PrintWriter out) {
    out.println(place.toJson());
    out.println(
        new JsonObject()
            .put("record", "data")
            .put("rows", (long) options.source().rows())
            .put("seed", options.source().seed())
            .put("cache_mb", options.cacheBytes() >> 20)
            .put("resident_mb", options.residentBytes() >> 20)
            .put("threads", (long) options.threads())
            .toLine());
    for (ReadCase asked : options.cases()) {
      for (ReadsSummary summary : summaries(asked)) {
        out.println(summary.toJson());
      }
    }
  }
}
