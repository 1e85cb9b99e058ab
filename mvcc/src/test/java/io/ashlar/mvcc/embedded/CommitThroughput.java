package io.ashlar.mvcc.embedded;

import io.ashlar.store.Committer;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.transaction.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;

/** Prints commits a second, to be run by hand: five entries of 100 bytes each. */
final class CommitThroughput {

  private static final int ENTRIES = 5;
  private static final int KEYS = 100_000;
  private static final long RUN_NS = TimeUnit.SECONDS.toNanos(3);

  private CommitThroughput() {}

  public static void main(String[] args) throws Exception {
    Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("ashlar");
    for (Durability mode : Durability.values()) {
      for (int threads : new int[] {1, 10}) {
        Path directory = parent.resolve(mode + "-" + threads);
        try (EmbeddedStore store = EmbeddedStore.open(directory, StoreOptions.defaults())) {
          measure(store, mode, threads);
          long before = store.statistics().syncs();
          long rate = measure(store, mode, threads);
          System.out.printf(
              "%s threads=%d commits/s=%d syncs/s=%d%n",
              mode,
              threads,
              rate,
              (store.statistics().syncs() - before) / TimeUnit.NANOSECONDS.toSeconds(RUN_NS));
        }
      }
    }
  }

  private static long measure(VersionedStore store, Durability mode, int threads) throws Exception {
    AtomicLong commits = new AtomicLong();
    CountDownLatch done = new CountDownLatch(threads);
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      new Thread(
              () -> {
                commits.addAndGet(commitFor(store, mode, thread, start + RUN_NS));
                done.countDown();
              })
          .start();
    }
    done.await();
    return commits.get() * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
  }

  private static long commitFor(VersionedStore store, Durability mode, int thread, long endNs) {
    TestWrites writes = new TestWrites();
    MutableDirectBuffer key = TestWrites.key(100, "thread-000-key-000000000");
    long commits = 0;
    long random = thread;
    try (Committer committer = store.newCommitter()) {
      while (System.nanoTime() < endNs) {
        writes.clear();
        for (int i = 0; i < ENTRIES; i++) {
          random = random * 6364136223846793005L + 1442695040888963407L;
          key.putInt(4, thread);
          key.putInt(20, (int) Math.floorMod(random >>> 20, (long) KEYS));
          writes.put(key, random, 100, Long.MAX_VALUE);
        }
        committer.commit(writes, 0, mode, timestamp -> {});
        commits++;
      }
    }
    return commits;
  }
}
