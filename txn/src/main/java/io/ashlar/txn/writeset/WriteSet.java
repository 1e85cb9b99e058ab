package io.ashlar.txn.writeset;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.LimitExceededException;
import io.ashlar.store.ReadSource;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.WriteSource;
import io.ashlar.store.WriteVisitor;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The buffered puts, deletes and checks of one transaction.
 *
 * <p>Reusable: {@link #clear} empties it and keeps what a small transaction needs, so that steady
 * use allocates nothing and does not go to the buffer pool. The commit takes the newest entry of
 * each key. Belongs to one thread at a time.
 *
 * <p>Long because log, index, sorted keys and savepoints, which are classes of their own, change
 * together here: each method is one step over all of them.
 */
public final class WriteSet implements WriteSource, AutoCloseable {

  /** The answer of {@link #read} when the transaction has not written the key. */
  public static final int NOT_WRITTEN = -2;

  private final long limitBytes;
  private final EntryLog log;
  private final KeyIndex index;
  private final SortedKeys sorted;
  private final Savepoints savepoints = new Savepoints();

  private long liveBytes;
  private int writes;
  private int checks;
  private int openCursors;

  /** Entries below this number are seen by a cursor; 0 when none is open. */
  private int cursorSeal;

  private long readAtFloor;
  private ReadSource reads = ReadSource.NONE;

  /**
   * An empty set, which holds no memory of the pool until the first write.
   *
   * @param pool lends the segments
   * @param limitBytes most bytes of all entries, replaced ones and their headers included
   */
  public WriteSet(BufferPool pool, long limitBytes) {
    this.limitBytes = limitBytes;
    this.log = new EntryLog(pool);
    this.index = new KeyIndex(log);
    this.sorted = new SortedKeys(log, index);
  }

  /**
   * Buffers a value. The bytes are copied.
   *
   * @param hash the key's hash
   * @param readAt the timestamp up to which the transaction knows the key
   * @param key holds the key
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value
   * @param valueOffset where it starts
   * @param valueLength its bytes
   * @throws LimitExceededException when the set is full; it is as before
   */
  public void put(
      long hash,
      long readAt,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    int number = index.find(hash, key, keyOffset, keyLength);
    write(
        EntryLog.PUT,
        number,
        hash,
        readAt,
        key,
        keyOffset,
        keyLength,
        value,
        valueOffset,
        valueLength);
  }

  /**
   * Buffers a deletion, also of a key that is not there.
   *
   * @param hash the key's hash
   * @param readAt the timestamp up to which the transaction knows the key
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @throws LimitExceededException when the set is full; it is as before
   */
  public void delete(long hash, long readAt, DirectBuffer key, int offset, int length) {
    int number = index.find(hash, key, offset, length);
    write(EntryLog.DELETE, number, hash, readAt, key, offset, length, key, offset, 0);
  }

  /**
   * Asks that the key be unchanged at commit. Does nothing for a key that is checked or written
   * already: the first reading counts, and a write is validated itself.
   *
   * @param hash the key's hash
   * @param readAt the timestamp at which the key was first read
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return false when there was nothing to do
   * @throws LimitExceededException when the set is full; it is as before
   */
  public boolean check(long hash, long readAt, DirectBuffer key, int offset, int length) {
    if (index.find(hash, key, offset, length) >= 0) {
      return false;
    }
    write(EntryLog.CHECK, EntryLog.NONE, hash, readAt, key, offset, length, key, offset, 0);
    return true;
  }

  /**
   * Reads the transaction's own write of a key.
   *
   * @param hash the key's hash
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value from index 0 on
   * @return bytes of the value, {@link VersionedStore#ABSENT} when deleted, or {@link #NOT_WRITTEN}
   */
  public int read(long hash, DirectBuffer key, int offset, int length, PooledBuffer into) {
    int number = index.find(hash, key, offset, length);
    if (number < 0) {
      return NOT_WRITTEN;
    }
    int entry = index.newest(number);
    int kind = log.kind(entry);
    if (kind != EntryLog.PUT) {
      return kind == EntryLog.DELETE ? VersionedStore.ABSENT : NOT_WRITTEN;
    }
    int bytes = log.valueLength(entry);
    into.ensureCapacity(bytes);
    into.buffer().putBytes(0, log.buffer(entry), log.valueOffset(entry), bytes);
    return bytes;
  }

  /**
   * Marks the present state. Writes before a savepoint are kept apart from those after it, so a
   * savepoint that is not needed any more should be {@linkplain #releaseSavepoint released}.
   *
   * @return names the savepoint until it is undone past, released or the set cleared
   */
  public long savepoint() {
    return savepoints.push(log.count());
  }

  /**
   * Undoes all that came after a savepoint, which stays. The memory is used again.
   *
   * @param savepoint from {@link #savepoint}
   * @return the position that the log was cut to: cursors opened above it are void
   */
  public int rollbackTo(long savepoint) {
    int position = savepoints.keep(savepoint);
    int keys = index.count();
    for (int entry = log.count() - 1; entry >= position; entry--) {
      keys -= log.previous(entry) < 0 ? 1 : 0;
    }
    sorted.truncate(keys);
    while (log.count() > position) {
      undoLast();
    }
    return position;
  }

  /**
   * Forgets a savepoint and those taken after it; keeps the writes.
   *
   * @param savepoint from {@link #savepoint}
   */
  public void releaseSavepoint(long savepoint) {
    savepoints.release(savepoint);
  }

  /**
   * Undoes everything and gives back the buffers that a big transaction took. Allocates nothing, so
   * that a transaction can end whatever has failed.
   */
  public void clear() {
    assert openCursors == 0 : "a cursor is open";
    sorted.clear();
    index.clear();
    log.clear();
    savepoints.clear();
    liveBytes = 0;
    writes = 0;
    checks = 0;
    cursorSeal = 0;
    readAtFloor = 0;
    reads = ReadSource.NONE;
  }

  /** Gives up the heap memory that a big transaction took; the set is empty. Allocates a little. */
  public void trim() {
    sorted.trim();
    index.trim();
    log.trim();
    savepoints.trim();
  }

  /** Gives back all memory. The set can be used again. Idempotent. */
  @Override
  public void close() {
    clear();
    log.close();
  }

  /**
   * Whether nothing was put, deleted or checked.
   *
   * @return true when so
   */
  public boolean isEmpty() {
    return log.count() == 0;
  }

  /**
   * Keys that are put or deleted.
   *
   * @return the number
   */
  public int writes() {
    return writes;
  }

  /**
   * Keys that were checked.
   *
   * @return the number
   */
  public int checks() {
    return checks;
  }

  /**
   * Bytes counted against the limit.
   *
   * @return bytes of all entries, replaced ones and headers included
   */
  public long usedBytes() {
    return log.usedBytes();
  }

  /**
   * Bytes of the segments held.
   *
   * @return the sum of their capacities
   */
  public long capacity() {
    return log.capacity();
  }

  /**
   * Lifts the {@code readAt} of every put and delete to at least this, except of keys that were
   * checked first. Sound when each such key has been locked since before {@code floor}, or needs no
   * validation.
   *
   * @param floor a timestamp; 0 lifts nothing
   */
  public void readAtFloor(long floor) {
    this.readAtFloor = floor;
  }

  /**
   * Joins the reads that the writes rest on, to be validated by the commit.
   *
   * @param source the reads; read until the set is cleared
   */
  public void reads(ReadSource source) {
    this.reads = source;
  }

  @Override
  public ReadSource reads() {
    return reads;
  }

  @Override
  public int size() {
    return index.count();
  }

  @Override
  public long bytes() {
    return liveBytes;
  }

  @Override
  public void forEach(WriteVisitor visitor) {
    for (int number = 0; number < index.count(); number++) {
      deliver(index.newest(number), visitor);
    }
  }

  EntryLog log() {
    return log;
  }

  KeyIndex index() {
    return index;
  }

  SortedKeys sorted() {
    return sorted;
  }

  /** Opens a cursor at the present position, which it returns. */
  int cursorOpened() {
    openCursors++;
    cursorSeal = log.count();
    return cursorSeal;
  }

  void cursorClosed() {
    if (--openCursors == 0) {
      cursorSeal = 0;
    }
  }

  private void deliver(int entry, WriteVisitor visitor) {
    MutableDirectBuffer buffer = log.buffer(entry);
    int keyOffset = log.keyOffset(entry);
    int keyLength = log.keyLength(entry);
    long readAt = log.readAt(entry);
    if (!log.checked(entry)) {
      readAt = Math.max(readAt, readAtFloor);
    }
    switch (log.kind(entry)) {
      case EntryLog.PUT ->
          visitor.put(
              buffer,
              keyOffset,
              keyLength,
              buffer,
              keyOffset + keyLength,
              log.valueLength(entry),
              readAt);
      case EntryLog.DELETE -> visitor.delete(buffer, keyOffset, keyLength, readAt);
      default -> visitor.check(buffer, keyOffset, keyLength, readAt);
    }
  }

  private void write(
      int kind,
      int number,
      long hash,
      long readAt,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    int previous = number < 0 ? EntryLog.NONE : index.newest(number);
    int marked = kind;
    long knownAt = readAt;
    if (previous >= 0 && log.checked(previous)) {
      marked = EntryLog.asChecked(kind);
      knownAt = Math.min(readAt, log.readAt(previous));
    }
    if (replaceable(previous, valueLength)) {
      liveBytes += valueLength - log.valueLength(previous);
      log.rewrite(previous, marked, knownAt, value, valueOffset, valueLength);
      return;
    }
    requireRoom(EntryLog.entryBytes(keyLength, valueLength));
    index.reserve();
    int keyNumber = number < 0 ? index.count() : number;
    int entry =
        log.append(
            keyNumber,
            previous,
            marked,
            knownAt,
            key,
            keyOffset,
            keyLength,
            value,
            valueOffset,
            valueLength);
    if (number < 0) {
      index.add(hash, entry);
    } else {
      index.newest(number, entry);
    }
    account(entry, previous, 1);
  }

  private boolean replaceable(int previous, int valueLength) {
    return previous >= Math.max(cursorSeal, savepoints.sealed())
        && previous >= 0
        && log.kind(previous) != EntryLog.CHECK
        && log.fits(previous, valueLength);
  }

  private void requireRoom(int bytes) {
    if (log.usedBytes() + bytes > limitBytes) {
      throw new LimitExceededException(
          "The write set of the transaction is larger than the limit.",
          "bytes",
          log.usedBytes() + bytes,
          "limitBytes",
          limitBytes);
    }
  }

  private void undoLast() {
    int entry = log.count() - 1;
    int previous = log.previous(entry);
    account(entry, previous, -1);
    if (previous < 0) {
      assert log.keyNumber(entry) == index.count() - 1 : "keys leave in reverse order";
      index.removeLast();
    } else {
      index.newest(log.keyNumber(entry), previous);
    }
    log.removeLast();
  }

  /** Counts an entry in (+1) or out (-1), and the one that it replaces the other way. */
  private void account(int entry, int previous, int sign) {
    liveBytes += sign * (long) log.payload(entry);
    if (previous >= 0) {
      liveBytes -= sign * (long) log.payload(previous);
    }
    boolean wasWrite = previous >= 0 && log.kind(previous) != EntryLog.CHECK;
    if (log.kind(entry) == EntryLog.CHECK) {
      checks += sign;
    } else if (!wasWrite) {
      writes += sign;
    }
  }
}
