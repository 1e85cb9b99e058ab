package io.ashlar.rows.load;

import io.ashlar.codec.memory.BufferPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Sorts entries by their keys, in memory as far as they fit there, else in files that are merged.
 * Use: {@link #add} all, then read {@link #sorted} once. One owner.
 */
final class EntrySorter implements AutoCloseable {

  /** So many files are merged at once at most; more are merged into one before. */
  private static final int FAN_IN = 64;

  private static final int MIN_READ_BYTES = 16 << 10;

  private final BufferPool pool;
  private final Path directory;
  private final String name;
  private final int memoryBytes;
  private final List<SortRun> runs = new ArrayList<>();
  private int files;

  /** Made with the first entry. */
  private SortBlock block;

  /**
   * An empty one.
   *
   * @param directory where its files will be, which are deleted with it
   * @param name of these files, in part
   * @param memoryBytes off the heap, at most, but for single entries that are larger
   */
  EntrySorter(BufferPool pool, Path directory, String name, int memoryBytes) {
    this.pool = pool;
    this.directory = directory;
    this.name = name;
    this.memoryBytes = pieceOf(memoryBytes);
  }

  /** The largest piece that a pool gives within a number of bytes. */
  private static int pieceOf(int bytes) {
    int piece = 1 << 16;
    while (piece <= bytes / 4) {
      piece *= 4;
    }
    return piece;
  }

  /** Adds an entry, which is copied. */
  void add(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength,
      long number) {
    if (block == null) {
      block = new SortBlock(pool, memoryBytes);
    }
    if (!block.add(key, keyOffset, keyLength, value, valueOffset, valueLength, number)) {
      spill();
      boolean added = block.add(key, keyOffset, keyLength, value, valueOffset, valueLength, number);
      assert added : "an empty block takes any entry";
    }
  }

  private void spill() {
    block.sort();
    runs.add(SortRun.write(newFile(), new BlockEntries(block), pool));
    block.clear();
    if (runs.size() == FAN_IN) {
      mergeRuns();
    }
  }

  private Path newFile() {
    files++;
    return directory.resolve(name + "-" + files + ".run");
  }

  private void mergeRuns() {
    SortRun merged;
    try (SortedEntries entries = new MergedEntries(readers())) {
      merged = SortRun.write(newFile(), entries, pool);
    }
    runs.forEach(SortRun::delete);
    runs.clear();
    runs.add(merged);
  }

  private List<SortedEntries> readers() {
    List<SortedEntries> readers = new ArrayList<>();
    int bytes = Math.max(MIN_READ_BYTES, pieceOf(memoryBytes / (runs.size() + 1)));
    boolean all = false;
    try {
      for (SortRun run : runs) {
        readers.add(run.read(pool, bytes));
      }
      all = true;
      return readers;
    } finally {
      if (!all) {
        closeAll(readers);
      }
    }
  }

  private static void closeAll(List<SortedEntries> entries) {
    Closing.all(entries.stream().<Runnable>map(each -> each::close).toList());
  }

  /**
   * All that was added, in order; afterwards nothing is added.
   *
   * @return the entries, to be closed by the caller before this
   */
  SortedEntries sorted() {
    if (block == null) {
      return new MergedEntries(List.of());
    }
    if (runs.isEmpty()) {
      block.sort();
      return new BlockEntries(block);
    }
    // What is left goes to disk as well, so that its memory serves to read.
    spill();
    block.close();
    block = null;
    return new MergedEntries(readers());
  }

  /** Frees the memory and deletes the files. Idempotent. */
  @Override
  public void close() {
    if (block != null) {
      block.close();
      block = null;
    }
    runs.forEach(SortRun::delete);
    runs.clear();
  }
}
