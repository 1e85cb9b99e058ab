package io.ashlar.mvcc.embedded;

import io.ashlar.store.conformance.StoreClient;
import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A child process that commits until it is killed: one thread for each sync mode. Commit n of a
 * thread puts the row n and the thread's newest number; once it is acknowledged, the process prints
 * mode, n and timestamp.
 */
final class KilledWriter {

  private KilledWriter() {}

  static Process start(Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-agentlib"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(KilledWriter.class.getName());
    command.add(directory.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static String rowKey(Durability mode, long number) {
    return "row-" + mode + "-" + number;
  }

  static String newestKey(Durability mode) {
    return "newest-" + mode;
  }

  /** The number of a thread's newest commit, 0 when it has none. */
  static long newest(StoreClient client, Durability mode) {
    return Math.max(0, client.get(newestKey(mode)));
  }

  public static void main(String[] args) throws InterruptedException {
    EmbeddedStore store = EmbeddedStore.open(Path.of(args[0]), StoreOptions.defaults());
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    List<Thread> writers = new ArrayList<>();
    for (Durability mode : Durability.values()) {
      Thread writer = new Thread(() -> write(store, mode, out));
      writer.start();
      writers.add(writer);
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private static void write(EmbeddedStore store, Durability mode, PrintStream out) {
    try (StoreClient client = new StoreClient(store)) {
      client.pin();
      long number = newest(client, mode);
      client.view().release();
      while (true) {
        number++;
        client
            .writes()
            .put(StoreClient.key(rowKey(mode, number)), number, Long.MAX_VALUE)
            .put(StoreClient.key(newestKey(mode)), number, Long.MAX_VALUE);
        long timestamp = client.commit(0, mode);
        synchronized (out) {
          out.print(mode + " " + number + " " + timestamp + "\n");
          out.flush();
        }
      }
    }
  }
}
