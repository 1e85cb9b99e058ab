package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowBuilder;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.Routing;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * Applies one statement's changes to rows and keeps every index entry in step.
 *
 * <p>One statement is {@link #begin}, any number of changes, {@link #end}, and {@link #abort} in
 * any case, which undoes a statement that did not get to its end; {@link InsertStatement} shows it.
 *
 * <p>Entries of unique indexes that go are locked and deleted at once; those that come are kept
 * back until the end of the statement and judged then, each under the lock of its key. So a
 * statement may move keys among its rows, two rows of one statement collide as two statements
 * would, and no other transaction can slip in between. Rows whose primary key changes are kept back
 * as well.
 *
 * <p>Reusable; one owner at a time; owns its buffers; allocates nothing in steady state.
 *
 * <p>Long because inserts, upserts, updates and deletes share the buffers, views and counts of one
 * statement.
 */
public final class RowMutator implements AutoCloseable {

  /** What the insert of a row says whose primary key is there. */
  public static final String ROW_EXISTS = "A row with this primary key exists.";

  /** What is said of a row whose key is there in a unique index. */
  public static final String ENTRY_EXISTS = "A row with this key exists in a unique index.";

  private static final long NO_SAVEPOINT = -1;
  private static final int INITIAL_ROW_BYTES = 256;

  private final TableState table;
  private final KeyEncoder rowKey = new KeyEncoder();
  private final RowWriter newRow;
  private final PooledBuffer found;
  private final RowView oldView = new RowView();
  private final RowView newView = new RowView();
  private final EntryChanges entries;
  private final RowJudge judge;
  private final References references;

  private TransactionHandle transaction;

  /** That of the table; {@link #definition} is that of the last row's partition. */
  private TableDefinition base;

  private TableDefinition definition;
  private long savepoint = NO_SAVEPOINT;
  private boolean changed;

  /** Of {@link #base}. */
  private KeyspaceCounters counters;

  private int countedKeyspace;

  // Rows of the statement.
  private long inserted;
  private long updated;
  private long deleted;

  private final Routing routing;
  private final ChangedKey changedKey = new ChangedKey();

  private final GeneratedValues generated;

  /** The time by which rows have expired, in microseconds; where they do not, without a meaning. */
  private long now;

  RowMutator(TableState table) {
    this.table = table;
    DatabaseContext context = table.context();
    this.routing = Routing.of(table.partitions());
    this.judge = new RowJudge();
    this.generated = new GeneratedValues(table);
    this.references = new References(table);
    BufferPool pool = context.pool();
    long limitBytes = context.transactions().options().writeSetLimitBytes();
    try (Acquisition all = new Acquisition()) {
      this.newRow = all.add(new RowWriter(pool), RowWriter::close);
      this.found = all.add(pool.acquire(INITIAL_ROW_BYTES), PooledBuffer::close);
      this.entries = all.add(new EntryChanges(pool, limitBytes, judge), EntryChanges::close);
      all.keep();
    }
  }

  /**
   * Starts a statement: meets the table, starts a statement of the transaction, marks the point to
   * which {@link #abort} returns.
   *
   * @param handle the transaction
   * @param user of the statement
   * @return the definition by which the statement works
   * @throws IllegalUseException when the transaction, or the database, is read-only
   */
  public TableDefinition begin(TransactionHandle handle, OneUser user) {
    table.context().ensureWritable();
    if (handle.readOnly()) {
      throw new IllegalUseException("The transaction is read-only.", "table", table.name());
    }
    start(handle, handle.beginStatement(table, user));
    references.begin(handle, base);
    savepoint = handle.store().savepoint();
    return definition;
  }

  /** Works for the statement of another mutator, which undoes it if need be. */
  void join(TransactionHandle handle, ReferenceWork work) {
    start(handle, handle.use(table));
    references.join(handle, base, work);
  }

  private void start(TransactionHandle handle, TableDefinition met) {
    base = met;
    definition = met;
    transaction = handle;
    changed = false;
    inserted = 0;
    updated = 0;
    deleted = 0;
    if (base.keyspaceId() != countedKeyspace) {
      countedKeyspace = base.keyspaceId();
      counters = table.context().counters().of(countedKeyspace);
    }
    entries.begin(definition, handle.store());
    if (definition.expiry() != null) {
      now = handle.expiryTime();
      entries.judgeAt(now);
    }
  }

  /**
   * Inserts a row.
   *
   * @param values its columns
   * @throws ConstraintException when there is a row with this primary key, or a column that may not
   *     be null has no value, or a value is too long, or a check is false
   */
  public void insert(Assigned values) {
    try {
      prepareNew(values);
      int length = lockRow();
      if (length != VersionedStore.ABSENT && !replacesExpired(length)) {
        throw exists(definition, rowKey.buffer(), 0, rowKey.length());
      }
      writeNew(values);
    } finally {
      generated.takeBack(values);
    }
  }

  static ConstraintException exists(TableDefinition table, DirectBuffer key, int at, int length) {
    return new ConstraintException(
        ROW_EXISTS, "table", table.name(), "key", KeyText.ofRow(table, key, at, length));
  }

  /** Leads the row key to its partition, which is made when it is absent. */
  private void routeNew() {
    if (!workIn(routing.make(transaction.store(), base, rowKey))) {
      throw new ConstraintException(
          "No partition takes the value of the row.",
          "table",
          base.name(),
          "key",
          KeyText.ofRow(base, rowKey.buffer(), 0, rowKey.length()));
    }
  }

  /** Goes on with the definition that has a row's keyspaces; false when there is none. */
  @SuppressWarnings("ReferenceEquality") // there is one object for each partition and definition
  private boolean workIn(TableDefinition partition) {
    if (partition != null && partition != definition) {
      definition = partition;
      entries.use(partition);
    }
    return partition != null;
  }

  /**
   * Goes to the partition of a row that the caller is about to lock and to change. Keeps the
   * partition from being dropped until the transaction ends. Does nothing in a table without
   * partitions.
   *
   * @param key holds the row key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @return false when the row's partition was dropped after it was selected, so that it is gone
   * @throws io.ashlar.error.SchemaChangedException the same, but for READ_COMMITTED
   */
  public boolean enter(DirectBuffer key, int offset, int length) {
    return workIn(routing.enter(transaction.store(), base, key, offset, length));
  }

  /**
   * Whether row keys have to be led to partitions.
   *
   * @return true in a table that has some
   */
  boolean leads() {
    return routing.leads();
  }

  /**
   * Leads a row key to the partition where it belongs, as {@link #enter} does. Does nothing in a
   * table without partitions.
   *
   * @param key the row key, with any keyspace id; gets the partition's
   * @return false when there is no such partition, so that there is no such row
   */
  public boolean find(KeyEncoder key) {
    return workIn(routing.find(transaction.store(), base, key));
  }

  /**
   * Inserts a row, or changes the columns that are set of the one that exists.
   *
   * @param values its columns
   * @throws ConstraintException when a column that may not be null has no value
   */
  public void upsert(Assigned values) {
    try {
      prepareNew(values);
      int length = lockRow();
      if (length == VersionedStore.ABSENT || replacesExpired(length)) {
        writeNew(values);
      } else {
        change(rowKey.buffer(), 0, rowKey.length(), found.buffer(), 0, length, values);
      }
    } finally {
      generated.takeBack(values);
    }
  }

  /**
   * Changes the columns that are set of a row that the caller has locked and read with {@code
   * getLocked}. Key and row must stay as they are during the call. A row whose primary key changes
   * is deleted, and written under its new key when the statement ends.
   *
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row as it is
   * @param rowOffset where it starts
   * @param rowLength its bytes
   * @param values the columns to change
   * @throws ConstraintException when a column that may not be null is set to null, or a sum
   *     overflows
   */
  public void update(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowOffset,
      int rowLength,
      Assigned values) {
    values.adopt(definition);
    RowBuilder.requireLengths(definition, values);
    if (ChangedKey.isChanged(base, values)
        && changedKey.encode(base, key, keyOffset, keyLength, values, rowKey)) {
      move(key, keyOffset, keyLength, row, rowOffset, rowLength, values);
      return;
    }
    change(key, keyOffset, keyLength, row, rowOffset, rowLength, values);
  }

  private void move(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowOffset,
      int rowLength,
      Assigned values) {
    changed = true;
    updated++;
    viewOld(row, rowOffset, rowLength);
    int length = RowBuilder.changedRow(definition, oldView, values, newRow);
    requireChecks(rowKey.buffer(), 0, rowKey.length(), length);
    entries.removed(key, keyOffset, keyLength, oldView);
    transaction.store().delete(key, keyOffset, keyLength);
    newView.wrap(definition.currentLayout(), newRow.buffer(), 0, length);
    routeNew();
    entries.moved(rowKey.buffer(), rowKey.length(), newRow, length, newView);
    if (references.any()) {
      references.old(key, keyOffset, keyLength, row, rowOffset, rowLength);
      references.moved(rowKey.buffer(), 0, rowKey.length(), newRow.buffer(), length);
    }
  }

  /**
   * Deletes a row that the caller has locked and read with {@code getLocked}.
   *
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row as it is
   * @param rowOffset where it starts
   * @param rowLength its bytes
   */
  public void delete(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowOffset,
      int rowLength) {
    changed = true;
    deleted++;
    viewOld(row, rowOffset, rowLength);
    entries.removed(key, keyOffset, keyLength, oldView);
    transaction.store().delete(key, keyOffset, keyLength);
    references.removed(key, keyOffset, keyLength, row, rowOffset, rowLength);
  }

  /**
   * Ends the statement: judges the unique indexes and writes their entries, and does what foreign
   * keys ask for.
   *
   * @throws ConstraintException when a unique index has one of the keys already, or a foreign key
   *     would lead nowhere; the statement is undone
   */
  public void end() {
    try {
      entries.end();
      references.end();
      finish();
      transaction.store().releaseSavepoint(savepoint);
      savepoint = NO_SAVEPOINT;
    } finally {
      abort();
    }
  }

  /** Judges and writes what has waited until here, of a mutator that has joined a statement. */
  void flush() {
    entries.end();
  }

  /** Tells what was changed. */
  void finish() {
    if (changed) {
      transaction.bindToDefinition(table);
      deleted += entries.displaced();
      transaction.addRows(table, inserted - deleted);
    }
    counters.wrote(inserted, updated, deleted);
  }

  /** Ends the work of a mutator that has joined a statement. */
  void part() {
    transaction = null;
    entries.clear();
    references.clear();
  }

  /** Undoes a statement that has begun and not ended; otherwise does nothing but let go. */
  public void abort() {
    TransactionHandle handle = transaction;
    long mark = savepoint;
    transaction = null;
    savepoint = NO_SAVEPOINT;
    entries.clear();
    references.clear();
    if (handle == null) {
      return;
    }
    try {
      // A retryable failure has rolled the whole transaction back already.
      if (mark != NO_SAVEPOINT && handle.store().active()) {
        StoreTransaction store = handle.store();
        store.rollbackTo(mark);
        store.releaseSavepoint(mark);
      }
    } finally {
      handle.endStatement();
    }
  }

  /**
   * Values may have been set by another definition; what the key needs is given before its lock.
   */
  private void prepareNew(Assigned values) {
    values.adopt(definition);
    RowBuilder.requireLengths(definition, values);
    generated.begin(definition);
    generated.give(definition, transaction, values, true);
    RowBuilder.encodeRowKey(definition, values, rowKey);
    routeNew();
  }

  /**
   * What the database has given the row inserted last.
   *
   * @return the same object always
   */
  GeneratedValues generated() {
    return generated;
  }

  private void requireChecks(DirectBuffer key, int keyOffset, int keyLength, int rowLength) {
    RowBuilder.requireChecks(
        definition, judge, key, keyOffset, keyLength, newRow.buffer(), rowLength);
  }

  private int lockRow() {
    return transaction.store().getLocked(rowKey.buffer(), 0, rowKey.length(), found);
  }

  /** Takes away the entries of the row that was found under the key, if it has expired. */
  private boolean replacesExpired(int length) {
    if (definition.expiry() == null) {
      return false;
    }
    judge.use(definition);
    if (!judge.isExpired(rowKey.buffer(), 0, rowKey.length(), found.buffer(), length, now)) {
      return false;
    }
    viewOld(found.buffer(), 0, length);
    entries.removed(rowKey.buffer(), 0, rowKey.length(), oldView);
    deleted++;
    return true;
  }

  private void writeNew(Assigned values) {
    changed = true;
    generated.give(definition, transaction, values, false);
    inserted++;
    int length = RowBuilder.newRow(definition, values, newRow);
    requireChecks(rowKey.buffer(), 0, rowKey.length(), length);
    newView.wrap(definition.currentLayout(), newRow.buffer(), 0, length);
    transaction.store().put(rowKey.buffer(), 0, rowKey.length(), newRow.buffer(), 0, length);
    entries.added(rowKey.buffer(), 0, rowKey.length(), newView);
    references.added(rowKey.buffer(), 0, rowKey.length(), newRow.buffer(), length);
  }

  private void change(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowOffset,
      int rowLength,
      Assigned values) {
    changed = true;
    updated++;
    viewOld(row, rowOffset, rowLength);
    int length = RowBuilder.changedRow(definition, oldView, values, newRow);
    requireChecks(key, keyOffset, keyLength, length);
    newView.wrap(definition.currentLayout(), newRow.buffer(), 0, length);
    transaction.store().put(key, keyOffset, keyLength, newRow.buffer(), 0, length);
    entries.changed(key, keyOffset, keyLength, oldView, newView, values);
    if (references.any()) {
      references.old(key, keyOffset, keyLength, row, rowOffset, rowLength);
      references.changed(key, keyOffset, keyLength, newRow.buffer(), length);
    }
  }

  private void viewOld(DirectBuffer row, int offset, int length) {
    int version = RowView.layoutVersion(row, offset, length);
    oldView.wrap(definition.layout(version), row, offset, length);
  }

  /** Gives the buffers back. Idempotent. */
  @Override
  public void close() {
    newRow.close();
    found.close();
    entries.close();
    references.close();
  }
}
