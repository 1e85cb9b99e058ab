package io.ashlar.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what a child JVM does to force bytes to the disk, by {@code strace}.
 *
 * <p>Each call is kept with its time, so that those of loading and closing do not count. Beside
 * {@code fsync}, {@code fdatasync} and {@code msync(MS_SYNC)}, a write to a file that was opened
 * with {@code O_SYNC} or {@code O_DSYNC} counts, which is how Derby writes its log. {@code
 * sync_file_range} does not: it promises nothing about what was written.
 */
final class SyncTrace {

  private static final String CALLS =
      "trace=?open,openat,write,pwrite64,writev,pwritev,fsync,fdatasync,msync";

  /** Thread, seconds, microseconds, call with its arguments; a call's second half has no name. */
  private static final Pattern LINE = Pattern.compile("\\d+\\s+(\\d+)\\.(\\d{6}) (\\w+)\\((.*)");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern DESCRIPTOR = Pattern.compile("\\d+<([^>]+)>.*");

  private final List<String> command;

  private SyncTrace(List<String> command) {
    this.command = command;
  }

  /**
   * Finds out whether calls can be traced here.
   *
   * @return the tracer; null where {@code strace} is missing or not allowed
   */
  static SyncTrace orNull() throws InterruptedException {
    // The filter in the kernel stops a thread for these calls alone; older versions lack it.
    List<String> filtered = List.of("strace", "-f", "--seccomp-bpf", "-qq");
    List<String> plain = List.of("strace", "-f", "-qq");
    if (works(filtered)) {
      return new SyncTrace(filtered);
    }
    return works(plain) ? new SyncTrace(plain) : null;
  }

  private static boolean works(List<String> command) throws InterruptedException {
    List<String> trial = new ArrayList<>(command);
    trial.addAll(List.of("-e", CALLS, "-o", "/dev/null", "true"));
    try {
      Process process =
          new ProcessBuilder(trial)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The words that stand before a command to trace it. */
  List<String> prefix(Path trace) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("-y", "-s", "0", "-ttt", "-e", CALLS, "-o", trace.toString()));
    return words;
  }

  /** How often bytes were forced to the disk between two times. */
  static long count(Path trace, long fromMicros, long toMicros) throws IOException {
    Set<String> writtenThrough = new HashSet<>();
    long syncs = 0;
    try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher call = LINE.matcher(line);
        if (call.matches() && isSync(call.group(3), call.group(4), writtenThrough)) {
          long micros = Long.parseLong(call.group(1)) * 1_000_000 + Long.parseLong(call.group(2));
          if (micros >= fromMicros && micros < toMicros) {
            syncs++;
          }
        }
      }
    }
    return syncs;
  }

  private static boolean isSync(String name, String arguments, Set<String> writtenThrough) {
    return switch (name) {
      case "fsync", "fdatasync" -> true;
      case "msync" -> arguments.contains("MS_SYNC");
      case "open", "openat" -> {
        Matcher file = QUOTED.matcher(arguments);
        if (file.find() && (arguments.contains("O_SYNC") || arguments.contains("O_DSYNC"))) {
          writtenThrough.add(file.group(1));
        }
        yield false;
      }
      default -> {
        Matcher file = DESCRIPTOR.matcher(arguments);
        yield file.matches() && writtenThrough.contains(file.group(1));
      }
    };
  }
}
