package io.ashlar.rows.load;

import io.ashlar.codec.row.RowView;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.WhenFull;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.load.Duplicates;
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadPhase;
import io.ashlar.load.LoadReport;
import io.ashlar.load.RowSource;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.ingest.RowSubmitter;
import io.ashlar.rows.ingest.TableWriterHandle;
import io.ashlar.rows.ingest.Writers;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.WriteTransactionHandle;
import io.ashlar.rows.write.GeneratedValues;
import io.ashlar.rows.write.Mutators;
import io.ashlar.rows.write.RowMutator;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Loads rows by way of a writer, whose batches are ordinary commits. One owner, one load. */
final class CommitLoad {

  private static final int BATCH_ROWS = 2_000;
  private static final int LEAST_QUEUE_BYTES = 1 << 20;

  private final TableState table;
  private final LoadOptions options;
  private final LoadMonitor monitor;
  private final LoadCounts counts = new LoadCounts();
  private final LoadRowHandle source;
  private final GeneratedValues generated;
  private final WriteTransactionHandle time;

  /** Whether rows replace others. */
  private final boolean upserts;

  /** What the writer's thread could not write; the thread that loads looks at it. */
  private final Queue<FailedRow> failed = new ConcurrentLinkedQueue<>();

  CommitLoad(TableState table, LoadOptions options, LoadMonitor monitor) {
    this.table = table;
    this.options = options;
    this.monitor = monitor;
    this.upserts = options.duplicates() == Duplicates.REPLACE && !table.definition().keyless();
    this.source = new LoadRowHandle(table);
    this.generated = new GeneratedValues(table);
    this.time = new WriteTransactionHandle(table.context(), IsolationLevel.READ_COMMITTED);
  }

  /** Loads the rows of a source, up to the first that fails the load. */
  LoadReport run(Writers writers, Mutators mutators, RowSource from, String reason) {
    try (TableWriterHandle writer = writers.start(mutators, writerOptions())) {
      RowSubmitter submitter =
          writer.submitter(upserts ? WriteOperation.UPSERT : WriteOperation.INSERT);
      while (next(from)) {
        submit(submitter);
        settleFailed();
        if (monitor.rows() % BATCH_ROWS == 0) {
          monitor.wrote(writer.statistics().rowsWritten());
        }
      }
      monitor.phase(LoadPhase.PUBLISHING);
      monitor.requireWanted();
      writer.flush();
      settleFailed();
      counts.rows = writer.statistics().rowsWritten();
      monitor.wrote(counts.rows);
    }
    table.context().store().flush();
    monitor.tell();
    counts.replaced = upserts ? -1 : 0;
    return counts.report(table.name(), LoadMethod.COMMITS, reason, monitor);
  }

  private WriterOptions writerOptions() {
    return WriterOptions.defaults()
        .batchRows(BATCH_ROWS)
        .queueBytes(Math.max(LEAST_QUEUE_BYTES, options.memoryBytes() / 4))
        .whenFull(WhenFull.WAIT)
        .waitAtMost(Duration.ofHours(1))
        // All of it is synced at the end.
        .durability(Durability.NONE)
        .onFailedRow(failed::add);
  }

  private boolean next(RowSource from) {
    source.values().clear();
    return from.next(source);
  }

  private void submit(RowSubmitter submitter) {
    Assigned values = source.values();
    values.user().enter();
    try {
      if (upserts) {
        fill(values);
      }
      boolean taken = submitter.submit(values, Priority.NORMAL, null);
      assert taken : "nothing is dropped";
      monitor.read(submitter.rowBytes(), values.user());
    } catch (ConstraintException | LimitExceededException e) {
      generated.takeBack(values);
      FailedRows.tell(options, table.definition(), values, e);
      counts.failed++;
      monitor.read(0, values.user());
    } finally {
      generated.takeBack(values);
      values.user().leave();
    }
  }

  /** Sets what is not set, so that nothing is left of a row that is replaced. */
  private void fill(Assigned values) {
    TableDefinition definition = table.definition();
    values.adopt(definition);
    generated.begin(definition);
    generated.give(definition, time, values, false);
    RowView defaults = definition.defaults();
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      if (!definition.isPrimaryKey(ordinal) && !values.isSet(ordinal)) {
        put(values, ordinal, definition.columns().get(ordinal).valueType(), defaults);
      }
    }
  }

  private static void put(Assigned values, int ordinal, ValueType type, RowView from) {
    if (from.isNull(ordinal)) {
      values.putNull(ordinal);
      return;
    }
    switch (type.form()) {
      case WORD -> values.putLong(ordinal, from.word(ordinal));
      case REAL -> values.putDouble(ordinal, from.real(ordinal));
      case DECIMAL -> values.putDecimal(ordinal, from.decimal(ordinal));
      case BYTES ->
          values.putBytes(
              ordinal,
              from.bytesBuffer(ordinal),
              from.bytesOffset(ordinal),
              from.bytesLength(ordinal));
      case UUID -> values.putUuid(ordinal, from.uuidHigh(ordinal), from.uuidLow(ordinal));
    }
  }

  /** Deals with the rows that the writer could not write. */
  private void settleFailed() {
    for (FailedRow row = failed.poll(); row != null; row = failed.poll()) {
      AshlarException failure = row.failure();
      boolean itsOwn =
          failure instanceof ConstraintException || failure instanceof LimitExceededException;
      if (isDuplicate(failure)) {
        if (options.duplicates() != Duplicates.SKIP) {
          throw failure;
        }
        counts.skipped++;
      } else if (itsOwn && options.failedRowHandler().isPresent()) {
        counts.failed++;
        options.failedRowHandler().get().failed(row);
      } else {
        throw failure;
      }
    }
  }

  private static boolean isDuplicate(AshlarException failure) {
    return failure.sentence().equals(RowMutator.ROW_EXISTS)
        || failure.sentence().equals(RowMutator.ENTRY_EXISTS);
  }
}
