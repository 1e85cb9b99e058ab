package io.ashlar.bench.growth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.workbench.ChildJvm;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.TextTable;
import io.ashlar.workbench.WorkDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Time to open a store whose process was killed (SIGKILL), against the size of the log that it
 * left; and to open it once more after an orderly close. All rows that had been committed must be
 * there: the kill of a process loses nothing at any durability.
 */
final class RecoveryGrowth {

  private static final double NS_PER_MS = 1e6;

  private final GrowthOptions options;
  private final Progress progress;
  private final TextTable table =
      new TextTable(
          0, "WAL MiB", "rows", "recover ms", "ms per MiB", "open again ms", "rows found");
  private final List<String> jsonLines = new ArrayList<>();

  RecoveryGrowth(GrowthOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  GrowthSection run() throws IOException, InterruptedException {
    boolean passed = true;
    warmUp();
    for (int mib : options.walMib()) {
      progress.show("writing a log of " + mib + " MiB");
      try (WorkDirectory directory = WorkDirectory.of(options.directory("recovery-" + mib))) {
        long committed = writeAndKill(directory.path(), (long) mib << 20);
        long walBytes = StoreFiles.walBytes(directory.path());
        progress.show("recovering");
        Options opening = WalWriter.options((long) mib << 20, options.durability());
        long begin = System.nanoTime();
        long found;
        long recoverNs;
        try (Database database = Database.open(directory.path(), opening)) {
          recoverNs = System.nanoTime() - begin;
          found = count(RowTable.of(database));
        }
        long again = System.nanoTime();
        Database.open(directory.path(), opening).close();
        long againNs = System.nanoTime() - again;
        passed &= found == committed;
        report(walBytes, committed, found, recoverNs, againNs);
      }
    }
    return new GrowthSection(
        "opening after a kill, by the size of the log", table, jsonLines, passed);
  }

  /** Loads the native library and the classes, so that the first opening is like the others. */
  private void warmUp() {
    try (WorkDirectory directory = WorkDirectory.of(options.directory("recovery-warmup"))) {
      Database.open(directory.path()).close();
      Database.open(directory.path()).close();
    }
  }

  private long writeAndKill(Path directory, long walBytes)
      throws IOException, InterruptedException {
    List<String> args =
        List.of(directory.toString(), Long.toString(walBytes), options.durability().name());
    Process writer =
        ChildJvm.of(WalWriter.class.getName(), args).redirectError(Redirect.DISCARD).start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
      String committed = said.readLine();
      if (committed == null) {
        throw new IOException("The process that writes the log ended early.");
      }
      return Long.parseLong(committed);
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private static long count(RowTable rows) {
    long count = 0;
    try (ReadTransaction view = rows.database.beginRead();
        PreparedScan scan = rows.table.scan().select(rows.id).prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        count++;
      }
    }
    return count;
  }

  private void report(long walBytes, long rows, long found, long recoverNs, long againNs) {
    double mib = walBytes / (double) (1 << 20);
    double recoverMs = recoverNs / NS_PER_MS;
    table.add(
        TextTable.number(mib, 1),
        TextTable.number(rows),
        TextTable.number(recoverMs, 1),
        TextTable.number(recoverMs / mib, 2),
        TextTable.number(againNs / NS_PER_MS, 1),
        TextTable.number(found));
    jsonLines.add(
        new JsonObject()
            .put("part", "recovery")
            .put("wal_bytes", walBytes)
            .put("rows", rows)
            .put("rows_found", found)
            .put("recover_ms", recoverMs)
            .put("open_again_ms", againNs / NS_PER_MS)
            .toLine());
  }
}
