package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.ForeignKeyPath;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.row.KeyColumns;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.lock.LockTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What foreign keys ask of one statement, over all tables that it leads to.
 *
 * <p>Each referenced key has a lock of its own, beside that of its row: who references a key shares
 * it, who takes a key away has it alone, both to the end of the transaction. So a row that is
 * referenced can be changed by others meanwhile as long as its key stays, and rows that reference
 * one key do not wait for each other. What is asked for under that lock is read in the newest
 * state, whatever the level: it cannot change until the commit.
 *
 * <p>A key that is referenced and there needs no more. One that is not may come by the end of the
 * statement, so it is asked for again then. The other way round a key that was taken away and that
 * nobody references needs no more; else it waits for the end. There the actions are done level by
 * level: all rows that reference the keys that one level has taken away are found before the first
 * of them is changed, since rows may exchange their keys.
 *
 * <p>One owner at a time; what is kept to the end of the statement is on the heap, within the limit
 * of a write set.
 *
 * <p>Long because the keys that rows need and those that they have lost are judged by each other.
 */
final class ReferenceWork implements AutoCloseable {

  /** Rows that reference each other in a circle may change for ever. */
  private static final int MAX_LEVELS = 10_000;

  private static final int INITIAL_ROW_BYTES = 256;

  /** A key that rows may reference and that was taken away; not replaced when it was deleted. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Gone(ForeignKeyPath path, byte[] key, byte[] replaced) {

    ReferenceAction action() {
      return replaced == null
          ? path.foreignKey().record().onDelete()
          : path.foreignKey().record().onUpdate();
    }
  }

  /** What an earlier pass over rows has made of a key of theirs. */
  private record Replaced(ForeignKeyPath path, ByteBuffer key) {}

  /** A key that a row references and that was not there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Missing(ForeignKeyPath path, byte[] key, String row) {}

  /** A row that an action is for. */
  private record Affected(Gone gone, ReferencingRows.Row row) {}

  private final ReferencingRows rows;
  private final PooledBuffer found;
  private final KeyEncoder key = new KeyEncoder();
  private final long limitBytes;
  private List<Gone> gone = new ArrayList<>();
  private final List<Gone> last = new ArrayList<>();

  /**
   * The places in {@link #gone} of keys that earlier passes of a level have replaced, by what they
   * are now: another foreign key may change the same row again. No pass does so twice.
   */
  private final Map<Replaced, Integer> replacements = new HashMap<>();

  /** Whether the statement's own changes are done, and what follows is under way. */
  private boolean following;

  private final List<Missing> missing = new ArrayList<>();

  /** Of the tables that actions have led to, kept for other statements. */
  private final Map<TableState, RowMutator> mutators = new LinkedHashMap<>();

  private final List<RowMutator> joined = new ArrayList<>();
  private TransactionHandle transaction;
  private long keptBytes;

  ReferenceWork(DatabaseContext context) {
    this.limitBytes = context.transactions().options().writeSetLimitBytes();
    try (Acquisition all = new Acquisition()) {
      rows = all.add(new ReferencingRows(context.pool()), ReferencingRows::close);
      found = all.add(context.pool().acquire(INITIAL_ROW_BYTES), PooledBuffer::close);
      all.keep();
    }
  }

  void begin(TransactionHandle handle) {
    transaction = handle;
  }

  /** A row references a key since. */
  void require(ForeignKeyPath path, KeyEncoder referencedKey, RowSource row) {
    transaction.store().lockShared(LockTable.keyResource(ForeignKeyPath.hash(referencedKey)));
    if (!rows.exists(transaction, path, referencedKey)) {
      keep(referencedKey.length());
      missing.add(
          new Missing(
              path,
              ReferencingRows.bytes(referencedKey),
              KeyText.ofRow(path.table(), row.keyBuffer(), row.keyOffset(), row.keyLength())));
    }
  }

  /** A key is not that of its row any more; it is replaced unless the row was deleted. */
  void gone(ForeignKeyPath path, KeyEncoder referencedKey, KeyEncoder replaced) {
    transaction.store().lockExclusive(LockTable.keyResource(ForeignKeyPath.hash(referencedKey)));
    if (following && goesOn(path, referencedKey, replaced)) {
      return;
    }
    // Rows of the same table may have been changed so that no key of theirs tells of it yet.
    boolean self = path.foreignKey().table() == path.foreignKey().referenced();
    ReferencingRows.Kind kind =
        rows.find(transaction, path, referencedKey.buffer(), referencedKey.length());
    // Rows may still be led to a key that is replaced while other actions are under way.
    boolean mayCome = self || (following && replaced != null);
    if (kind == ReferencingRows.Kind.NONE && !mayCome) {
      return;
    }
    keep(referencedKey.length());
    Gone taken =
        new Gone(
            path,
            ReferencingRows.bytes(referencedKey),
            replaced == null ? null : ReferencingRows.bytes(replaced));
    // Those of the same table may be on their way themselves, in whatever order rows are changed.
    if (kind == ReferencingRows.Kind.LIVE && taken.action() == ReferenceAction.RESTRICT && !self) {
      throw referenced(taken);
    }
    gone.add(taken);
  }

  /** Whether a row has got the key within this level: then rows go on with it to the next one. */
  private boolean goesOn(ForeignKeyPath path, KeyEncoder referencedKey, KeyEncoder replaced) {
    if (replacements.isEmpty()) {
      return false;
    }
    byte[] bytes = ReferencingRows.bytes(referencedKey);
    Integer place = replacements.remove(new Replaced(path, ByteBuffer.wrap(bytes)));
    if (place == null) {
      return false;
    }
    byte[] next = replaced == null ? null : ReferencingRows.bytes(replaced);
    keep(referencedKey.length());
    gone.set(place, new Gone(path, gone.get(place).key(), next));
    return true;
  }

  private void noteReplacements() {
    replacements.clear();
    for (int place = 0; place < gone.size(); place++) {
      Gone each = gone.get(place);
      if (each.replaced() != null) {
        replacements.put(new Replaced(each.path(), ByteBuffer.wrap(each.replaced())), place);
      }
    }
  }

  private void keep(int bytes) {
    keptBytes += 4L * bytes;
    if (keptBytes > limitBytes) {
      throw new LimitExceededException(
          "The statement has more keys that are referenced than a transaction may write.",
          "keyBytes",
          keptBytes,
          "limitBytes",
          limitBytes);
    }
  }

  /** Does what the actions say, and judges what is left. */
  void end() {
    following = true;
    for (int level = 0; !gone.isEmpty(); level++) {
      if (level == MAX_LEVELS) {
        throw new LimitExceededException(
            "The rows that reference each other are too many levels.", "levels", MAX_LEVELS);
      }
      List<Gone> present = gone;
      gone = new ArrayList<>();
      act(present);
    }
    // By number: iterators would be objects for each statement, though there is nothing to judge.
    for (int i = 0; i < last.size(); i++) {
      judge(last.get(i));
    }
    for (int i = 0; i < missing.size(); i++) {
      Missing asked = missing.get(i);
      // What an action has changed since references another key, and has been asked for.
      if (!rows.exists(transaction, asked.path(), encoded(asked.key())) && isReferenced(asked)) {
        throw absent(asked);
      }
    }
    joined.forEach(RowMutator::finish);
  }

  private boolean isReferenced(Missing asked) {
    DirectBuffer buffer = ReferencingRows.wrapped(asked.key());
    return rows.find(transaction, asked.path(), buffer, asked.key().length)
        != ReferencingRows.Kind.NONE;
  }

  private void act(List<Gone> level) {
    Map<ForeignKeyPath, List<Gone>> deleting = new LinkedHashMap<>();
    Map<ForeignKeyPath, List<Gone>> changing = new LinkedHashMap<>();
    for (Gone taken : level) {
      if (taken.action() == ReferenceAction.CASCADE || taken.action() == ReferenceAction.SET_NULL) {
        (deletes(taken) ? deleting : changing)
            .computeIfAbsent(taken.path(), path -> new ArrayList<>())
            .add(taken);
      } else {
        last.add(taken);
      }
    }
    // What goes by one foreign key goes, whatever another one would have made of it.
    deleting.forEach(this::follow);
    changing.forEach(this::follow);
  }

  private void follow(ForeignKeyPath path, List<Gone> all) {
    List<Affected> affected = new ArrayList<>();
    all.forEach(taken -> find(taken, affected));
    change(path, affected);
  }

  private void find(Gone taken, List<Affected> into) {
    DirectBuffer buffer = ReferencingRows.wrapped(taken.key());
    for (ReferencingRows.Row row :
        rows.all(transaction, taken.path(), buffer, taken.key().length)) {
      keep(row.key().length);
      into.add(new Affected(taken, row));
    }
  }

  private void change(ForeignKeyPath path, List<Affected> all) {
    if (all.isEmpty()) {
      return;
    }
    noteReplacements();
    RowMutator mutator = mutator(path.foreignKey().table());
    RowSource row = new RowSource(path.table(), null);
    Assigned values = new Assigned(path.table().columns());
    for (Affected each : all) {
      DirectBuffer rowKey = ReferencingRows.wrapped(each.row().key());
      int keyLength = each.row().key().length;
      if (!mutator.enter(rowKey, 0, keyLength)) {
        continue;
      }
      int length = transaction.store().getLocked(rowKey, 0, keyLength, found);
      if (length == VersionedStore.ABSENT) {
        continue;
      }
      row.wrap(rowKey, 0, keyLength, found.buffer(), length);
      if (!path.encodeReferenced(row, key) || !isKey(each.gone().key())) {
        continue;
      }
      if (each.row().expired() || deletes(each.gone())) {
        mutator.delete(rowKey, 0, keyLength, found.buffer(), 0, length);
      } else {
        assign(path, each.gone(), values);
        mutator.update(rowKey, 0, keyLength, found.buffer(), 0, length, values);
      }
    }
    mutator.flush();
  }

  private static boolean deletes(Gone taken) {
    return taken.replaced() == null && taken.action() == ReferenceAction.CASCADE;
  }

  private boolean isKey(byte[] bytes) {
    DirectBuffer buffer = ReferencingRows.wrapped(bytes);
    return bytes.length == key.length()
        && UnsignedBytes.equal(key.buffer(), 0, key.length(), buffer, 0, bytes.length);
  }

  private static void assign(ForeignKeyPath path, Gone taken, Assigned values) {
    values.clear();
    boolean nulls = taken.action() == ReferenceAction.SET_NULL;
    KeyColumns replaced =
        nulls
            ? null
            : path.decode(ReferencingRows.wrapped(taken.replaced()), taken.replaced().length);
    for (int place = 0; place < path.width(); place++) {
      if (nulls || replaced.isNull(place)) {
        values.putNull(path.column(place));
      } else {
        assign(replaced, place, path.type(place), path.column(place), values);
      }
    }
  }

  private static void assign(
      ValueReader from, int place, ValueType type, int ordinal, Assigned values) {
    switch (type.form()) {
      case WORD -> values.putLong(ordinal, from.word(place));
      case REAL -> values.putDouble(ordinal, from.real(place));
      case DECIMAL -> values.putDecimal(ordinal, from.decimal(place));
      case BYTES ->
          values.putBytes(
              ordinal, from.bytesBuffer(place), from.bytesOffset(place), from.bytesLength(place));
      case UUID -> values.putUuid(ordinal, from.uuidHigh(place), from.uuidLow(place));
    }
  }

  private RowMutator mutator(TableState table) {
    RowMutator mutator = mutators.computeIfAbsent(table, RowMutator::new);
    if (!joined.contains(mutator)) {
      joined.add(mutator);
      mutator.join(transaction, this);
    }
    return mutator;
  }

  /**
   * No row may reference the key unless one has it; those that have expired go. Under RESTRICT none
   * may in any case: it comes here where a table references itself.
   */
  private void judge(Gone taken) {
    if (taken.action() != ReferenceAction.RESTRICT
        && rows.exists(transaction, taken.path(), encoded(taken.key()))) {
      return;
    }
    List<Affected> expired = new ArrayList<>();
    find(taken, expired);
    for (Affected each : expired) {
      if (!each.row().expired()) {
        throw referenced(taken);
      }
    }
    change(taken.path(), expired);
  }

  private KeyEncoder encoded(byte[] bytes) {
    return key.resetEmpty().putRaw(ReferencingRows.wrapped(bytes), 0, bytes.length);
  }

  private ConstraintException referenced(Gone taken) {
    return violated("Rows reference the key of the row.", taken.path(), taken.key(), null);
  }

  private ConstraintException absent(Missing asked) {
    return violated(
        "The row references a key that is not there.", asked.path(), asked.key(), asked.row());
  }

  private static ConstraintException violated(
      String sentence, ForeignKeyPath path, byte[] referencedKey, String row) {
    DirectBuffer bytes = ReferencingRows.wrapped(referencedKey);
    String text =
        path.target() == null
            ? KeyText.ofRow(path.referenced(), bytes, 0, referencedKey.length)
            : KeyText.ofEntry(path.referenced(), path.target(), bytes, 0, referencedKey.length);
    return row == null
        ? new ConstraintException(
            sentence,
            "table",
            path.table().name(),
            "foreignKey",
            path.foreignKey().name(),
            "referenced",
            path.referenced().name(),
            "key",
            text)
        : new ConstraintException(
            sentence,
            "table",
            path.table().name(),
            "foreignKey",
            path.foreignKey().name(),
            "row",
            row,
            "referenced",
            path.referenced().name(),
            "key",
            text);
  }

  /** The statement has ended, or was undone. */
  void clear() {
    joined.forEach(RowMutator::part);
    joined.clear();
    gone.clear();
    last.clear();
    missing.clear();
    replacements.clear();
    following = false;
    keptBytes = 0;
    transaction = null;
  }

  @Override
  public void close() {
    mutators.values().forEach(RowMutator::close);
    mutators.clear();
    found.close();
    rows.close();
  }
}
