package io.ashlar.rows.table;

import io.ashlar.rows.ddl.LoadChanges;
import io.ashlar.rows.ingest.Writers;
import io.ashlar.rows.load.Loads;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.OwnTransactions;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.walk.WorkspacePool;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables of one database as users hold them, one object for each, and what their statements
 * borrow. Shared by all threads.
 */
public final class TableHandles implements AutoCloseable {

  private final WorkspacePool workspaces = new WorkspacePool();
  private final OwnTransactions own;
  private final Writers writers = new Writers();

  /** Set before the first table is made. */
  private volatile Loads loads;

  private final ConcurrentHashMap<Integer, TableHandle> handles = new ConcurrentHashMap<>();

  /**
   * For one database.
   *
   * @param context the database
   */
  public TableHandles(DatabaseContext context) {
    own = new OwnTransactions(context);
  }

  /**
   * Says how rows that were loaded come to their tables; before there is a table.
   *
   * @param changes makes them those of the table
   */
  public void loadWith(LoadChanges changes) {
    loads = new Loads(changes, writers);
  }

  /**
   * The transactions of statements that were given none.
   *
   * @return the same object always, shared
   */
  public OwnTransactions own() {
    return own;
  }

  /**
   * The writers of all tables.
   *
   * @return the same object always, shared
   */
  public Writers writers() {
    return writers;
  }

  /**
   * The table that users hold.
   *
   * @param table the table
   * @return the same object for the same table, until it is dropped
   */
  public TableHandle of(TableState table) {
    TableHandle known = handles.get(table.id());
    return known == null ? make(table) : known;
  }

  private TableHandle make(TableState table) {
    TableHandle made = new TableHandle(table, workspaces, own, writers, loads);
    TableHandle before = handles.putIfAbsent(table.id(), made);
    if (before != null) {
      return before;
    }
    table.whenDropped(
        () -> {
          made.mutators().close();
          handles.remove(table.id(), made);
        });
    return made;
  }

  /** Frees what statements borrow, and from here on what they give back. Idempotent. */
  @Override
  public void close() {
    own.close();
    workspaces.close();
  }

  /** Frees the mutators, when nobody changes rows any more. Idempotent. */
  public void freeMutators() {
    handles.values().forEach(handle -> handle.mutators().close());
  }
}
