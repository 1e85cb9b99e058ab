package io.ashlar.mvcc.log;

import io.ashlar.engine.files.AtomicFile;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The small file that says how much of the store is durable, so that a log which lost synced
 * commits is found out: recovery by itself opens silently after a flipped byte, with what follows
 * gone. Layout in the package's description. Not for several threads at once.
 *
 * <p>The two slots are written in turn, each write synced before the next: a power cut tears at
 * most the slot that was being written, and the other still tells the state before. The file comes
 * into being with its first slot, at once; so one that has no whole slot is damaged, and never one
 * that has promised nothing yet.
 *
 * <p>Not through a channel: those close when their thread is interrupted, and users' threads close
 * stores.
 */
public final class DurableMark {

  /** Its name in the directory of the store. */
  public static final String FILE = "DURABLE";

  private static final long MAGIC = 0x4153484c44555231L;
  private static final int SLOT_BYTES = 48;
  private static final int CHECKED_BYTES = 32;
  private static final int SLOT_DISTANCE = 4096;

  private final Path file;
  private final ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
  private long turn;
  private long timestamp;
  private long sequence;

  private DurableMark(Path file) {
    this.file = file;
  }

  /**
   * Reads the mark of a store; one without a file has promised nothing yet.
   *
   * @param directory the store's
   * @return the mark
   * @throws CorruptionException when there is a file without a whole slot
   * @throws StoreIoException when it cannot be read
   */
  public static DurableMark read(Path directory) {
    DurableMark mark = new DurableMark(directory.resolve(FILE));
    if (!Files.exists(mark.file)) {
      return mark;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(mark.file.toFile(), "r")) {
      boolean whole = mark.readSlot(bytes, 0);
      whole |= mark.readSlot(bytes, SLOT_DISTANCE);
      if (!whole) {
        throw new CorruptionException("The durable mark is damaged.", "path", mark.file);
      }
    } catch (IOException e) {
      throw new StoreIoException(e, "The durable mark cannot be read.", "path", mark.file);
    }
    return mark;
  }

  /**
   * A mark that promises nothing, over a file that cannot be read.
   *
   * @param directory the store's
   * @return the mark
   */
  public static DurableMark none(Path directory) {
    return new DurableMark(directory.resolve(FILE));
  }

  /**
   * The newest commit that was durable.
   *
   * @return its timestamp, 0 when nothing was promised
   */
  public long timestamp() {
    return timestamp;
  }

  /**
   * How many changes were durable.
   *
   * @return the sequence number of the last, 0 when nothing was promised
   */
  public long sequence() {
    return sequence;
  }

  /**
   * Whether as much was recovered as was durable.
   *
   * @param recoveredSequence sequence number of the last change that was recovered
   * @return false when something was lost
   */
  public boolean holds(long recoveredSequence) {
    return recoveredSequence >= sequence;
  }

  /**
   * Refuses a store that has recovered less than was durable.
   *
   * @param recoveredSequence sequence number of the last change that was recovered
   * @throws CorruptionException when something was lost
   */
  public void verify(long recoveredSequence) {
    if (!holds(recoveredSequence)) {
      throw new CorruptionException(
          "The store has lost commits that were durable.",
          "recoveredSequence",
          recoveredSequence,
          "durableSequence",
          sequence,
          "durableTimestamp",
          timestamp,
          "path",
          file);
    }
  }

  /**
   * Promises less from now on, also where the other slot promised more; for a repair alone.
   *
   * @param newTimestamp what is there
   * @param newSequence sequence number of the last change that is there
   */
  public void lower(long newTimestamp, long newSequence) {
    sequence = -1;
    write(newTimestamp, newSequence);
  }

  /** Puts the mark on disk, synced. Does nothing when it says so already. */
  void write(long newTimestamp, long newSequence) {
    if (newSequence <= sequence) {
      return;
    }
    encode(newTimestamp, newSequence);
    try {
      if (Files.exists(file)) {
        writeSlot();
      } else {
        AtomicFile.write(file, slot.array());
      }
    } catch (IOException e) {
      throw failure(e);
    }
    turn++;
    timestamp = newTimestamp;
    sequence = newSequence;
  }

  private void writeSlot() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek((turn & 1) * SLOT_DISTANCE);
      bytes.write(slot.array());
      bytes.getFD().sync();
    }
  }

  private AshlarException failure(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space")
        ? new OutOfSpaceException(e, "The durable mark cannot be written.", "path", file)
        : new StoreIoException(e, "The durable mark cannot be written.", "path", file);
  }

  private void encode(long newTimestamp, long newSequence) {
    slot.clear();
    slot.putLong(MAGIC).putLong(turn + 1).putLong(newTimestamp).putLong(newSequence);
    slot.putLong(checksum()).putLong(0).flip();
  }

  private long checksum() {
    CRC32C crc = new CRC32C();
    crc.update(slot.array(), 0, CHECKED_BYTES);
    return crc.getValue();
  }

  private boolean readSlot(RandomAccessFile bytes, long position) throws IOException {
    if (bytes.length() < position + SLOT_BYTES) {
      return false;
    }
    bytes.seek(position);
    bytes.readFully(slot.array());
    if (slot.getLong(0) != MAGIC || slot.getLong(CHECKED_BYTES) != checksum()) {
      return false;
    }
    if (slot.getLong(8) > turn) {
      turn = slot.getLong(8);
      timestamp = slot.getLong(16);
      sequence = slot.getLong(24);
    }
    return true;
  }
}
