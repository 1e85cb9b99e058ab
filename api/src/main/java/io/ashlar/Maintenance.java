package io.ashlar;

import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyResult;
import java.util.List;

/**
 * What keeps a database in good order. Everything here may be called while others work. Shared by
 * all threads; after the close of the database all of it is {@link
 * io.ashlar.error.ClosedException}.
 */
public interface Maintenance {

  /**
   * Reads a table and its indexes from end to end, at one view, and keeps what the planner weighs
   * its choices by: rows, different values, nulls, and how values are spread. The statistics are
   * stored durably and used from here on, also by scans that are prepared already; they stay as
   * they are until the next analysis. Runs beside transactions, blocks none, and rests as long as
   * it works. An index that is made later has no planner statistics until the next analysis.
   *
   * @param table the name of the table
   * @throws io.ashlar.error.SchemaException when there is no such table
   * @throws io.ashlar.error.IllegalUseException when the database is read-only, or the thread is
   *     interrupted while it reads (fact {@code interrupted=true}; the flag stays set)
   * @throws io.ashlar.error.LockTimeoutException when the thread is interrupted while it waits for
   *     another analysis (fact {@code interrupted=true}; the flag stays set)
   * @throws io.ashlar.error.ClosedException when the table is dropped or the database closed
   *     meanwhile
   */
  void analyze(String table);

  /** {@linkplain #analyze(String) Analyzes} all tables, one after the other. */
  void analyze();

  /**
   * Compares every row with every index entry, both ways, and looks for orphans: everything at one
   * view, at full speed, without the checksums of files; nothing is repaired.
   *
   * @return what was found, with no position to go on from
   */
  VerifyResult verify();

  /**
   * Verifies a database that is in use: checksums of files, the catalog, rows against index
   * entries, entries against rows, and keyspaces that belong to nothing. Reads some rows at a time,
   * each time at a view of its own, so that it holds no old versions; throttled, in parts, and with
   * repair as the options say. Blocks until it is done; an interrupt ends it.
   *
   * @param options what and how
   * @return what was found
   * @throws io.ashlar.error.SchemaException when a table that is named does not exist
   * @throws io.ashlar.error.IllegalUseException when the position to go on from is not one, the
   *     database is read-only and should be repaired, or the thread is interrupted (fact {@code
   *     interrupted=true}; the flag stays set)
   */
  VerifyResult verify(VerifyOptions options);

  /**
   * Gives back the space on disk of rows that were changed or deleted, as far as no open
   * transaction sees them any more. The database does so by itself little by little; this does it
   * at once. Blocks until it is done, which may take minutes for a large database, and reads and
   * writes all of its files; others go on meanwhile, and a close waits for it.
   *
   * @throws io.ashlar.error.IllegalUseException when the database is read-only
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full
   * @throws io.ashlar.error.StorePoisonedException when the log has failed
   */
  void compact();

  /**
   * Drops the partitions that their tables keep no longer, judged by the time of the newest commit.
   * Does not wait: a partition that somebody writes to is left to the next call.
   *
   * @return how many were dropped
   * @throws io.ashlar.error.IllegalUseException when the database is read-only
   */
  int expire();

  /**
   * Starts to remove expired rows and partitions in the background.
   *
   * @param name names it and its thread; no other that runs may have it
   * @param options how fast
   * @return the sweeper, which runs until it or the database is closed
   * @throws io.ashlar.error.IllegalUseException when one of that name runs, an argument is missing,
   *     or the database is read-only
   */
  Sweeper startSweeper(String name, SweepOptions options);

  /** {@return the sweepers that run, and those that a failure has ended, oldest first} */
  List<Sweeper> sweepers();
}
