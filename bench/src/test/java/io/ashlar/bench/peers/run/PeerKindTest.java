package io.ashlar.bench.peers.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.peers.engine.Peer;
import io.ashlar.bench.peers.engine.PeerClient;
import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerSetup;
import io.ashlar.bench.peers.engine.PeerWork;
import io.ashlar.bench.tpcb.TpcbScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PeerKindTest {

  private static final TpcbScale FEW = new TpcbScale(2, 3, 50);
  private static final long CACHE_BYTES = 256L << 20;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL", mode = Mode.EXCLUDE)
  void shouldKeepTheBooksWhenClientsTakeTurns(PeerKind kind) throws Exception {
    PeerSetup setup = setup(PeerWork.TPCB);
    try (Peer peer = kind.open(setup)) {
      peer.load();
      try (PeerClient first = peer.newClient(1);
          PeerClient second = peer.newClient(2)) {
        assertThat(first.run(0, 100, 6, 2, 700)).isTrue();
        assertThat(second.run(0, 100, 6, 2, -300)).isTrue();
        assertThat(first.run(1, 1, 1, 1, 5)).isTrue();
      }
      assertThat(peer.holds(3)).isTrue();
      assertThat(peer.holds(2)).isFalse();
      assertThat(peer.version()).isNotBlank();
    }
  }

  private PeerSetup setup(PeerWork work) {
    return new PeerSetup(directory, PeerDurability.SYNCHRONOUS, work, FEW, CACHE_BYTES, null);
  }

  @ParameterizedTest
  @EnumSource(names = {"ASHLAR_JDBC", "SQLITE", "DERBY", "HSQLDB", "H2"})
  void shouldMeetTheRowsOfEachWork(PeerKind kind) throws Exception {
    for (PeerWork work : EnumSet.complementOf(EnumSet.of(PeerWork.TPCB))) {
      Path files = Files.createDirectory(directory.resolve(work.word()));
      PeerSetup setup =
          new PeerSetup(files, PeerDurability.ASYNCHRONOUS, work, FEW, CACHE_BYTES, null);
      try (Peer peer = kind.open(setup)) {
        peer.load();
        try (PeerClient client = peer.newClient(1)) {
          assertThat(client.run(0, 100, 6, 2, 700)).isTrue();
          assertThat(client.run(1, 1, 1, 1, 5)).isTrue();
        }
        assertThat(peer.holds(2)).isTrue();
        assertThat(peer.holds(3)).isEqualTo(!work.writes());
      }
    }
  }
}
