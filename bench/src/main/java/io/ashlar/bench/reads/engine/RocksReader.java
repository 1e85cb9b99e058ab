package io.ashlar.bench.reads.engine;

import io.ashlar.bench.reads.data.RowDigest;
import io.ashlar.bench.reads.data.SpanReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ByteBufferGetStatus;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;

/**
 * One reader: a snapshot is its transaction, and an iterator on each column family lives as long.
 * What an index leads to is read by MultiGet, as its documentation advises for several keys.
 */
final class RocksReader implements SpanReader {

  /** More than any key has. */
  private static final int KEY_BYTES = 128;

  private static final int TRACE_ID_OFFSET = 16;

  private final RocksDB database;
  private final ColumnFamilyHandle byTrace;
  private final ColumnFamilyHandle byService;
  private final RocksSpans spans = new RocksSpans();
  private final ByteBuffer found = ByteBuffer.allocateDirect(KEY_BYTES);
  private final ByteBuffer group = ByteBuffer.allocateDirect(KEY_BYTES);
  private final ByteBuffer duration = ByteBuffer.allocateDirect(RocksSpans.DURATION_BYTES);
  private final List<ByteBuffer> keys = new ArrayList<>();
  private final List<ByteBuffer> values = new ArrayList<>();
  private ReadOptions reading;
  private Snapshot snapshot;
  private RocksIterator rows;
  private RocksIterator traces;
  private RocksIterator services;

  RocksReader(RocksDB database, ColumnFamilyHandle byTrace, ColumnFamilyHandle byService) {
    this.database = database;
    this.byTrace = byTrace;
    this.byService = byService;
  }

  @Override
  public void begin() {
    snapshot = database.getSnapshot();
    reading = new ReadOptions().setSnapshot(snapshot);
    rows = database.newIterator(reading);
    traces = database.newIterator(byTrace, reading);
    services = database.newIterator(byService, reading);
  }

  @Override
  public void end() {
    services.close();
    traces.close();
    rows.close();
    reading.close();
    database.releaseSnapshot(snapshot);
  }

  @Override
  public int point(long id, RowDigest digest) throws RocksDBException {
    ByteBuffer row = spans.emptyValue();
    int length = database.get(reading, spans.rowKey(id), row);
    if (length == RocksDB.NOT_FOUND) {
      return 0;
    }
    RocksSpans.add(id, row, length, digest);
    return 1;
  }

  @Override
  public int trace(long high, long low, RowDigest digest) throws RocksDBException {
    int count = 0;
    for (traces.seek(spans.traceKey(high, low)); traces.isValid(); traces.next()) {
      traces.key(found.clear());
      if (found.getLong(0) != high || found.getLong(Long.BYTES) != low) {
        break;
      }
      note(count, found.getLong(TRACE_ID_OFFSET));
      count++;
    }
    traces.status();
    return fetch(count, digest);
  }

  @Override
  public int newest(String service, long from, long to, RowDigest digest) throws RocksDBException {
    int count = 0;
    services.seek(spans.serviceKey(service, to - 1));
    while (services.isValid() && count < NEWEST) {
      int length = services.key(found.clear());
      if (!isOf(service, length) || RocksSpans.started(found, length) < from) {
        break;
      }
      note(count, found.getLong(length - Long.BYTES));
      count++;
      services.next();
    }
    services.status();
    return fetch(count, digest);
  }

  /** Whether the key that was found last begins with a name, of ASCII alone. */
  private boolean isOf(String service, int keyLength) {
    if (RocksSpans.serviceLength(keyLength) != service.length()) {
      return false;
    }
    for (int i = 0; i < service.length(); i++) {
      if (found.get(i) != service.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Notes the key of a row that is to be fetched. */
  private void note(int number, long id) {
    if (number == keys.size()) {
      keys.add(ByteBuffer.allocateDirect(Long.BYTES));
      values.add(ByteBuffer.allocateDirect(RocksSpans.VALUE_BYTES));
    }
    keys.get(number).clear().putLong(0, id);
    values.get(number).clear();
  }

  private int fetch(int count, RowDigest digest) throws RocksDBException {
    if (count == 0) {
      return 0;
    }
    List<ByteBufferGetStatus> fetched =
        database.multiGetByteBuffers(reading, keys.subList(0, count), values.subList(0, count));
    for (int i = 0; i < count; i++) {
      ByteBufferGetStatus row = fetched.get(i);
      if (row.status.getCode() != Status.Code.Ok) {
        throw new IllegalStateException("an index leads to no row: " + row.status.getCode());
      }
      RocksSpans.add(keys.get(i).getLong(0), values.get(i), row.requiredSize, digest);
    }
    return count;
  }

  @Override
  public int range(long from, long to, RowDigest digest) throws RocksDBException {
    int count = 0;
    ByteBuffer row = spans.emptyValue();
    for (rows.seek(spans.rowKey(from)); rows.isValid(); rows.next()) {
      rows.key(found.clear());
      long id = found.getLong(0);
      if (id >= to) {
        break;
      }
      int length = rows.value(row.clear());
      RocksSpans.add(id, row, length, digest);
      count++;
    }
    rows.status();
    return count;
  }

  /** Of a value the first column alone is copied. */
  @Override
  public int scan(long above, RowDigest digest) throws RocksDBException {
    long count = 0;
    long sum = 0;
    for (rows.seekToFirst(); rows.isValid(); rows.next()) {
      rows.value(duration.clear());
      long one = duration.getLong(0);
      if (one > above) {
        count++;
        sum += one;
      }
    }
    rows.status();
    digest.number(count);
    digest.number(sum);
    return 1;
  }

  /** The first entry of a service is its newest. */
  @Override
  public int group(RowDigest digest) throws RocksDBException {
    int groups = 0;
    int groupLength = -1;
    long count = 0;
    for (services.seekToFirst(); services.isValid(); services.next()) {
      int length = services.key(found.clear());
      boolean same = length == groupLength && isOfGroup(RocksSpans.serviceLength(length));
      if (!same) {
        addGroup(groupLength, count, digest);
        group.clear().put(found.position(0).limit(length));
        groupLength = length;
        groups++;
        count = 0;
      }
      count++;
    }
    services.status();
    addGroup(groupLength, count, digest);
    return groups;
  }

  private boolean isOfGroup(int serviceLength) {
    for (int i = 0; i < serviceLength; i++) {
      if (found.get(i) != group.get(i)) {
        return false;
      }
    }
    return true;
  }

  private void addGroup(int groupLength, long count, RowDigest digest) {
    if (groupLength >= 0) {
      digest.bytes(group, 0, RocksSpans.serviceLength(groupLength));
      digest.number(count);
      digest.number(RocksSpans.started(group, groupLength));
    }
  }

  @Override
  public void close() {}
}
