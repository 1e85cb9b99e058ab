package io.ashlar.engine.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Who writes to a store, as the lock file tells those that are kept out. One line: process id, host
 * and the time at which the directory was taken. It is of use to people alone: nobody trusts it,
 * and what cannot be written or read is not told.
 */
final class LockOwner {

  private static final int MAX_BYTES = 512;
  private static final int PARTS = 3;

  /** The start of a process is known to some hundredths of a second, the other time to a second. */
  private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

  private static final String UNKNOWN_HOST = "unknown";
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private LockOwner() {}

  /** Says that this process holds the file, whose lock it has. */
  static void write(RandomAccessFile file) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String line = ProcessHandle.current().pid() + " " + host() + " " + now + "\n";
    try {
      file.seek(0);
      file.write(line.getBytes(StandardCharsets.UTF_8));
      file.setLength(file.getFilePointer());
    } catch (IOException e) {
      clear(file); // A full disk is no reason to refuse an open that may free some of it.
    }
  }

  /** Takes back what was written. */
  static void clear(RandomAccessFile file) {
    if (file.getChannel().isOpen()) {
      try {
        file.setLength(0);
      } catch (IOException e) {
        // It stays, and is not believed when this process has ended.
        return;
      }
    }
  }

  /** The facts of whoever holds the file; none where it is not known. */
  static List<Object> read(RandomAccessFile file) {
    try {
      byte[] bytes = new byte[(int) Math.min(file.length(), MAX_BYTES)];
      file.seek(0);
      file.readFully(bytes);
      String[] parts = new String(bytes, StandardCharsets.UTF_8).strip().split(" ", -1);
      if (parts.length != PARTS) {
        return List.of();
      }
      long pid = Long.parseLong(parts[0]);
      Instant since = Instant.parse(parts[2]);
      if (parts[1].equals(host()) && !mayHold(pid, since)) {
        return List.of();
      }
      return List.of("pid", pid, "host", parts[1], "since", since);
    } catch (IOException | NumberFormatException | DateTimeParseException e) {
      return List.of();
    }
  }

  /** Whether a process of this host is there that was there at the time. */
  private static boolean mayHold(long pid, Instant since) {
    return ProcessHandle.of(pid)
        .map(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(start -> !start.minus(CLOCK_ERROR).isAfter(since))
                    .orElse(true))
        .orElse(false);
  }

  /** The name of the host; no resolver is asked, which may take seconds. */
  private static String host() {
    String name = System.getenv("COMPUTERNAME");
    if (name == null) {
      name = System.getenv("HOSTNAME");
    }
    try {
      if (Files.isReadable(HOST_NAME)) {
        name = Files.readString(HOST_NAME);
      }
    } catch (IOException e) {
      name = null;
    }
    String found = name == null ? "" : name.strip().replace(' ', '_');
    return found.isEmpty() ? UNKNOWN_HOST : found;
  }
}
