package io.ashlar.bench.peers;

import io.ashlar.bench.peers.run.PeerKind;
import io.ashlar.bench.peers.run.Rounding;
import io.ashlar.bench.turn.Place;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the comparison measured, for people and as JSON. */
public final class PeersReport {

  private final PeersOptions options;
  private final Place place;
  private final boolean syncsCounted;
  private final List<PeerRound> runs;
  private final List<String> failures;

  PeersReport(
      PeersOptions options,
      Place place,
      boolean syncsCounted,
      List<PeerRound> runs,
      List<String> failures) {
    this.options = options;
    this.place = place;
    this.syncsCounted = syncsCounted;
    this.runs = List.copyOf(runs);
    this.failures = List.copyOf(failures);
  }

  /**
   * Whether every run ended with a result and with books that agree.
   *
   * @return false when there is a failure to tell of
   */
  public boolean passed() {
    return failures().isEmpty();
  }

  /**
   * What went wrong.
   *
   * @return a sentence for each failed run
   */
  public List<String> failures() {
    List<String> all = new ArrayList<>(failures);
    for (PeerRound run : runs) {
      if (!run.result().consistent()) {
        all.add(run.kind().word() + ", " + run.column().title() + ": the balances do not agree");
      }
    }
    return all;
  }

  /** The engines that have results at a column, in the order that they were named in. */
  List<PeerSummary> summaries(PeerColumn column) {
    List<PeerSummary> summaries = new ArrayList<>();
    for (PeerKind kind : options.kinds()) {
      List<PeerRound> rounds = rounds(kind, column);
      if (!rounds.isEmpty()) {
        summaries.add(
            new PeerSummary(kind, column, rounds, ratio(rounds, column), counting(kind, column)));
      }
    }
    return summaries;
  }

  private List<PeerRound> rounds(PeerKind kind, PeerColumn column) {
    return runs.stream()
        .filter(run -> run.kind() == kind && run.column().equals(column) && !run.isCounting())
        .toList();
  }

  private PeerRound counting(PeerKind kind, PeerColumn column) {
    return runs.stream()
        .filter(run -> run.kind() == kind && run.column().equals(column) && run.isCounting())
        .findFirst()
        .orElse(null);
  }

  private double ratio(List<PeerRound> rounds, PeerColumn column) {
    List<Double> ratios = new ArrayList<>();
    for (PeerRound round : rounds) {
      OptionalDouble ashlar =
          runs.stream()
              .filter(own -> own.kind().isAshlar() && own.column().equals(column))
              .filter(own -> !own.isCounting() && own.round() == round.round())
              .mapToDouble(own -> own.result().tps())
              .findFirst();
      ashlar.ifPresent(tps -> ratios.add(tps / round.result().tps()));
    }
    return ratios.isEmpty()
        ? Double.NaN
        : Rounding.median(ratios.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Prints a table for each column, and what each engine was told.
   *
   * @param out where to
   */
  public void printTo(PrintWriter out) {
    for (PeerColumn column : options.columns()) {
      List<PeerSummary> summaries = summaries(column);
      PeersTable.print(out, column, summaries);
      best(summaries, true).ifPresent(best -> printRatio(out, "the best SQL engine", best));
      best(summaries, false).ifPresent(best -> printRatio(out, "RocksDB by hand", best));
      out.println();
    }
    out.println(
        place.isMemory()
            ? place.sentence() + " That is memory: the synchronous figures are worth nothing."
            : place.sentence());
    if (!syncsCounted) {
      out.println(
          options.counted().isZero()
              ? "Syncs were not counted, as asked: who syncs what it acknowledges is not known."
              : "Syncs were not counted, for there is no strace here that may trace:"
                  + " who syncs what it acknowledges is not known.");
    }
  }

  private static Optional<PeerSummary> best(List<PeerSummary> summaries, boolean sql) {
    return summaries.stream()
        .filter(peer -> sql ? peer.kind().speaksSql() : peer.kind() == PeerKind.ROCKSDB)
        .filter(PeerSummary::competes)
        .max(Comparator.comparingDouble(PeerSummary::tps));
  }

  private static void printRatio(PrintWriter out, String what, PeerSummary peer) {
    if (Double.isFinite(peer.ashlarOverPeer())) {
      out.printf(
          Locale.ROOT,
          "  Ashlar runs %.2f times as fast as %s, %s%n",
          peer.ashlarOverPeer(),
          what,
          peer.kind().word());
    }
  }

  /**
   * Prints where it ran and the medians, one JSON object a line.
   *
   * @param out where to
   */
  public void printJsonTo(PrintWriter out) {
    out.println(place.toJson());
    for (PeerColumn column : options.columns()) {
      for (PeerSummary summary : summaries(column)) {
        out.println(PeersJson.line(summary::writeTo));
      }
    }
  }
}
