package io.ashlar.rows.load;

import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;

/**
 * Entries in their order in a file, laid out as in {@link SortBlock}. The file lives as long as the
 * load and is read by the process that wrote it, so it has no checksums and is not synced.
 */
final class SortRun {

  private static final int WRITE_BYTES = 256 << 10;

  private final Path path;

  private SortRun(Path path) {
    this.path = path;
  }

  /** Writes entries to a file, and closes neither. */
  static SortRun write(Path path, SortedEntries entries, BufferPool pool) {
    try (FileChannel file =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        PooledBuffer memory = pool.acquire(WRITE_BYTES)) {
      int used = 0;
      while (entries.next()) {
        // As it lies: header, key, value.
        int at = entries.keyOffset() - SortBlock.HEADER;
        int bytes = SortBlock.HEADER + entries.keyLength() + entries.valueLength();
        if (used + bytes > memory.buffer().capacity() && used > 0) {
          flush(file, memory, used);
          used = 0;
        }
        memory.ensureCapacity(used + bytes);
        memory.buffer().putBytes(used, entries.buffer(), at, bytes);
        used += bytes;
      }
      flush(file, memory, used);
      return new SortRun(path);
    } catch (IOException e) {
      throw failure(e, path);
    }
  }

  private static void flush(FileChannel file, PooledBuffer memory, int bytes) throws IOException {
    ByteBuffer source = bytesOf(memory.buffer(), 0, bytes);
    while (source.hasRemaining()) {
      int written = file.write(source);
      assert written >= 0 : "a count";
    }
  }

  private static ByteBuffer bytesOf(DirectBuffer buffer, int offset, int length) {
    ByteBuffer bytes = buffer.byteBuffer().duplicate();
    int start = buffer.wrapAdjustment() + offset;
    bytes.limit(start + length).position(start);
    return bytes;
  }

  private static RuntimeException failure(IOException e, Path path) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left")
        ? new OutOfSpaceException(e, "The file system is full.", "file", path)
        : new StoreIoException(e, "A file of a load failed.", "file", path);
  }

  /**
   * Reads the entries.
   *
   * @param bytes of the file to read at once; more for an entry that is larger
   */
  SortedEntries read(BufferPool pool, int bytes) {
    try (Acquisition all = new Acquisition()) {
      PooledBuffer memory = all.add(pool.acquire(bytes), PooledBuffer::close);
      Reader reader = new Reader(path, memory, FileChannel.open(path, StandardOpenOption.READ));
      all.keep();
      return reader;
    } catch (IOException e) {
      throw failure(e, path);
    }
  }

  /** Deletes the file. */
  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw failure(e, path);
    }
  }

  private static final class Reader implements SortedEntries {

    private final Path path;
    private final PooledBuffer memory;
    private final FileChannel file;

    /** The entry, and how far the memory is filled behind it. */
    private int at;

    private int end;
    private int filled;

    Reader(Path path, PooledBuffer memory, FileChannel file) {
      this.path = path;
      this.memory = memory;
      this.file = file;
    }

    @Override
    public boolean next() {
      at = end;
      if (!fill(SortBlock.HEADER)) {
        return false;
      }
      int length = SortBlock.HEADER + keyLength() + valueLength();
      boolean whole = fill(length);
      assert whole : "the file was written whole";
      end = at + length;
      return true;
    }

    /** Has so many bytes of the entry in memory; false at the end of the file. */
    private boolean fill(int length) {
      if (filled - at >= length) {
        return true;
      }
      memory.buffer().putBytes(0, memory.buffer(), at, filled - at);
      filled -= at;
      at = 0;
      memory.ensureCapacity(length);
      try {
        while (filled < length) {
          int room = memory.buffer().capacity() - filled;
          int read = file.read(bytesOf(memory.buffer(), filled, room));
          if (read < 0) {
            return false;
          }
          filled += read;
        }
      } catch (IOException e) {
        throw failure(e, path);
      }
      return true;
    }

    @Override
    public DirectBuffer buffer() {
      return memory.buffer();
    }

    @Override
    public int keyOffset() {
      return at + SortBlock.HEADER;
    }

    @Override
    public int keyLength() {
      return memory.buffer().getInt(at);
    }

    @Override
    public int valueOffset() {
      return keyOffset() + keyLength();
    }

    @Override
    public int valueLength() {
      return memory.buffer().getInt(at + SortBlock.VALUE_LENGTH);
    }

    @Override
    public long number() {
      return memory.buffer().getLong(at + SortBlock.NUMBER);
    }

    @Override
    public void close() {
      memory.close();
      try {
        file.close();
      } catch (IOException e) {
        throw failure(e, path);
      }
    }
  }
}
