package io.ashlar.torture.faults;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.StoreIoException;
import io.ashlar.error.StorePoisonedException;
import io.ashlar.torture.Problems;
import io.ashlar.torture.power.LoopDisk;
import io.ashlar.torture.writer.Acknowledgements;
import io.ashlar.torture.writer.LossRule;
import io.ashlar.torture.writer.StoreCheck;
import io.ashlar.torture.writer.WriterCrew;
import io.ashlar.torture.writer.WriterOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Fills a small disk under a store of this JVM with ballast, and takes the ballast away again.
 *
 * <p>While it is full, commits are refused with {@code OutOfSpaceException} and change nothing; or,
 * when the log itself ran out of space in the middle of a write, their outcome is unknown and the
 * store is poisoned. An old view reads the same rows all the while. With space again writes go on,
 * at the latest after a close and an open in the same JVM, and nothing was lost or changed.
 */
final class FullDisk {

  /** Less than the store keeps free. */
  private static final long NEARLY_FULL_BYTES = 16L << 20;

  private static final int CHUNK_BYTES = 1 << 20;
  private static final int COMMITS = 300;
  private static final long TIMEOUT_MS = 30_000;
  private static final long RESUME_MS = 10_000;

  private final Problems problems;
  private final FaultCounts counts;
  private final LoopDisk disk;

  FullDisk(Problems problems, FaultCounts counts, LoopDisk disk) {
    this.problems = problems;
    this.counts = counts;
    this.disk = disk;
  }

  void run(FaultKind kind, WriterOptions writing, StoreCheck check)
      throws IOException, InterruptedException {
    Path ballast = disk.root().resolve("ballast");
    Acknowledgements told = new Acknowledgements(writing.threads());
    boolean resumed = false;
    Database database = Database.open(writing.directory(), writing.storeOptions());
    try (WriterCrew crew = WriterCrew.start(database, writing, told)) {
      await(told, told.count() + COMMITS, TIMEOUT_MS);
      fill(ballast, kind == FaultKind.FULL ? 0 : NEARLY_FULL_BYTES);
      long end = System.nanoTime() + TIMEOUT_MS * 1_000_000;
      while (told.refusals() == 0 && told.failures().isEmpty() && System.nanoTime() < end) {
        Thread.sleep(1);
      }
      if (told.refusals() == 0 && told.failures().isEmpty()) {
        problems.add("commits go on though the disk is full");
      }
      if (!crew.viewUnchanged()) {
        problems.add("an old view reads other rows when the disk is full");
      }
      Files.delete(ballast);
      resumed = told.failures().isEmpty() && await(told, told.count() + COMMITS, RESUME_MS);
    } catch (AshlarException e) {
      problems.add("a view fails when the disk is full: " + e);
    } finally {
      Files.deleteIfExists(ballast);
      close(database, !told.failures().isEmpty());
    }
    checkFailures(kind, told);
    counts.acknowledged(told.count());
    counts.refused(told.refusals());
    reopen(writing, check, told, resumed);
  }

  private void reopen(
      WriterOptions writing, StoreCheck check, Acknowledgements told, boolean resumed)
      throws InterruptedException {
    Acknowledgements later = new Acknowledgements(writing.threads());
    try (Database database = Database.open(writing.directory(), writing.storeOptions())) {
      check.check(database, told, LossRule.NONE_LOST);
      if (resumed) {
        counts.resumed();
        return;
      }
      try (WriterCrew crew = WriterCrew.start(database, writing, later)) {
        if (!await(later, COMMITS, TIMEOUT_MS)) {
          problems.add("no commits after reopening with space: " + later.failures());
        }
        crew.stop();
      }
      counts.reopened();
      check.check(database, later, LossRule.NONE_LOST);
    } catch (AshlarException e) {
      problems.add("the store cannot be read when there is space again: " + e);
    }
  }

  private void checkFailures(FaultKind kind, Acknowledgements told) {
    for (RuntimeException failure : told.failures()) {
      boolean unknown = failure instanceof CommitOutcomeUnknownException;
      counts.unknown(unknown ? 1 : 0);
      if (!unknown && !(failure instanceof StorePoisonedException)) {
        problems.add("not what a full disk should lead to: " + failure);
      }
    }
    if (kind == FaultKind.NEARLY_FULL && !told.failures().isEmpty()) {
      problems.add("writers failed instead of waiting for space: " + told.failures().get(0));
    }
  }

  /** A poisoned store may say at its close that the last sync failed. */
  private void close(Database database, boolean poisoned) {
    try {
      database.close();
    } catch (AshlarException e) {
      if (!poisoned || !(e instanceof StoreIoException)) {
        problems.add("the close of the database failed: " + e);
      }
    }
  }

  /** Until so much space is left; 0 for none at all. */
  private void fill(Path ballast, long leaveBytes) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (leaveBytes == 0
          || Files.getFileStore(disk.root()).getUsableSpace() > leaveBytes + CHUNK_BYTES) {
        out.write(chunk);
      }
    } catch (IOException e) {
      if (leaveBytes > 0 || !String.valueOf(e.getMessage()).contains("No space")) {
        throw e;
      }
    }
  }

  private static boolean await(Acknowledgements told, long commits, long timeoutMs)
      throws InterruptedException {
    long end = System.nanoTime() + timeoutMs * 1_000_000;
    while (told.count() < commits && told.failures().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    return told.count() >= commits;
  }
}
