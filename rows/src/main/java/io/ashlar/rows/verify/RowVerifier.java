package io.ashlar.rows.verify;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.CorruptionException;
import io.ashlar.index.IndexState;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.entry.EntryEncoder;
import io.ashlar.rows.entry.EntryReader;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.schema.IndexSchema;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import io.ashlar.verify.ProblemKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Compares the rows of a table with its index entries, both ways. One owner; allocates freely. */
final class RowVerifier implements AutoCloseable {

  private static final int INITIAL_BYTES = 1024;
  private static final int KEY_BYTES_SHOWN = 32;

  private final StoreTransaction reader;
  private final Consumer<Finding> problems;
  private final TransactionCursor cursor;
  private final PooledBuffer found;
  private final RowWriter expectedValue;
  private final RowWriter widenedValue;
  private final RowJudge judge;
  private final KeyEncoder expectedKey = new KeyEncoder();
  private final KeyEncoder rowKey = new KeyEncoder();
  private final RowView row = new RowView();
  private final RowView value = new RowView();
  private final EntryEncoder entry;
  private final EntryReader entryReader = new EntryReader();
  private final KeyDecoder decoder = new KeyDecoder();

  private final ReferenceCheck references;

  /** By table and index. */
  private final Map<Long, BuildRecord> builds = new HashMap<>();

  /** By keyspace. */
  private final Map<Integer, PartitionRecord> bounds = new HashMap<>();

  private long rows;
  private long entries;

  RowVerifier(
      StoreTransaction reader, BufferPool pool, RowJudge judge, Consumer<Finding> problems) {
    this.reader = reader;
    this.problems = problems;
    this.judge = judge;
    this.entry = new EntryEncoder(judge);
    this.references = new ReferenceCheck(reader, judge);
    try (Acquisition all = new Acquisition()) {
      this.cursor = all.add(reader.newCursor(), TransactionCursor::close);
      this.found = all.add(pool.acquire(INITIAL_BYTES), PooledBuffer::close);
      this.expectedValue = all.add(new RowWriter(pool), RowWriter::close);
      this.widenedValue = new RowWriter(pool);
      all.keep();
    }
  }

  long rows() {
    return rows;
  }

  long entries() {
    return entries;
  }

  /** Which indexes are being built at the view, and how far. */
  void builds(List<BuildRecord> records) {
    builds.clear();
    records.forEach(build -> builds.put(buildOf(build.tableId(), build.indexId()), build));
  }

  private static long buildOf(int tableId, int indexId) {
    return ((long) tableId << Integer.SIZE) | indexId;
  }

  /** Checks all rows and entries of a table; of the partitions only its own are looked at. */
  void verify(TableDefinition table, List<PartitionRecord> partitions) {
    KeyEncoder key = new KeyEncoder();
    for (TableDefinition part : TableParts.of(table, partitions)) {
      boolean more = rows(part, key.resetEmpty(), Integer.MAX_VALUE);
      assert !more : "there are fewer rows";
      for (IndexDefinition index : part.maintained()) {
        more = entries(part, index, key.resetEmpty(), Integer.MAX_VALUE);
        assert !more : "there are fewer entries";
      }
    }
  }

  /** Which partitions there are at the view, with what they hold. */
  void partitions(List<PartitionRecord> records) {
    bounds.clear();
    records.forEach(partition -> bounds.put(partition.keyspaceId(), partition));
  }

  /** What foreign keys there are at the view. */
  ReferenceCheck references() {
    return references;
  }

  /**
   * Checks rows, and that they have their entries.
   *
   * @param place the key of the last row that was checked before, or empty; then that of the last
   *     one that was checked now
   * @param limit most rows
   * @return false when the last row was checked
   */
  boolean rows(TableDefinition table, KeyEncoder place, int limit) {
    PartitionRecord partition = bounds.get(table.keyspaceId());
    PartitionCheck belongs = partition == null ? null : new PartitionCheck(table, partition);
    boolean more = openBehind(table.keyspaceId(), place);
    for (int done = 0; more && done < limit; done++) {
      rows++;
      try {
        checkRow(table);
        if (belongs != null) {
          belongs.check(cursor.key(), cursor.keyLength());
        }
        checkReferences(table);
      } catch (CorruptionException e) {
        report(ProblemKind.ROW_DAMAGED, e, table, null);
      }
      place.resetEmpty().putRaw(cursor.key(), 0, cursor.keyLength());
      more = cursor.next();
    }
    return more;
  }

  /**
   * Checks entries, and that they have their rows; otherwise as {@link #rows(TableDefinition,
   * KeyEncoder, int)}.
   */
  boolean entries(TableDefinition table, IndexDefinition index, KeyEncoder place, int limit) {
    boolean more = openBehind(index.keyspaceId(), place);
    for (int done = 0; more && done < limit; done++) {
      entries++;
      try {
        checkEntry(table, index);
      } catch (CorruptionException e) {
        report(ProblemKind.ENTRY_DAMAGED, e, table, index);
      }
      place.resetEmpty().putRaw(cursor.key(), 0, cursor.keyLength());
      more = cursor.next();
    }
    return more;
  }

  private boolean openBehind(int keyspaceId, KeyEncoder place) {
    boolean there = TableParts.openKeyspace(cursor, keyspaceId);
    if (!there || place.length() == 0) {
      return there;
    }
    there = cursor.seek(place.buffer(), 0, place.length());
    boolean done =
        there
            && UnsignedBytes.equal(
                cursor.key(), 0, cursor.keyLength(), place.buffer(), 0, place.length());
    return done ? cursor.next() : there;
  }

  private void checkRow(TableDefinition table) {
    decoder.wrap(cursor.key(), KeyspacePrefix.BYTES, cursor.keyLength() - KeyspacePrefix.BYTES);
    for (int ordinal : table.primaryKey()) {
      KeyChecks.next(decoder, table.columns().get(ordinal), false);
    }
    KeyChecks.requireEnd(decoder);
    wrapRow(table, cursor.value(), cursor.valueLength());
    checkColumns(table);
    checkConstraints(table);
    for (IndexDefinition index : table.maintained()) {
      if (index.published() || reached(table, index)) {
        checkHasEntry(table, index);
      }
    }
  }

  private void checkColumns(TableDefinition table) {
    for (int ordinal = 0; ordinal < table.columns().size(); ordinal++) {
      ColumnDefinition column = table.columns().get(ordinal);
      int slot = row.layout().slotOf(column.id());
      if (table.isPrimaryKey(ordinal)) {
        continue;
      }
      if (slot >= 0 && !row.isNull(slot)) {
        RowChecks.value(row, slot);
      } else if (!column.nullable() && (slot >= 0 || table.initials().isNull(ordinal))) {
        throw new CorruptionException(
            "A column that may not be null is null.", "column", column.name());
      }
    }
  }

  private void checkConstraints(TableDefinition table) {
    judge.use(table);
    int overlong =
        judge.overlong(cursor.key(), 0, cursor.keyLength(), cursor.value(), cursor.valueLength());
    if (overlong != RowJudge.NONE) {
      throw new CorruptionException(
          "A value is longer than its column allows.",
          "column",
          table.columns().get(overlong).name());
    }
    if (!table.checks().isEmpty()) {
      int check =
          judge.violated(cursor.key(), 0, cursor.keyLength(), cursor.value(), cursor.valueLength());
      if (check != RowJudge.NONE) {
        throw new CorruptionException(
            "A row violates a check.", "check", table.checks().get(check).name());
      }
    }
  }

  private void checkReferences(TableDefinition table) {
    String violated = references.violated(table, cursor, found);
    if (violated != null) {
      report(
          ProblemKind.REFERENCE_WITHOUT_ROW,
          new CorruptionException(
              "A row references a row that there is not.", "foreignKey", violated),
          table,
          null);
    }
  }

  private void checkHasEntry(TableDefinition table, IndexDefinition index) {
    entry.wrap(table, cursor.key(), 0, cursor.keyLength(), row);
    if (!entry.isIndexed(index)) {
      return;
    }
    boolean exclusive = entry.encodeKey(index, expectedKey);
    assert !exclusive || index.unique() : "only unique keys are exclusive";
    int length = reader.get(expectedKey.buffer(), 0, expectedKey.length(), found);
    if (length == VersionedStore.ABSENT) {
      report(
          ProblemKind.ROW_WITHOUT_ENTRY,
          new CorruptionException("A row has no index entry."),
          table,
          index);
      return;
    }
    int expected = entry.encodeValue(index, expectedValue);
    wrapEntry(index, found.buffer(), length);
    int stored = length;
    DirectBuffer storedBytes = found.buffer();
    if (value.layout() != index.entryLayout()) {
      // Written before a stored column was widened: compared as it would be written now.
      widenedValue.begin(index.entryLayout());
      for (int slot = 0; slot < value.layout().slots(); slot++) {
        widenedValue.copyFrom(value, slot, slot);
      }
      stored = widenedValue.finish();
      storedBytes = widenedValue.buffer();
    }
    if (!sameButStamp(storedBytes, stored, expectedValue.buffer(), expected)) {
      report(
          ProblemKind.ENTRY_DIFFERS,
          new CorruptionException("An index entry differs from its row."),
          table,
          index);
    }
  }

  /** Whether the build of an index has come to the row under the cursor. */
  private boolean reached(TableDefinition table, IndexDefinition index) {
    BuildRecord build = builds.get(buildOf(table.id(), index.id()));
    if (build == null || build.state() == IndexState.VALIDATED) {
      return true;
    }
    byte[] rowKey = new byte[cursor.keyLength()];
    cursor.key().getBytes(0, rowKey);
    return Arrays.compareUnsigned(rowKey, build.position()) <= 0;
  }

  private void checkEntry(TableDefinition table, IndexDefinition index) {
    decoder.wrap(cursor.key(), KeyspacePrefix.BYTES, cursor.keyLength() - KeyspacePrefix.BYTES);
    for (int i = 0; i < index.keyColumns().length; i++) {
      ColumnDefinition column = table.columns().get(index.keyColumns()[i]);
      KeyChecks.next(decoder, column, index.descending()[i]);
    }
    wrapEntry(index, cursor.value(), cursor.valueLength());
    for (int slot = 0; slot < value.layout().slots(); slot++) {
      if (!value.isNull(slot)) {
        RowChecks.value(value, slot);
      }
    }
    entryReader.rowKey(
        table,
        index,
        cursor.key(),
        cursor.keyLength(),
        cursor.value(),
        cursor.valueLength(),
        rowKey);
    checkHasRow(table, index);
  }

  private void checkHasRow(TableDefinition table, IndexDefinition index) {
    int length = reader.get(rowKey.buffer(), 0, rowKey.length(), found);
    boolean matches = false;
    boolean indexed = true;
    if (length != VersionedStore.ABSENT) {
      wrapRow(table, found.buffer(), length);
      boolean exclusive =
          entry.wrap(table, rowKey.buffer(), 0, rowKey.length(), row).encodeKey(index, expectedKey);
      assert !exclusive || index.unique() : "only unique keys are exclusive";
      matches =
          UnsignedBytes.equal(
              cursor.key(), 0, cursor.keyLength(), expectedKey.buffer(), 0, expectedKey.length());
      indexed = entry.isIndexed(index);
    }
    if (!matches || !indexed) {
      report(
          ProblemKind.ENTRY_WITHOUT_ROW,
          new CorruptionException(
              indexed
                  ? "An index entry has no row."
                  : "A partial index has an entry of a row that it should not hold."),
          table,
          index);
    }
  }

  private void wrapEntry(IndexDefinition index, DirectBuffer buffer, int length) {
    int version = RowView.layoutVersion(buffer, 0, length);
    value.wrap(index.entryLayout(version), buffer, 0, length);
  }

  private void wrapRow(TableDefinition table, DirectBuffer buffer, int length) {
    int version = RowView.layoutVersion(buffer, 0, length);
    row.wrap(table.layout(version), buffer, 0, length);
  }

  /** The index is null when the row itself is damaged. */
  private void report(
      ProblemKind kind, CorruptionException e, TableDefinition table, IndexDefinition index) {
    byte[] key = new byte[cursor.keyLength()];
    cursor.key().getBytes(0, key);
    int shown = Math.min(key.length, KEY_BYTES_SHOWN);
    CorruptionException located =
        new CorruptionException(
            e,
            e.getMessage(),
            "table",
            table.name(),
            "index",
            index == null ? IndexSchema.PRIMARY : index.name(),
            "key",
            HexFormat.of().formatHex(key, 0, shown) + (shown < key.length ? "..." : ""));
    problems.accept(new Finding(kind, table, index, key, located));
  }

  private static boolean sameButStamp(DirectBuffer a, int aLength, DirectBuffer b, int bLength) {
    int body = RowFormat.VERSION_OFFSET;
    return a.getByte(0) == b.getByte(0)
        && UnsignedBytes.equal(a, body, aLength - body, b, body, bLength - body);
  }

  @Override
  public void close() {
    cursor.close();
    found.close();
    expectedValue.close();
    widenedValue.close();
  }
}
