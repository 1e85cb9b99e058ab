package io.ashlar.torture.corruption;

import io.ashlar.Database;
import io.ashlar.torture.writer.Acknowledgements;
import io.ashlar.torture.writer.WriterCrew;
import io.ashlar.torture.writer.WriterOptions;
import io.ashlar.torture.writer.WriterProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A store with a history, which is copied and never opened itself.
 *
 * @param name what happened to it
 * @param directory of its files
 * @param told the file with its acknowledgements
 * @param markTimestamp what its durable mark promises
 */
record PreparedStore(String name, Path directory, Path told, long markTimestamp) {

  /** The durable mark is refreshed once a second. */
  private static final long WRITE_MS = 2_500;

  private static final long START_TIMEOUT_MS = 120_000;
  private static final int COMMITS = 6_000;
  private static final int SLOT_DISTANCE = 4096;
  private static final int TURN_OFFSET = 8;
  private static final int TIMESTAMP_OFFSET = 16;

  /** A store that was closed in order. */
  static PreparedStore closed(WriterOptions options) throws IOException, InterruptedException {
    Acknowledgements told = new Acknowledgements(options.threads());
    try (Database database = Database.open(options.directory(), options.storeOptions());
        WriterCrew crew = WriterCrew.start(database, options, told)) {
      while (told.count() < COMMITS && told.failures().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      crew.stop();
    }
    if (!told.failures().isEmpty()) {
      throw new IOException("the writers failed", told.failures().get(0));
    }
    return of("closed", options, told);
  }

  /** A store whose process was killed. */
  static PreparedStore killed(WriterOptions options) throws IOException, InterruptedException {
    Acknowledgements told = new Acknowledgements(options.threads());
    try (WriterProcess writer = WriterProcess.start(options, told, List.of())) {
      writer.awaitFirst(START_TIMEOUT_MS);
      TimeUnit.MILLISECONDS.sleep(WRITE_MS);
      if (!writer.running()) {
        throw new IOException("the writer ended by itself: " + writer.explain());
      }
      writer.kill();
    }
    return of("killed", options, told);
  }

  private static PreparedStore of(String name, WriterOptions options, Acknowledgements told)
      throws IOException {
    Path file = options.directory().resolveSibling(name + ".told");
    told.save(file);
    return new PreparedStore(name, options.directory(), file, markTimestamp(options.directory()));
  }

  /** Copies the files into a new directory. */
  void copyTo(Path copy) throws IOException {
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }

  /** As the description of the file's bytes says; the slot of the later turn counts. */
  private static long markTimestamp(Path store) throws IOException {
    ByteBuffer mark = ByteBuffer.wrap(Files.readAllBytes(store.resolve("DURABLE")));
    long first = mark.getLong(TURN_OFFSET);
    boolean second =
        mark.limit() > SLOT_DISTANCE && mark.getLong(SLOT_DISTANCE + TURN_OFFSET) > first;
    return mark.getLong((second ? SLOT_DISTANCE : 0) + TIMESTAMP_OFFSET);
  }
}
