package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.SerializationConflictException;
import io.ashlar.store.Freshness;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.conformance.TestReads;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The leader asks whether anybody is tracked after he has published his group. Held here between
 * the two by the monitor of the pointers, under which a state is published: who counts himself
 * meanwhile has the state before the group in his view, so the group must be in the window, and be
 * what refuses him. A leader who had asked before would have forgotten it.
 */
@Timeout(300)
final class TrackingOrderTest {

  private static final long PAUSE_NS = 100_000;

  @TempDir private Path directory;

  @Test
  void shouldRecordGroupWhenReaderIsTrackedBeforeItIsPublished() throws InterruptedException {
    try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("s"), StoreOptions.defaults());
        StoreClient reader = new StoreClient(store);
        StoreClient writer = new StoreClient(store)) {
      writer.put("a", 1);
      Thread leader = new Thread(() -> writer.put("m", 1), "leader");
      synchronized (store.pointers()) {
        leader.start();
        while (leader.getState() != Thread.State.BLOCKED) {
          LockSupport.parkNanos(PAUSE_NS);
        }
        reader.view().pinTracked(Freshness.WRITTEN);
      }
      leader.join();
      long view = reader.view().timestamp();
      TestReads reads = new TestReads(view).range(StoreClient.key("l"), StoreClient.key("n"));
      reader.writes().put(StoreClient.key("z"), 1, Long.MAX_VALUE).reads(reads);
      assertThatThrownBy(() -> reader.commit(view, Durability.NONE))
          .isInstanceOf(SerializationConflictException.class);
    }
  }
}
