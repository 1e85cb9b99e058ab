package io.ashlar.bench.peers;

import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerWork;
import io.ashlar.bench.peers.run.PeerResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The table of one column, and under it what each engine was told. */
final class PeersTable {

  private static final String HEAD = "%-24s %12s %12s %10s %10s %12s %14s%n";

  private PeersTable() {}

  static void print(PrintWriter out, PeerColumn column, List<PeerSummary> summaries) {
    out.printf(
        HEAD,
        column.title(),
        column.work() == PeerWork.TPCB ? "commits/s" : column.work().unit() + "/s",
        "ashlar/peer",
        "p50 ms",
        "p99 ms",
        column.work() == PeerWork.TPCB ? "bytes/commit" : "bytes/each",
        "commits/sync");
    for (PeerSummary summary : summaries) {
      printRow(out, summary);
    }
    out.println();
    for (PeerSummary summary : summaries) {
      out.printf(
          "  %-11s %s: %s%n",
          summary.kind().word(), summary.version(), summary.kind().settings(column.durability()));
      if (!summary.competes()) {
        out.printf(
            Locale.ROOT,
            "  %-11s does not compete: it acknowledged %,d commits of %d clients with %,d syncs%n",
            "",
            summary.counting().result().commits(),
            column.clients(),
            summary.counting().syncs());
      } else if (!summary.syncsCounted() && column.durability() == PeerDurability.SYNCHRONOUS) {
        out.printf("  %-11s its syncs were not counted%n", "");
      }
    }
  }

  private static void printRow(PrintWriter out, PeerSummary summary) {
    String rate = number("%,.0f", summary.tps());
    out.printf(
        HEAD,
        summary.kind().word(),
        summary.competes() ? rate : "(" + rate + ")",
        summary.competes() ? number("%.2f", summary.ashlarOverPeer()) : "-",
        number("%.3f", summary.median(PeerResult::p50Ms)),
        number("%.3f", summary.median(PeerResult::p99Ms)),
        number("%,.0f", summary.median(PeerResult::allocBytesPerTx)),
        syncs(summary));
  }

  private static String syncs(PeerSummary summary) {
    if (!summary.syncsCounted()) {
      return "not counted";
    }
    return summary.counting().syncs() == 0 ? "no sync" : number("%,.1f", summary.commitsPerSync());
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
