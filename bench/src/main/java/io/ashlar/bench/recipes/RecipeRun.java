package io.ashlar.bench.recipes;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Update;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.nio.file.Path;

/**
 * One recipe on a store of its own. Statements and the transaction object are made once and used
 * for every operation; before each the table is brought back to the rows of the recipe, which is no
 * part of what is measured.
 */
final class RecipeRun implements AutoCloseable {

  private static final int NEW_AGE = 30;

  private final Recipe recipe;
  private final Database database;
  private final UsersTable users;
  private final Transaction transaction;
  private final Update update;
  private final Delete delete;
  private final PreparedScan scan;
  private long sum;

  RecipeRun(Recipe recipe, Path directory) {
    this.recipe = recipe;
    this.database = Database.open(directory);
    this.users = UsersTable.create(database);
    this.transaction = database.begin();
    this.update = users.table().update().where(users.active().eq(parameter(0)));
    this.delete = users.table().delete().where(users.active().eq(parameter(0)));
    this.scan = scan().prepare();
    users.fill(transaction, recipe.tableRows(), recipe.activeRows());
    transaction.commit();
  }

  private Scan scan() {
    return switch (recipe) {
      case SCAN_BY_EMAIL -> users.table().scan().using(UsersTable.BY_EMAIL);
      case SCAN_BY_NAME -> users.table().scan().using(UsersTable.BY_NAME);
      default -> users.table().scan();
    };
  }

  /** Brings the table back to the rows of the recipe. */
  void restore() {
    if (recipe.writes()) {
      transaction.begin();
      users.restore(transaction, recipe.tableRows(), recipe.activeRows());
      // Durably, so that the operation's fsync has nothing to write but its own.
      transaction.commit(Durability.GROUP);
    }
  }

  /** One operation: what is measured. */
  void operate(Durability durability) {
    long touched =
        switch (recipe) {
          case UPDATE_ROWS -> {
            transaction.begin();
            long rows = update.bind(0, true).set(users.age(), NEW_AGE).execute(transaction);
            sum += transaction.commit(durability);
            yield rows;
          }
          case DELETE_ROWS_OF_100, DELETE_ROWS_OF_700 -> {
            transaction.begin();
            long rows = delete.bind(0, true).execute(transaction);
            sum += transaction.commit(durability);
            yield rows;
          }
          default -> readAll();
        };
    if (touched != recipe.touchedRows()) {
      throw new IllegalStateException(
          recipe.label() + " touched " + touched + " rows, not " + recipe.touchedRows());
    }
  }

  private long readAll() {
    long rows = 0;
    try (ReadTransaction view = database.beginRead();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        sum += users.read(row);
        rows++;
      }
    }
    return rows;
  }

  /** Compares rows and index entries; the predecessor left entries behind. */
  boolean consistent() {
    return database.maintenance().verify().clean() && sum != 0;
  }

  @Override
  public void close() {
    scan.close();
    transaction.close();
    database.close();
  }
}
