package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.SerializationConflictException;
import io.ashlar.store.Freshness;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.conformance.TestReads;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reader of a range that is tracked only for as long as each of its transactions, so that the
 * ordered window is begun and forgotten all the time, while another thread commits into the range.
 */
@Timeout(300)
final class TrackingStressTest {

  private static final int TURNS = 30_000;

  /** From the view to the commit of a transaction that was accepted. */
  private record Accepted(long view, long commit) {}

  @TempDir private Path directory;

  @Test
  void shouldAcceptNobodyOverACommitIntoHisRangeWhenTrackingComesAndGoes() throws Exception {
    List<Long> written = new ArrayList<>();
    List<Accepted> accepted = new ArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    int refused = 0;
    try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("s"), StoreOptions.defaults());
        StoreClient reader = new StoreClient(store)) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                try (StoreClient client = new StoreClient(store)) {
                  while (!done.get()) {
                    written.add(client.put("m", 1));
                  }
                }
              });
      for (int i = 0; i < TURNS; i++) {
        reader.view().pinTracked(Freshness.WRITTEN);
        long view = reader.view().timestamp();
        TestReads reads = new TestReads(view).range(StoreClient.key("l"), StoreClient.key("n"));
        reader.writes().put(StoreClient.key("z"), i, Long.MAX_VALUE).reads(reads);
        try {
          accepted.add(new Accepted(view, reader.commit(view, Durability.NONE)));
        } catch (SerializationConflictException e) {
          refused++;
        }
        reader.view().release();
      }
      done.set(true);
      writer.get(120, TimeUnit.SECONDS);
    }
    NavigableSet<Long> commits = new TreeSet<>(written);
    for (Accepted each : accepted) {
      assertThat(commits.subSet(each.view, false, each.commit, false)).isEmpty();
    }
    assertThat(refused).isPositive();
    assertThat(accepted).isNotEmpty();
  }
}
