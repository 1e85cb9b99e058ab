package io.ashlar.bench.recipes;

import static io.ashlar.type.ColumnType.BOOLEAN;
import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.RowReader;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import java.util.function.IntPredicate;

/**
 * The table {@code users} of the recipes: a long key, name, email, age and whether active, with a
 * unique index on the email, one on the name and, where asked for, one that covers all columns. Row
 * i is {@code User{i}}, {@code user{i}@example.com}, 20 + i mod 50 years old.
 */
public final class UsersTable {

  /** The unique index. */
  public static final String BY_EMAIL = "by_email";

  /** The index that holds the name alone. */
  public static final String BY_NAME = "by_name";

  /** The index that holds all columns, on the age. */
  public static final String BY_AGE = "by_age";

  private static final int YOUNGEST = 20;
  private static final int AGES = 50;

  private final Table table;
  private final LongColumn id;
  private final StringColumn name;
  private final StringColumn email;
  private final IntColumn age;
  private final BooleanColumn active;

  private UsersTable(Table table) {
    this.table = table;
    this.id = table.longColumn("id");
    this.name = table.stringColumn("name");
    this.email = table.stringColumn("email");
    this.age = table.intColumn("age");
    this.active = table.booleanColumn("active");
  }

  /**
   * Creates the table as the recipes have it.
   *
   * @param database gets the table {@code users}
   * @return the table, empty
   */
  public static UsersTable create(Database database) {
    return new UsersTable(database.schema().createTable(withTwoIndexes().build()));
  }

  /**
   * Creates the table with a third index, on the age, that stores the other columns.
   *
   * @param database gets the table {@code users}
   * @return the table, empty
   */
  public static UsersTable createWithCoveringIndex(Database database) {
    return new UsersTable(
        database
            .schema()
            .createTable(
                withTwoIndexes()
                    .index(BY_AGE, ix -> ix.ascending("age").storing("name", "email", "active"))
                    .build()));
  }

  /**
   * The table.
   *
   * @return the table, for statements
   */
  public Table table() {
    return table;
  }

  /**
   * The primary key.
   *
   * @return the column
   */
  public LongColumn id() {
    return id;
  }

  /**
   * The name, which is indexed.
   *
   * @return the column
   */
  public StringColumn name() {
    return name;
  }

  /**
   * The email, which is unique.
   *
   * @return the column
   */
  public StringColumn email() {
    return email;
  }

  /**
   * The age.
   *
   * @return the column
   */
  public IntColumn age() {
    return age;
  }

  /**
   * Whether active.
   *
   * @return the column
   */
  public BooleanColumn active() {
    return active;
  }

  /**
   * Inserts rows 0 to {@code rows}, exclusive. Allocates for the texts.
   *
   * @param transaction where; not committed
   * @param rows how many
   * @param isActive which of them are active
   */
  public void fill(Transaction transaction, int rows, IntPredicate isActive) {
    write(table.insert(transaction), rows, isActive);
  }

  /**
   * Brings rows 0 to {@code rows}, exclusive, back to what {@link #fill} wrote, whether they are
   * there or not. Allocates for the texts.
   *
   * @param transaction where; not committed
   * @param rows how many
   * @param isActive which of them are active
   */
  public void restore(Transaction transaction, int rows, IntPredicate isActive) {
    write(table.upsert(transaction), rows, isActive);
  }

  private void write(Insert statement, int rows, IntPredicate isActive) {
    for (int row = 0; row < rows; row++) {
      statement
          .set(id, row)
          .set(name, "User" + row)
          .set(email, emailOf(row))
          .set(age, YOUNGEST + row % AGES)
          .set(active, isActive.test(row))
          .execute();
    }
  }

  /**
   * The email of a row.
   *
   * @param row its number
   * @return a new text
   */
  public static String emailOf(long row) {
    return "user" + row + "@example.com";
  }

  /**
   * Reads all five columns of a row without making texts of them.
   *
   * @param row stands on a row of this table
   * @return a sum over the columns
   */
  public long read(RowReader row) {
    return row.getLong(id)
        + row.view(name).length()
        + row.view(email).length()
        + row.getInt(age)
        + (row.getBoolean(active) ? 1 : 0);
  }

  private static TableSchema.Builder withTwoIndexes() {
    return TableSchema.named("users")
        .column("id", LONG)
        .column("name", STRING)
        .notNull()
        .column("email", STRING)
        .notNull()
        .column("age", INT)
        .notNull()
        .column("active", BOOLEAN)
        .notNull()
        .primaryKey("id")
        .uniqueIndex(BY_EMAIL, ix -> ix.ascending("email"))
        .index(BY_NAME, ix -> ix.ascending("name"));
  }
}
