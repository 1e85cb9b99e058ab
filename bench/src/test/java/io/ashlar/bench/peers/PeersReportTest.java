package io.ashlar.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerWork;
import io.ashlar.bench.peers.run.PeerKind;
import io.ashlar.bench.peers.run.PeerResult;
import io.ashlar.bench.tpcb.TpcbScale;
import io.ashlar.bench.turn.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersReportTest {

  private static final PeerColumn TEN_CLIENTS =
      new PeerColumn(PeerWork.TPCB, PeerDurability.SYNCHRONOUS, 10);

  private final List<PeerRound> runs = new ArrayList<>();

  @Test
  void shouldTakeRatiosRoundByRoundWhenTheMachineSlowsDown() {
    measured(PeerKind.ASHLAR, 1, 8_000);
    measured(PeerKind.SQLITE, 1, 2_000);
    measured(PeerKind.ASHLAR, 2, 400);
    measured(PeerKind.SQLITE, 2, 100);
    assertThat(report(true).summaries(TEN_CLIENTS))
        .extracting(PeerSummary::ashlarOverPeer)
        .containsExactly(1.0, 4.0);
  }

  @Test
  void shouldNotCompeteWhenMoreWasAcknowledgedThanSyncsCanCover() {
    measured(PeerKind.ASHLAR, 1, 8_000);
    counted(PeerKind.ASHLAR, 10_000, 1_000);
    measured(PeerKind.SQLITE, 1, 2_000);
    counted(PeerKind.SQLITE, 1_000, 1_000);
    measured(PeerKind.H2, 1, 9_000);
    counted(PeerKind.H2, 10_000, 900);
    assertThat(report(true).summaries(TEN_CLIENTS))
        .extracting(PeerSummary::competes)
        .containsExactly(true, true, false);
    assertThat(text(report(true)))
        .contains("(9,000)")
        .contains("does not compete: it acknowledged 10,000 commits of 10 clients with 900 syncs")
        .contains("Ashlar runs 4.00 times as fast as the best SQL engine, sqlite");
  }

  @Test
  void shouldSaySoWhenSyncsWereNotCounted() {
    measured(PeerKind.SQLITE, 1, 2_000);
    assertThat(text(report(false))).contains("not counted", "no strace", "worth nothing");
  }

  @Test
  void shouldNotPassWhenTheBalancesDoNotAgree() {
    runs.add(new PeerRound(PeerKind.DERBY, TEN_CLIENTS, 1, result(10, 100, false), -1));
    assertThat(report(true).passed()).isFalse();
    assertThat(report(true).failures())
        .containsExactly("derby, synchronous, 10 clients: the balances do not agree");
  }

  @Test
  void shouldNameEveryFieldWhenAMedianIsWrittenAsJson() {
    measured(PeerKind.SQLITE, 1, 2_000);
    counted(PeerKind.SQLITE, 1_000, 500);
    StringWriter out = new StringWriter();
    report(true).printJsonTo(new PrintWriter(out, true));
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"record\":\"place\",\"jvm\":\"JVM 17\",\"cores\":2,\"heap_mb\":64,"
                + "\"busy_threads\":3,\"file_system\":\"tmpfs\"}",
            "{\"record\":\"median\",\"engine\":\"sqlite\",\"version\":\"1\","
                + "\"work\":\"tpcb\",\"durability\":\"synchronous\",\"clients\":10,"
                + "\"rounds\":1,\"tps\":2000.0,"
                + "\"ashlar_over_peer\":null,\"p50_ms\":1.0,\"p95_ms\":2.0,\"p99_ms\":3.0,"
                + "\"p999_ms\":4.0,\"slowest_share\":1.0,\"idle\":0.5,"
                + "\"alloc_bytes_per_tx\":64.0,\"commits_per_sync\":2.0,\"syncs_counted\":true,"
                + "\"competes\":true,"
                + "\"settings\":\"WAL, immediate transactions, synchronous=FULL\"}");
  }

  private void measured(PeerKind kind, int round, double tps) {
    runs.add(new PeerRound(kind, TEN_CLIENTS, round, result(10, tps, true), -1));
  }

  private void counted(PeerKind kind, long commits, long syncs) {
    PeerResult result = result(commits, 1, true);
    runs.add(new PeerRound(kind, TEN_CLIENTS, PeerRound.COUNTING, result, syncs));
  }

  private static PeerResult result(long commits, double tps, boolean consistent) {
    return new PeerResult("1", commits, tps, 1, 2, 3, 4, 1, 0.5, 64, 0, consistent, 0, 1);
  }

  private PeersReport report(boolean syncsCounted) {
    PeersOptions options =
        new PeersOptions(
            List.of(PeerKind.values()),
            List.of(PeerWork.TPCB),
            List.of(PeerDurability.SYNCHRONOUS),
            List.of(10),
            1,
            TpcbScale.ofBranches(1),
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            3,
            1,
            1,
            null,
            null);
    return new PeersReport(
        options, new Place("JVM 17", 2, 64, 3, "tmpfs"), syncsCounted, runs, List.of());
  }

  private static String text(PeersReport report) {
    StringWriter out = new StringWriter();
    report.printTo(new PrintWriter(out, true));
    return out.toString();
  }
}
