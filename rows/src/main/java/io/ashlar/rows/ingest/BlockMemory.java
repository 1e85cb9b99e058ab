package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A fixed number of blocks of memory off the heap, and records in chains of them, each known by its
 * first block. So a record can go from anywhere, and what it took is free at once.
 *
 * <p>A block begins with the number of the next one of its chain, or of the next free one. The
 * first of a chain has more in its head: what is linked behind the record, its length, its
 * operation and priority, its number and the time of its submit.
 *
 * <p>Guarded by the lock of its queue, but for what is in records that their owner has taken.
 * Allocates nothing.
 */
final class BlockMemory implements AutoCloseable {

  static final int BLOCK_BYTES = 128;

  /** Stands for no block. */
  static final int NONE = -1;

  private static final int NEXT_RECORD = 4;
  private static final int LENGTH = 8;
  private static final int OPERATION = 12;
  private static final int PRIORITY = 13;
  private static final int NUMBER = 16;
  private static final int SUBMITTED = 24;

  /** Where the bytes of a record begin in its first block, and in the others. */
  private static final int FIRST_HEAD = 32;

  private static final int HEAD = 8;
  private static final int FIRST_ROOM = BLOCK_BYTES - FIRST_HEAD;
  private static final int ROOM = BLOCK_BYTES - HEAD;

  private final PooledBuffer memory;
  private final MutableDirectBuffer buffer;
  private final int blocks;

  /** Blocks from here on were never used. */
  private int fresh;

  private int firstFree = NONE;
  private int free;

  BlockMemory(BufferPool pool, int blocks) {
    this.blocks = blocks;
    this.free = blocks;
    this.memory = pool.acquire(blocks * BLOCK_BYTES);
    this.buffer = memory.buffer();
  }

  /** How many blocks a record takes. */
  static int blocksOf(int length) {
    return length <= FIRST_ROOM ? 1 : 2 + (length - FIRST_ROOM - 1) / ROOM;
  }

  int blocks() {
    return blocks;
  }

  int free() {
    return free;
  }

  long usedBytes() {
    return (long) (blocks - free) * BLOCK_BYTES;
  }

  /** Stores a record for which there are enough free blocks; returns its first block. */
  int store(DirectBuffer record, int length, byte operation, byte priority, long number, long at) {
    int first = take();
    int offset = first * BLOCK_BYTES;
    buffer.putInt(offset + NEXT_RECORD, NONE);
    buffer.putInt(offset + LENGTH, length);
    buffer.putByte(offset + OPERATION, operation);
    buffer.putByte(offset + PRIORITY, priority);
    buffer.putLong(offset + NUMBER, number);
    buffer.putLong(offset + SUBMITTED, at);
    int done = Math.min(length, FIRST_ROOM);
    buffer.putBytes(offset + FIRST_HEAD, record, 0, done);
    while (done < length) {
      int block = take();
      buffer.putInt(offset, block);
      offset = block * BLOCK_BYTES;
      int part = Math.min(length - done, ROOM);
      buffer.putBytes(offset + HEAD, record, done, part);
      done += part;
    }
    buffer.putInt(offset, NONE);
    return first;
  }

  private int take() {
    free--;
    if (firstFree == NONE) {
      return fresh++;
    }
    int block = firstFree;
    firstFree = buffer.getInt(block * BLOCK_BYTES);
    return block;
  }

  /** Frees the blocks of a record. */
  void release(int first) {
    for (int block = first; block != NONE; free++) {
      int next = buffer.getInt(block * BLOCK_BYTES);
      buffer.putInt(block * BLOCK_BYTES, firstFree);
      firstFree = block;
      block = next;
    }
  }

  /** Copies a record; returns its bytes. */
  int read(int first, PooledBuffer into) {
    int offset = first * BLOCK_BYTES;
    int length = buffer.getInt(offset + LENGTH);
    into.ensureCapacity(length);
    int done = Math.min(length, FIRST_ROOM);
    into.buffer().putBytes(0, buffer, offset + FIRST_HEAD, done);
    while (done < length) {
      offset = buffer.getInt(offset) * BLOCK_BYTES;
      int part = Math.min(length - done, ROOM);
      into.buffer().putBytes(done, buffer, offset + HEAD, part);
      done += part;
    }
    return length;
  }

  /** How many blocks a record has taken. */
  int blocksAt(int first) {
    return blocksOf(buffer.getInt(first * BLOCK_BYTES + LENGTH));
  }

  /** What is linked behind a record, or {@link #NONE}. */
  int next(int first) {
    return buffer.getInt(first * BLOCK_BYTES + NEXT_RECORD);
  }

  void link(int first, int next) {
    buffer.putInt(first * BLOCK_BYTES + NEXT_RECORD, next);
  }

  byte operation(int first) {
    return buffer.getByte(first * BLOCK_BYTES + OPERATION);
  }

  byte priority(int first) {
    return buffer.getByte(first * BLOCK_BYTES + PRIORITY);
  }

  /** The number of a record: one that was stored later has a higher one. */
  long number(int first) {
    return buffer.getLong(first * BLOCK_BYTES + NUMBER);
  }

  /** When it was submitted, in nanoseconds of the JVM's clock. */
  long submitted(int first) {
    return buffer.getLong(first * BLOCK_BYTES + SUBMITTED);
  }

  @Override
  public void close() {
    memory.close();
  }
}
