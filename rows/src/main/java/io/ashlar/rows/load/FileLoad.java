package io.ashlar.rows.load;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadPhase;
import io.ashlar.load.LoadReport;
import io.ashlar.load.RowSource;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.ddl.LoadChanges;
import io.ashlar.rows.entry.EntryEncoder;
import io.ashlar.rows.entry.EntryReader;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.TableState;
import io.ashlar.store.Ingest;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Loads rows into a table that has none: sorts them, writes them and the entries of each index into
 * files of the store, and publishes all of it at once. One owner, one load.
 *
 * <p>Long because rows pass through it in three steps that share their buffers.
 */
final class FileLoad implements AutoCloseable {

  private final TableState table;
  private final TableDefinition definition;
  private final LoadChanges changes;
  private final LoadOptions options;
  private final LoadMonitor monitor;
  private final LoadCounts counts = new LoadCounts();
  private final LoadParts parts;
  private final Ingest ingest;
  private final EntrySorter rows;

  /** One for each index that is maintained, in that order. */
  private final List<EntrySorter> entries = new ArrayList<>();

  private final RowEncoding encoding;
  private final LoadRowHandle source;
  private final EntryEncoder encoder = new EntryEncoder(new RowJudge());
  private final EntryReader reader = new EntryReader();
  private final RowView view = new RowView();
  private final KeyEncoder entryKey = new KeyEncoder();
  private final KeyEncoder otherKey = new KeyEncoder();
  private final RowWriter entryValue;
  private final long stamp;

  FileLoad(
      TableState table,
      TableDefinition definition,
      LoadChanges changes,
      LoadOptions options,
      LoadMonitor monitor) {
    this.table = table;
    this.definition = definition;
    this.changes = changes;
    this.options = options;
    this.monitor = monitor;
    this.stamp = table.context().store().newestTimestamp();
    this.parts = new LoadParts(table, definition, changes);
    this.source = new LoadRowHandle(table);
    BufferPool pool = table.context().pool();
    int sorters = 1 + definition.maintained().size();
    int memory = options.memoryBytes() / sorters;
    try (Acquisition all = new Acquisition()) {
      this.ingest = all.add(table.context().store().newIngest(), Ingest::close);
      this.rows = all.add(sorter(pool, "rows", memory), EntrySorter::close);
      for (IndexDefinition index : definition.maintained()) {
        entries.add(all.add(sorter(pool, "index" + index.id(), memory), EntrySorter::close));
      }
      this.encoding = all.add(new RowEncoding(table, definition, parts, stamp), RowEncoding::close);
      this.entryValue = new RowWriter(pool);
      all.keep();
    }
  }

  private EntrySorter sorter(BufferPool pool, String name, int memory) {
    return new EntrySorter(pool, ingest.directory(), name, memory);
  }

  /** Loads all rows of a source, or none. */
  LoadReport run(RowSource from) {
    boolean published = false;
    try {
      read(from);
      monitor.phase(LoadPhase.WRITING);
      writeRows();
      for (int i = 0; i < entries.size(); i++) {
        writeEntries(i);
      }
      monitor.phase(LoadPhase.PUBLISHING);
      monitor.requireWanted();
      if (counts.rows > 0) {
        changes.publish(table, definition, parts.keyspaces(), counts.rows, ingest);
      }
      published = counts.rows > 0;
      monitor.tell();
      return counts.report(table.name(), LoadMethod.FILES, "", monitor);
    } finally {
      if (!published) {
        changes.abandon(definition, parts.keyspaces());
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // another object with each change
  private void read(RowSource from) {
    while (true) {
      source.values().clear();
      if (!from.next(source)) {
        return;
      }
      if (table.definition() != definition) {
        throw new SchemaChangedException(
            "The table was changed while rows were loaded.", "table", table.name());
      }
      take();
    }
  }

  private void take() {
    int length;
    try {
      length = encoding.encode(source.values());
    } catch (ConstraintException | LimitExceededException e) {
      failed(e);
      return;
    }
    KeyEncoder key = encoding.key();
    monitor.read(length, source.values().user());
    rows.add(key.buffer(), 0, key.length(), encoding.row().buffer(), 0, length, monitor.rows());
  }

  private void failed(AshlarException failure) {
    FailedRows.tell(options, definition, source.values(), failure);
    counts.failed++;
    monitor.read(0, source.values().user());
  }

  /** Writes the rows in the order of their keys, and hands on their entries. */
  private void writeRows() {
    KeyEncoder lastKey = new KeyEncoder();
    long lastNumber = 0;
    try (SortedEntries sorted = rows.sorted();
        HeldEntry held = new HeldEntry(table.context().pool())) {
      while (sorted.next()) {
        boolean duplicate = lastNumber > 0 && isAt(sorted, lastKey);
        if (duplicate) {
          duplicate(sorted, lastNumber);
        }
        switch (options.duplicates()) {
          case REFUSE -> writeRow(sorted);
          case SKIP -> {
            if (!duplicate) {
              writeRow(sorted);
            }
          }
          case REPLACE -> {
            if (!duplicate && held.isHeld()) {
              writeRow(held);
            }
            held.hold(sorted);
          }
        }
        if (!duplicate) {
          lastKey.resetEmpty().putRaw(sorted.buffer(), sorted.keyOffset(), sorted.keyLength());
        }
        lastNumber = sorted.number();
      }
      if (held.isHeld()) {
        writeRow(held);
      }
    }
    rows.close();
  }

  private static boolean isAt(SortEntry entry, KeyEncoder key) {
    return UnsignedBytes.equal(
        entry.buffer(), entry.keyOffset(), entry.keyLength(), key.buffer(), 0, key.length());
  }

  private void duplicate(SortEntry row, long otherNumber) {
    switch (options.duplicates()) {
      case SKIP -> counts.skipped++;
      case REPLACE -> counts.replaced++;
      case REFUSE ->
          throw new ConstraintException(
              "Two rows of the load have the same primary key.",
              "table",
              table.name(),
              "key",
              KeyText.ofRow(definition, row.buffer(), row.keyOffset(), row.keyLength()),
              "row",
              row.number(),
              "otherRow",
              otherNumber);
    }
  }

  private void writeRow(SortEntry row) {
    put(row);
    counts.rows++;
    TableDefinition part = parts.of(KeyspacePrefix.of(row.buffer(), row.keyOffset())).definition();
    view.wrap(part.currentLayout(), row.buffer(), row.valueOffset(), row.valueLength());
    encoder.wrap(part, row.buffer(), row.keyOffset(), row.keyLength(), view);
    for (int i = 0; i < entries.size(); i++) {
      IndexDefinition index = part.maintained().get(i);
      if (encoder.isIndexed(index)) {
        boolean exclusive = encoder.encodeKey(index, entryKey);
        assert !exclusive || index.unique() : "others have the primary key behind them";
        int length = encoder.encodeValue(index, entryValue);
        RowFormat.stamp(entryValue.buffer(), 0, stamp);
        entries
            .get(i)
            .add(entryKey.buffer(), 0, entryKey.length(), entryValue.buffer(), 0, length, 0);
      }
    }
    monitor.wrote();
  }

  private void put(SortEntry entry) {
    ingest.put(
        entry.buffer(),
        entry.keyOffset(),
        entry.keyLength(),
        entry.buffer(),
        entry.valueOffset(),
        entry.valueLength());
    counts.bytes += entry.keyLength() + entry.valueLength();
  }

  private void writeEntries(int place) {
    try (SortedEntries sorted = entries.get(place).sorted();
        HeldEntry last = new HeldEntry(table.context().pool())) {
      boolean unique = definition.maintained().get(place).unique();
      while (sorted.next()) {
        if (unique) {
          if (last.isHeld() && last.hasKeyOf(sorted)) {
            throw violation(place, last, sorted);
          }
          last.hold(sorted);
        }
        put(sorted);
        monitor.step();
      }
    }
    entries.get(place).close();
  }

  private ConstraintException violation(int place, SortEntry one, SortEntry other) {
    TableDefinition part =
        parts.ofIndex(place, KeyspacePrefix.of(one.buffer(), one.keyOffset())).definition();
    IndexDefinition index = part.maintained().get(place);
    return new ConstraintException(
        "Two rows have the same key in a unique index.",
        "table",
        table.name(),
        "index",
        index.name(),
        "key",
        KeyText.ofEntry(part, index, one.buffer(), one.keyOffset(), one.keyLength()),
        "row",
        rowOf(part, index, other),
        "otherRow",
        rowOf(part, index, one));
  }

  private String rowOf(TableDefinition part, IndexDefinition index, SortEntry entry) {
    DirectBuffer value = Flyweights.wrap(entry.buffer(), entry.valueOffset(), entry.valueLength());
    reader.rowKey(part, index, value, entry.valueLength(), otherKey);
    return KeyText.ofRow(part, otherKey.buffer(), 0, otherKey.length());
  }

  @Override
  public void close() {
    List<Runnable> closes = new ArrayList<>(List.of(rows::close, encoding::close));
    entries.forEach(sorter -> closes.add(sorter::close));
    closes.add(entryValue::close);
    closes.add(ingest::close);
    Closing.all(closes);
  }
}
