package io.ashlar.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Text keys and values over an engine. */
final class StoreFixture implements AutoCloseable {

  static final BufferPool BUFFERS = new BufferPool(1 << 20);

  final Engine engine;
  final EngineReader reader;

  StoreFixture(Path directory) {
    this(directory, small().build());
  }

  StoreFixture(Path directory, EngineOptions options) {
    engine = Engine.open(directory, options);
    reader = engine.newReader();
  }

  static EngineOptions.Builder small() {
    return EngineOptions.builder()
        .blockCacheBytes(8 << 20)
        .memtableBytes(1 << 20)
        .memtableCount(2)
        .traceHandles(true);
  }

  static MutableDirectBuffer bytes(String text) {
    return Flyweights.wrap(text.getBytes(UTF_8));
  }

  static void put(EngineBatch batch, String key, String value) {
    MutableDirectBuffer k = bytes(key);
    MutableDirectBuffer v = bytes(value);
    batch.put(Family.DATA, k, 0, k.capacity(), v, 0, v.capacity());
  }

  static void delete(EngineBatch batch, String key) {
    MutableDirectBuffer k = bytes(key);
    batch.delete(Family.DATA, k, 0, k.capacity());
  }

  void put(String key, String value) {
    try (EngineBatch batch = engine.newBatch()) {
      put(batch, key, value);
      engine.write(batch);
    }
  }

  void delete(String key) {
    try (EngineBatch batch = engine.newBatch()) {
      delete(batch, key);
      engine.write(batch);
    }
  }

  String get(String key) {
    return get(reader, key);
  }

  static String get(EngineReader reader, String key) {
    MutableDirectBuffer k = bytes(key);
    try (PooledBuffer into = BUFFERS.acquire(16)) {
      int length = reader.get(Family.DATA, k, 0, k.capacity(), into);
      return length == Engine.ABSENT ? null : text(into.buffer(), length);
    }
  }

  static void reset(EngineCursor cursor, EngineSnapshot snapshot, String lower, String upper) {
    MutableDirectBuffer from = lower == null ? null : bytes(lower);
    MutableDirectBuffer to = upper == null ? null : bytes(upper);
    cursor.reset(
        snapshot,
        from,
        0,
        lower == null ? 0 : from.capacity(),
        to,
        0,
        upper == null ? 0 : to.capacity());
  }

  static boolean seek(EngineCursor cursor, String key) {
    MutableDirectBuffer k = bytes(key);
    return cursor.seek(k, 0, k.capacity());
  }

  static boolean seekBefore(EngineCursor cursor, String key) {
    MutableDirectBuffer k = bytes(key);
    return cursor.seekBefore(k, 0, k.capacity());
  }

  static String key(EngineCursor cursor) {
    return text(cursor.key(), cursor.keyLength());
  }

  static String value(EngineCursor cursor) {
    return text(cursor.value(), cursor.valueLength());
  }

  static List<String> forward(EngineCursor cursor) {
    List<String> rows = new ArrayList<>();
    for (boolean on = cursor.seekFirst(); on; on = cursor.next()) {
      rows.add(key(cursor) + "=" + value(cursor));
    }
    return rows;
  }

  static List<String> backward(EngineCursor cursor) {
    List<String> rows = new ArrayList<>();
    for (boolean on = cursor.seekLast(); on; on = cursor.prev()) {
      rows.add(key(cursor) + "=" + value(cursor));
    }
    return rows;
  }

  static String text(org.agrona.DirectBuffer buffer, int length) {
    byte[] copy = new byte[length];
    buffer.getBytes(0, copy);
    return new String(copy, UTF_8);
  }

  @Override
  public void close() {
    engine.close();
  }
}
