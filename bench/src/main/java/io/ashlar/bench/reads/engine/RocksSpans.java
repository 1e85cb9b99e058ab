package io.ashlar.bench.reads.engine;

import io.ashlar.bench.reads.data.RowDigest;
import io.ashlar.bench.reads.data.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys and values of the hand-written engine, in direct buffers that are reused: what is given out
 * holds until the next call of the same kind. Numbers are stored with the highest byte first, and
 * none is negative. Belongs to one thread.
 *
 * <pre>
 * rows        key    id (8)
 *             value  duration (8), start (8), trace (16), status (4), lengths of service (1) and
 *                    operation (1), service, operation, attributes
 * by trace    key    trace (16), id (8)
 * by service  key    service, 0 (1), start subtracted from the largest (8), id (8)
 * </pre>
 */
final class RocksSpans {

  static final int DURATION_BYTES = Long.BYTES;
  static final int VALUE_BYTES = 1024;

  private static final int KEY_BYTES = 128;
  private static final int STARTED = 8;
  private static final int TRACE = 16;
  private static final int STATUS = 32;
  private static final int SERVICE_LENGTH = 36;
  private static final int OPERATION_LENGTH = 37;
  private static final int TEXTS = 38;
  private static final int SERVICE_KEY_TAIL = 1 + Long.BYTES + Long.BYTES;

  private final ByteBuffer key = ByteBuffer.allocateDirect(KEY_BYTES);
  private final ByteBuffer value = ByteBuffer.allocateDirect(VALUE_BYTES);

  ByteBuffer rowKey(long id) {
    return key.clear().putLong(id).flip();
  }

  ByteBuffer traceKey(long high, long low, long id) {
    return key.clear().putLong(high).putLong(low).putLong(id).flip();
  }

  /** Where the spans of a trace begin. */
  ByteBuffer traceKey(long high, long low) {
    return key.clear().putLong(high).putLong(low).flip();
  }

  /** Where the spans of a service begin that started at a time or before. */
  ByteBuffer serviceKey(String service, long started) {
    key.clear();
    for (int i = 0; i < service.length(); i++) {
      key.put((byte) service.charAt(i)); // ASCII alone
    }
    return key.put((byte) 0).putLong(Long.MAX_VALUE - started).flip();
  }

  ByteBuffer serviceKey(Span span) {
    serviceKey(span.service(), span.started());
    return key.limit(KEY_BYTES)
        .position(span.service().length() + 1 + Long.BYTES)
        .putLong(span.id())
        .flip();
  }

  ByteBuffer row(Span span) {
    byte[] service = span.service().getBytes(StandardCharsets.UTF_8);
    byte[] operation = span.operation().getBytes(StandardCharsets.UTF_8);
    value.clear().putLong(span.duration()).putLong(span.started());
    value.putLong(span.traceHigh()).putLong(span.traceLow()).putInt(span.status());
    value.put((byte) service.length).put((byte) operation.length);
    value.put(service).put(operation);
    return value.put(span.attributes().getBytes(StandardCharsets.UTF_8)).flip();
  }

  /** Where a row is read into. */
  ByteBuffer emptyValue() {
    return value.clear();
  }

  /** Gives the columns of a row to a digest. */
  static void add(long id, ByteBuffer row, int length, RowDigest digest) {
    int service = row.get(SERVICE_LENGTH);
    int operation = row.get(OPERATION_LENGTH);
    int attributes = TEXTS + service + operation;
    digest.number(id);
    digest.bytes(row, TRACE, Span.TRACE_BYTES);
    digest.bytes(row, TEXTS, service);
    digest.bytes(row, TEXTS + service, operation);
    digest.number(row.getLong(STARTED));
    digest.number(row.getLong(0));
    digest.number(row.getInt(STATUS));
    digest.bytes(row, attributes, length - attributes);
  }

  /** The name's length in a key by service. */
  static int serviceLength(int keyLength) {
    return keyLength - SERVICE_KEY_TAIL;
  }

  /** The start in a key by service. */
  static long started(ByteBuffer serviceKey, int keyLength) {
    return Long.MAX_VALUE - serviceKey.getLong(serviceLength(keyLength) + 1);
  }
}
