package io.ashlar.rows.table;

import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Scan;
import io.ashlar.Transaction;
import io.ashlar.Update;
import io.ashlar.lookup.BatchGet;

/**
 * Makes the statements that select rows. The package of scans implements it ({@code
 * io.ashlar.rows.scan.ScanStatements}) and the database wires it in, so that tables need not know
 * the planner. Shared by all threads.
 */
public interface StatementFactory extends AutoCloseable {

  /**
   * An update.
   *
   * @param table the table
   * @param transaction what it runs in, or null for one of its own
   * @return the statement
   */
  Update update(TableHandle table, Transaction transaction);

  /**
   * A delete.
   *
   * @param table the table
   * @param transaction what it runs in, or null for one of its own
   * @return the statement
   */
  Delete delete(TableHandle table, Transaction transaction);

  /**
   * A read by primary key.
   *
   * @param table the table
   * @return the statement
   */
  Get get(TableHandle table);

  /**
   * A read by the key of a unique index.
   *
   * @param table the table
   * @param uniqueIndex the name of the index
   * @return the statement
   * @throws io.ashlar.error.SchemaException when there is no such index, or it is not unique
   */
  Get get(TableHandle table, String uniqueIndex);

  /**
   * A read of many rows by primary key or by the key of a unique index.
   *
   * @param table the table
   * @param uniqueIndex the name of the index, or null for the primary key
   * @return the statement
   * @throws io.ashlar.error.SchemaException when there is no such index, or it is not unique
   */
  BatchGet getAll(TableHandle table, String uniqueIndex);

  /**
   * A scan.
   *
   * @param table the table
   * @return the description to fill
   */
  Scan scan(TableHandle table);

  /**
   * What judges rows by the checks of a table.
   *
   * @return a new judge, which stands for no table yet
   */
  RowJudge judge();

  /** Frees what waits for reuse, and from here on what is given back. Idempotent. */
  @Override
  void close();
}
