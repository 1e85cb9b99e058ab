package io.ashlar.check;

import io.ashlar.check.history.HistoryTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a history tells of one key. */
final class KeyRecord {

  /**
   * A value and who wrote it.
   *
   * @param writer whether committed or not
   * @param value the value
   * @param step the place of the write among the writer's steps
   * @param last whether the writer wrote no other value to the key afterwards
   */
  record Write(HistoryTransaction writer, long value, int step, boolean last) {}

  /** What an acknowledged transaction read of others' writes. */
  static final class Read {

    private final HistoryTransaction reader;
    private final long value;
    private final long[] list;
    private final int length;

    /**
     * A read.
     *
     * @param reader the transaction
     * @param value of a register
     * @param list of a list key; null for a register
     * @param length how many elements of the list are others', those in front
     */
    Read(HistoryTransaction reader, long value, long[] list, int length) {
      this.reader = reader;
      this.value = value;
      this.list = list;
      this.length = length;
    }

    HistoryTransaction reader() {
      return reader;
    }

    long value() {
      return value;
    }

    long[] list() {
      return list;
    }

    int length() {
      return length;
    }
  }

  final int key;
  boolean list;

  /** All values but null, which may be written more than once. */
  final Map<Long, Write> writes = new HashMap<>();

  /** What each transaction wrote last, committed or not; of a register null too. */
  final List<Write> installed = new ArrayList<>();

  final List<Read> reads = new ArrayList<>();

  KeyRecord(int key) {
    this.key = key;
  }
}
