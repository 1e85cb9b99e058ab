package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.ForeignKeyPath;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.ForeignKey;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Tells of each changed row of one table what it references since, and by what it is referenced no
 * more, to the {@link ReferenceWork} of the statement. Where the table has no part in a foreign key
 * nothing is done. One owner at a time; allocates nothing in steady state.
 */
final class References implements AutoCloseable {

  private final TableState table;

  /** The work of statements of this mutator's own, made for the first. */
  private ReferenceWork own;

  private ReferenceWork work;
  private TransactionHandle transaction;
  private TableDefinition base;
  private List<ForeignKey> foreignKeys = List.of();
  private List<ForeignKey> referencedBy = List.of();
  private ForeignKeyPath[] outgoing = new ForeignKeyPath[0];
  private ForeignKeyPath[] incoming = new ForeignKeyPath[0];

  /** The row before and after its change, by {@link #rowsOf}. */
  private RowSource before;

  private RowSource after;
  private TableDefinition rowsOf;
  private final KeyEncoder oldKey = new KeyEncoder();
  private final KeyEncoder newKey = new KeyEncoder();

  References(TableState table) {
    this.table = table;
  }

  /** A statement begins. */
  void begin(TransactionHandle handle, TableDefinition definition) {
    use(handle, definition);
    if (any()) {
      own = own == null ? new ReferenceWork(table.context()) : own;
      work = own;
      work.begin(handle);
    }
  }

  /** The rows are changed for the statement of another mutator. */
  void join(TransactionHandle handle, TableDefinition definition, ReferenceWork statement) {
    use(handle, definition);
    work = statement;
  }

  @SuppressWarnings("ReferenceEquality") // lists are replaced as a whole
  private void use(TransactionHandle handle, TableDefinition definition) {
    transaction = handle;
    base = definition;
    if (foreignKeys != table.foreignKeys()) {
      foreignKeys = table.foreignKeys();
      outgoing = new ForeignKeyPath[foreignKeys.size()];
    }
    if (referencedBy != table.referencedBy()) {
      referencedBy = table.referencedBy();
      incoming = new ForeignKeyPath[referencedBy.size()];
    }
  }

  /** Whether the table has a part in a foreign key. */
  boolean any() {
    return outgoing.length + incoming.length > 0;
  }

  private ForeignKeyPath outgoing(int i) {
    outgoing[i] = path(outgoing[i], foreignKeys.get(i));
    return outgoing[i];
  }

  private ForeignKeyPath incoming(int i) {
    incoming[i] = path(incoming[i], referencedBy.get(i));
    return incoming[i];
  }

  private ForeignKeyPath path(ForeignKeyPath known, ForeignKey foreignKey) {
    TableDefinition own = transaction.use(foreignKey.table());
    TableDefinition other = transaction.use(foreignKey.referenced());
    return known != null && known.isOf(own, other)
        ? known
        : ForeignKeyPath.of(foreignKey, own, other);
  }

  @SuppressWarnings("ReferenceEquality") // definitions are made once
  private void prepareRows() {
    if (rowsOf != base) {
      before = new RowSource(base, null);
      after = new RowSource(base, null);
      rowsOf = base;
    }
  }

  /** A row is new. */
  void added(DirectBuffer key, int offset, int length, DirectBuffer row, int rowLength) {
    if (outgoing.length > 0) {
      prepareRows();
      after.wrap(key, offset, length, row, rowLength);
      for (int i = 0; i < outgoing.length; i++) {
        if (outgoing(i).encodeReferenced(after, newKey)) {
          work.require(outgoing[i], newKey, after);
        }
      }
    }
  }

  /** A row was deleted. */
  void removed(
      DirectBuffer key, int offset, int length, DirectBuffer row, int rowOffset, int rowLength) {
    if (incoming.length > 0) {
      old(key, offset, length, row, rowOffset, rowLength);
      for (int i = 0; i < incoming.length; i++) {
        if (incoming(i).encodeOwn(before, oldKey)) {
          work.gone(incoming[i], oldKey, null);
        }
      }
    }
  }

  /** How a row was; what it is follows. */
  void old(
      DirectBuffer key, int offset, int length, DirectBuffer row, int rowOffset, int rowLength) {
    prepareRows();
    before.wrap(key, offset, length, row, rowOffset, rowLength);
  }

  /** What became of the row. */
  void changed(DirectBuffer key, int offset, int length, DirectBuffer row, int rowLength) {
    after.wrap(key, offset, length, row, rowLength);
    compare(false);
  }

  /**
   * What became of the row, which has another primary key: who looks for it by what it references
   * must not miss it at both, so it references anew.
   */
  void moved(DirectBuffer key, int offset, int length, DirectBuffer row, int rowLength) {
    after.wrap(key, offset, length, row, rowLength);
    compare(true);
  }

  private void compare(boolean anew) {
    for (int i = 0; i < outgoing.length; i++) {
      ForeignKeyPath path = outgoing(i);
      if (path.encodeReferenced(after, newKey)
          && (anew || !path.encodeReferenced(before, oldKey) || !sameKey())) {
        work.require(path, newKey, after);
      }
    }
    for (int i = 0; i < incoming.length; i++) {
      ForeignKeyPath path = incoming(i);
      if (path.encodeOwn(before, oldKey)) {
        path.encodeOwn(after, newKey);
        if (!sameKey()) {
          work.gone(path, oldKey, newKey);
        }
      }
    }
  }

  private boolean sameKey() {
    return UnsignedBytes.equal(
        oldKey.buffer(), 0, oldKey.length(), newKey.buffer(), 0, newKey.length());
  }

  /** Ends the statement. */
  void end() {
    if (work != null) {
      work.end();
    }
  }

  void clear() {
    if (work != null && work == own) {
      work.clear();
    }
    work = null;
    transaction = null;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
