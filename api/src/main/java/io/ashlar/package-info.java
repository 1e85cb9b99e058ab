/**
 * Ashlar: an embedded, transactional row store. This page is the guide to it; the tutorial in the
 * directory {@code docs} is the long form.
 *
 * <h2>The shortest complete program</h2>
 *
 * <pre>{@code
 * import static io.ashlar.type.ColumnType.LONG;
 * import static io.ashlar.type.ColumnType.STRING;
 *
 * import io.ashlar.Database;
 * import io.ashlar.Table;
 * import io.ashlar.schema.TableSchema;
 * import java.nio.file.Path;
 *
 * public class Hello {
 *   public static void main(String[] args) {
 *     try (Database db = Database.open(Path.of("data"))) {
 *       Table people = db.schema().createTable(
 *           TableSchema.named("people").column("id", LONG).column("name", STRING).primaryKey("id").build());
 *       var id = people.longColumn("id");
 *       var name = people.stringColumn("name");
 *       people.insert().set(id, 1).set(name, "Ada").execute();
 *       people.get().set(id, 1).find().ifPresent(row -> System.out.println(row.getString(name)));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>It needs JDK 17 or later and no flag of the JVM; {@link io.ashlar.statistics.BufferAccess}
 * tells what some can change. {@link io.ashlar.Database#inMemory} is for tests of applications.
 *
 * <h2>Tables</h2>
 *
 * <p>A {@link io.ashlar.schema.TableSchema} says what a table looks like: typed columns, a primary
 * key of one or several of them, indexes (unique, of several columns, descending, storing further
 * columns) and checks. {@link io.ashlar.Table} gives the columns as handles, to be got once, and
 * makes the statements. {@link io.ashlar.Schema#alterTable} and {@link
 * io.ashlar.Schema#createIndex} change a table that is in use. {@link io.ashlar.Maintenance} keeps
 * a database in good order, and {@link io.ashlar.Monitor} tells what it does.
 *
 * <pre>{@code
 * Table orders = db.schema().createTable(TableSchema.named("orders")
 *     .column("id", LONG).identity()
 *     .column("customer", STRING).notNull()
 *     .column("total", LONG).notNull()
 *     .column("paid", BOOLEAN).notNull().defaultValue(false)
 *     .primaryKey("id")
 *     .index("by_customer", ix -> ix.ascending("customer").descending("total").storing("paid"))
 *     .build());
 * LongColumn id = orders.longColumn("id");
 * StringColumn customer = orders.stringColumn("customer");
 * LongColumn total = orders.longColumn("total");
 * BooleanColumn paid = orders.booleanColumn("paid");
 * }</pre>
 *
 * <h2>Transactions</h2>
 *
 * <p>{@link io.ashlar.Database#transact} runs a body, commits what it has done, all or nothing, and
 * runs it again when it lost against another transaction; so a body should do nothing that cannot
 * be done twice. When it returns, the work is as durable as {@link
 * io.ashlar.transaction.Durability} says. {@link io.ashlar.Database#begin()} is for those who begin
 * and end themselves; {@link io.ashlar.transaction.IsolationLevel} says what a transaction sees of
 * others. A statement that is executed without a transaction has one of its own.
 *
 * <pre>{@code
 * db.transact(tx -> {
 *   Insert insert = orders.insert(tx);
 *   insert.set(customer, "Ada").set(total, 120).execute();
 *   insert.set(customer, "Ada").set(total, 80).set(paid, true).execute();
 *   insert.set(customer, "Bela").set(total, 45).execute();
 *   orders.update(tx).where(customer.eq("Bela")).set(total, total.plus(5)).execute();
 *   orders.delete(tx).where(paid.eq(true)).execute();
 * });
 * }</pre>
 *
 * <h2>Queries</h2>
 *
 * <p>{@link io.ashlar.Get} reads one row by a unique key. {@link io.ashlar.Scan} reads those that a
 * {@link io.ashlar.query.Predicate} selects; it is planned once, by {@code prepare}, and run as
 * often as needed, without making garbage. {@link io.ashlar.Database#beginRead} gives a view that
 * stays as it is: it locks nothing, waits for nobody and fails with no conflict.
 *
 * <pre>{@code
 * try (PreparedScan open = orders.scan()
 *         .where(customer.eq(parameter(0)).and(paid.eq(false)))
 *         .orderBy(total.descending())
 *         .limit(10)
 *         .prepare();
 *     ReadTransaction tx = db.beginRead();
 *     RowCursor row = open.bind(0, "Ada").open(tx)) {
 *   while (row.next()) {
 *     System.out.println(row.getLong(id) + ": " + row.getLong(total));
 *   }
 * }
 * }</pre>
 *
 * <h2>Failures</h2>
 *
 * <p>All exceptions are unchecked and in {@link io.ashlar.error}; what each calls for is in its
 * type. {@link io.ashlar.error.RetryableException}: try again, as {@code transact} does. {@link
 * io.ashlar.error.ConstraintException}: the data does not allow it, and nothing was changed.
 *
 * <p>One rule holds for the arguments of all public methods, and {@code FaceTest} holds them to it
 * by reflection. One that is missing, null where no null is asked for, is {@link
 * io.ashlar.error.IllegalUseException} with the fact {@code argument}, which is its name, before
 * anything else is looked at. A value that a column cannot store, such as a text with an unpaired
 * surrogate, is {@link io.ashlar.error.ConstraintException}; in a schema, {@link
 * io.ashlar.error.SchemaException}; in a comparison it is compared as it is, by code point, so no
 * row is equal to it. A column, table, index or type that is not the one meant is {@code
 * SchemaException}; a number or time out of range, and an object of another database, {@code
 * IllegalUseException}; an object whose owner has ended, {@link io.ashlar.error.ClosedException}.
 * Whatever was refused has changed nothing.
 *
 * <p>Whoever waits can be interrupted: for the lock of a row, for the transactions on a table whose
 * schema is to change, or for another such change, the wait ends in {@link
 * io.ashlar.error.LockTimeoutException} with the fact {@code interrupted=true}; the flag of the
 * thread stays set. A commit that was handed to the store alone is waited for to its end.
 *
 * <pre>{@code
 * try {
 *   orders.insert().set(id, 1).set(customer, "Cleo").set(total, 1).execute();
 * } catch (ConstraintException e) {
 *   System.out.println(e.getMessage());
 * }
 * }</pre>
 *
 * <h2>What is in which package</h2>
 *
 * <p>An application needs this package, {@code io.ashlar.schema} for what tables look like, {@code
 * io.ashlar.query} for what is asked, and {@code io.ashlar.error} for what can fail. The others are
 * reached from here when they are wanted: {@link io.ashlar.aggregate} for sums and groups, {@link
 * io.ashlar.lookup} for many rows by key and for joins, {@link io.ashlar.page} for pages of
 * results, {@link io.ashlar.index} for the building of indexes, {@link io.ashlar.ingest} for rows
 * in bulk from many threads, {@link io.ashlar.expire} for the removal of rows that expire, {@link
 * io.ashlar.verify} for the verification of a database, {@link io.ashlar.statistics} for what is
 * counted and measured. What is below {@code io.ashlar.rows} is not for applications.
 *
 * <p><b>Threads</b>: databases and tables are shared; transactions, cursors and statements belong
 * to one thread at a time. <b>Lifetimes</b>: everything that holds something is {@link
 * java.lang.AutoCloseable}; use after close is {@link io.ashlar.error.ClosedException}.
 */
package io.ashlar;
