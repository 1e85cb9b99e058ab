package io.ashlar.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What all processors of the machine have done since it was started, as Linux counts it in {@code
 * /proc/stat}. Reading it allocates.
 *
 * @param idle ticks in which a processor had nothing to do, or waited for a disk; -1 where there is
 *     no such count
 * @param all ticks in all
 */
public record ProcessorTime(long idle, long all) {

  private static final Path COUNTS = Path.of("/proc/stat");
  private static final int IDLE = 4;
  private static final int WAITING = 5;

  /** Ticks of guests are in those of users, too. */
  private static final int LAST = 8;

  /**
   * Reads the counts.
   *
   * @return the counts up to now
   */
  public static ProcessorTime take() {
    try {
      return of(Files.readAllLines(COUNTS));
    } catch (IOException e) {
      // Not Linux, or nothing that may be read.
      return new ProcessorTime(-1, 0);
    }
  }

  static ProcessorTime of(List<String> lines) {
    String[] words = lines.get(0).split("\\s+", -1);
    if (!"cpu".equals(words[0]) || words.length <= WAITING) {
      return new ProcessorTime(-1, 0);
    }
    long all = 0;
    for (int i = 1; i < words.length && i <= LAST; i++) {
      all += Long.parseLong(words[i]);
    }
    return new ProcessorTime(Long.parseLong(words[IDLE]) + Long.parseLong(words[WAITING]), all);
  }

  /**
   * How much of the processors nobody used.
   *
   * @param before taken earlier
   * @return from 0, all were busy, to 1; NaN where that is not known
   */
  public double idleSince(ProcessorTime before) {
    return idle < 0 || before.idle < 0 || all <= before.all
        ? Double.NaN
        : (double) (idle - before.idle) / (all - before.all);
  }
}
