package io.ashlar.torture.corruption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The files of a store, and for the log the part of it that is damaged. */
enum FileKind {
  SST("\\d+\\.sst"),
  WAL_MIDDLE("\\d+\\.log"),
  WAL_TAIL("\\d+\\.log"),
  MANIFEST("MANIFEST-\\d+"),
  CURRENT("CURRENT"),
  OPTIONS("OPTIONS-\\d+"),
  FORMAT("FORMAT"),
  DURABLE("DURABLE");

  /** Bytes from the end of a log that count as its tail. */
  private static final int TAIL_BYTES = 8 << 10;

  private final String pattern;

  FileKind(String pattern) {
    this.pattern = pattern;
  }

  /** One of the store's files of this kind that is not empty; null if there is none. */
  Path choose(Path store, SplittableRandom random) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      List<Path> candidates =
          files
              .filter(file -> file.getFileName().toString().matches(pattern))
              .filter(file -> file.toFile().length() > 0)
              .sorted()
              .toList();
      if (candidates.isEmpty()) {
        return null;
      }
      int last = candidates.size() - 1;
      return candidates.get(this == WAL_TAIL ? last : random.nextInt(last + 1));
    }
  }

  /** A place in a file of this kind. */
  long place(long bytes, SplittableRandom random) {
    long tail = Math.min(bytes, TAIL_BYTES);
    return this == WAL_TAIL ? bytes - tail + random.nextLong(tail) : random.nextLong(bytes);
  }
}
