package io.ashlar;

import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The tables of a database with their indexes, its sequences, and how they change while it is used.
 * Every change is durable when it returns, and comes about as a whole or not at all. Shared by all
 * threads; after the close of the database all of it is {@link io.ashlar.error.ClosedException}.
 */
public interface Schema {

  /**
   * Creates a table with its indexes, durably. Waits for running transactions on the tables that
   * its foreign keys reference.
   *
   * @param schema the table
   * @return the table
   * @throws io.ashlar.error.SchemaException when there is a table of that name, or a foreign key
   *     does not fit the table that it references
   * @throws io.ashlar.error.LockTimeoutException when transactions on a referenced table ran for
   *     too long; nothing was changed
   * @throws io.ashlar.error.DeadlockException when it references several tables, and a transaction
   *     on one of them waits for another; nothing was changed
   */
  Table createTable(TableSchema schema);

  /**
   * The same with an identity column that counts otherwise than 1, 2, 3.
   *
   * @param schema the table
   * @param identity how the sequence of its identity column counts
   * @return the table
   * @throws io.ashlar.error.SchemaException as {@link #createTable(TableSchema)}, and when the
   *     table has no identity column
   * @throws io.ashlar.error.LockTimeoutException as {@link #createTable(TableSchema)}
   * @throws io.ashlar.error.DeadlockException as {@link #createTable(TableSchema)}
   */
  Table createTable(TableSchema schema, SequenceOptions identity);

  /**
   * Drops a table with its rows and indexes, durably. Waits for running transactions on it, and on
   * the tables that its foreign keys reference.
   *
   * @param name the table
   * @throws io.ashlar.error.SchemaException when there is no such table, or another one references
   *     it, or a view uses it
   * @throws io.ashlar.error.LockTimeoutException when transactions on these tables ran for too
   *     long; nothing was changed
   * @throws io.ashlar.error.DeadlockException when a transaction on a referenced table waits for
   *     this one; nothing was changed
   */
  void dropTable(String name);

  /** {@return the names of all tables, in alphabetical order} */
  List<String> tables();

  /**
   * Creates an index and fills it from the rows there are, durably, and returns when statements may
   * read it. Others read and write the table meanwhile; it is locked for a moment at the beginning
   * and at the end. Interrupting the thread does not stop the build.
   *
   * @param table the name of the table
   * @param index the index
   * @throws io.ashlar.error.SchemaException when the table does not exist, has an index of that
   *     name, or lacks a column
   * @throws io.ashlar.error.ConstraintException when the index is unique and two rows have the same
   *     key; the table is as it was
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long;
   *     nothing was changed
   */
  void createIndex(String table, IndexSchema index);

  /**
   * Begins to create an index: from the return on writers keep it in step, and a thread of the
   * database, {@code ashlar-index-build}, gives the other rows their entries. A table of few rows
   * is done with on return. While a unique index is built, a statement that would give a row the
   * key of another row that has its entry already is refused, as it will be later.
   *
   * <p>The build locks the rows that it looks at, some at a time and never waiting for one row
   * while it holds another. A transaction whose view is older than that may therefore get a {@link
   * io.ashlar.error.WriteConflictException} for a row that nobody else has changed, and a {@link
   * io.ashlar.error.SchemaChangedException} when it is older than the beginning or the end.
   *
   * @param table the name of the table
   * @param index the index
   * @param options how it is built
   * @return the build
   * @throws io.ashlar.error.SchemaException as {@link #createIndex}
   * @throws io.ashlar.error.ConstraintException as {@link #createIndex}, in a table of few rows
   * @throws io.ashlar.error.LockTimeoutException as {@link #createIndex}
   */
  IndexBuild startIndexBuild(String table, IndexSchema index, IndexBuildOptions options);

  /** {@return builds of indexes that run, or have stopped without an end, oldest first} */
  List<IndexBuild> indexBuilds();

  /**
   * Goes on with builds that a failure has stopped. Those that a close or a crash has cut short go
   * on by themselves when the database is opened, unless it is opened for reading only.
   *
   * @return the builds that go on
   */
  List<IndexBuild> resumeIndexBuilds();

  /**
   * Drops an index, or gives up its build, durably. Waits for running transactions on the table.
   * Its space is given back when no transaction can see it any more.
   *
   * @param table the name of the table
   * @param index the name of the index
   * @throws io.ashlar.error.SchemaException when either does not exist
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long;
   *     nothing was changed
   */
  void dropIndex(String table, String index);

  /**
   * Changes a table, durably and as a whole: columns, checks, foreign keys, names. Waits for
   * running transactions on it, and on the tables that such foreign keys reference. Rows are not
   * rewritten; they are read where a constraint is added. A transaction that began before and
   * writes to the table fails with {@link io.ashlar.error.SchemaChangedException}, which is
   * retryable; one that only reads goes on with the table as it was.
   *
   * @param table the name of the table
   * @param change adds the steps to the change and returns it
   * @throws io.ashlar.error.SchemaException when there is no such table, or a step is illegal; the
   *     facts name the column and what is against it; nothing was changed
   * @throws io.ashlar.error.ConstraintException when rows violate a constraint that is added; the
   *     facts name the first keys; nothing was changed
   * @throws io.ashlar.error.LockTimeoutException when transactions on these tables ran for too
   *     long; nothing was changed
   * @throws io.ashlar.error.DeadlockException when a transaction on a referenced table waits for
   *     this one; nothing was changed
   */
  void alterTable(String table, UnaryOperator<TableChange> change);

  /**
   * Creates a sequence, durably.
   *
   * @param name its name
   * @param options how it counts
   * @return the sequence
   * @throws io.ashlar.error.SchemaException when the name is no name, or there is a sequence of
   *     that name
   */
  Sequence createSequence(String name, SequenceOptions options);

  /**
   * Drops a sequence, durably.
   *
   * @param name its name
   * @throws io.ashlar.error.SchemaException when there is no such sequence, or the default of a
   *     column draws from it
   */
  void dropSequence(String name);

  /** {@return the names of all sequences, in order; those of identity columns have none} */
  List<String> sequences();

  /**
   * Has a table keep the versions of its rows that commits supersede, so that {@link
   * Database#beginReadAsOf(long)} can read them; or changes for how long; or ends it. Waits for the
   * transactions on the table. A longer retention does not bring back what an earlier, shorter one
   * has given up.
   *
   * <p>Each update and delete of the table then writes the version that it ends as well: about a
   * third more time, and the space of every version that is kept. Versions go in some 16 steps of a
   * sixteenth of the retention each, a second at least.
   *
   * @param table the name of the table
   * @param retention how long each version is kept at least after it was superseded; zero ends the
   *     history and gives its space back
   * @throws io.ashlar.error.IllegalUseException when the retention is negative or longer than 100
   *     years, or the database was opened for reading only
   * @throws io.ashlar.error.SchemaException when there is no such table, or it has partitions
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table ran for too long
   */
  void keepHistory(String table, Duration retention);

  /**
   * Creates a view, durably. What it uses stays from then on: such tables and views cannot be
   * dropped or renamed, nor the columns that it needs.
   *
   * @param view the view
   * @throws io.ashlar.error.SchemaException when there is a table or view of that name, or
   *     something is not there that it uses
   */
  void createView(ViewSchema view);

  /**
   * Replaces a view by another one, which may have another name, durably and as a whole.
   *
   * @param name the view
   * @param view what it is from now on
   * @throws io.ashlar.error.SchemaException when there is no such view, the new name is taken,
   *     something is not there that it uses, it would use itself, or another view uses the name or
   *     a column that it loses
   */
  void alterView(String name, ViewSchema view);

  /**
   * Drops a view, durably.
   *
   * @param name the view
   * @throws io.ashlar.error.SchemaException when there is no such view, or another one uses it
   */
  void dropView(String name);

  /** {@return the names of all views, in alphabetical order} */
  List<String> views();

  /**
   * Looks for a view.
   *
   * @param name its name
   * @return what it is; the same object until it is changed
   */
  Optional<ViewSchema> findView(String name);
}
