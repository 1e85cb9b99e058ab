package io.ashlar;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupedScan;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.page.Budget;
import io.ashlar.page.Pages;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.row.RowFilter;

/**
 * Describes a scan, to be {@linkplain #prepare() prepared}. Each method may be called once; the
 * order of calls does not matter. Not thread-safe.
 *
 * <p>The planner chooses the primary key or the index with the longest prefix of equalities
 * followed by at most one range, prefers one that covers the selected columns, and leaves the rest
 * of the predicate as a filter. A column that is {@code in} several values counts as fixed: the key
 * is walked in as many ranges, of which there may be 1,000. Once the table was {@linkplain
 * Maintenance#analyze(String) analyzed}, the planner takes what is expected to cost least instead.
 */
public interface Scan {

  /**
   * Selects rows; without it all rows.
   *
   * @param predicate the condition
   * @return this
   */
  Scan where(Predicate predicate);

  /**
   * Selects only those rows that code accepts, too: for conditions that no predicate can express.
   * It is asked for each row that {@link #where} selects, on the thread that runs the statement,
   * before rows are passed over, counted, sorted, aggregated or grouped; under a lock once more. A
   * row that it rejects counts for a {@link #budget} as one that the predicate rejects. What it
   * reads is part of what an index must have so that no rows are fetched. {@link RowCursor#next}
   * and {@link PreparedScan#open} pass on what it throws.
   *
   * <p>Nothing tells what it selects. So the scan has no continuation and no {@link #pages}, and
   * its results cannot be {@linkplain #cacheResults kept}: all of that is an {@link
   * io.ashlar.error.IllegalUseException}, unless the filter is given a name.
   *
   * @param filter the code
   * @param reads the columns that it reads; others are refused to it
   * @return this
   */
  Scan filter(RowFilter filter, Column... reads);

  /**
   * As the other {@code filter}, with a name that tells filters apart: those with one name select
   * the same rows, now and in later processes, as long as tokens are in use. So whatever values the
   * code depends on belong to the name, or to parameters of the predicate.
   *
   * @param name the name
   * @param filter the code
   * @param reads the columns that it reads
   * @return this
   */
  Scan filter(String name, RowFilter filter, Column... reads);

  /**
   * Asks for an order; without it rows come in the order of whatever key the plan walks. Where no
   * key gives it, a scan with a {@link #limit} or a {@link #budget} keeps the first rows as it
   * walks, and one without must {@linkplain #sortInMemory say} that it may sort.
   *
   * @param order the columns in order of weight
   * @return this
   */
  Scan orderBy(Order... order);

  /**
   * Ends the scan after a number of rows. A scan that is {@linkplain PreparedScan#resume resumed}
   * begins to count anew: the limit is that of a page.
   *
   * @param rows most rows, at least 0
   * @return this
   */
  Scan limit(long rows);

  /**
   * Allows to sort rows in memory where no key gives the asked order. All rows are walked when the
   * scan is opened; those that are shown are kept off-heap as they were then: the columns of the
   * order, the primary key and the {@linkplain #select selected} columns. Where the latter take
   * more than 4 KiB, they are not kept but read once more when the row is shown, as they were then.
   * A scan with a {@link #limit}, one with a {@link #budget} and {@link #pages} need not ask: they
   * may keep as many rows as they show, of up to 32 MiB. With a limit a scan may sort also where a
   * key does give the order, if another one leads to fewer rows; when these do not fit it walks in
   * order instead, and so do its later runs until the table is changed or analyzed. Rows that are
   * equal in the asked order come in the order of the primary key. Under a lock ({@link
   * #forUpdate}) they are shown as they are then, in the order of the view.
   *
   * <p>Each run that {@linkplain PreparedScan#resume goes on} walks all rows again and keeps the
   * first ones behind its token. Where a list is paged often, an index on its order is worth more.
   *
   * @param maxBytes what the rows that are kept may take, from 0 (which refuses to sort) to 512
   *     MiB; as much again is used while they are sorted. Exceeding it is {@link
   *     io.ashlar.error.LimitExceededException} when the scan is opened, unless a key gives the
   *     order and the run goes on behind no row, or the scan has a budget, which then walks again
   *     for the rows that did not fit. So is a row whose ordering columns and primary key make more
   *     than 8 KiB
   * @return this
   */
  Scan sortInMemory(long maxBytes);

  /**
   * Skips the first rows (SQL: {@code OFFSET}). They are found, read and filtered like any others
   * before the first is shown: page 1,000 of 50 rows reads 50,000 to show 50, and a scan for update
   * locks them all. Where others write, rows shift from page to page. {@link #pages} has neither
   * drawback. A scan that is {@linkplain PreparedScan#resume resumed} has skipped them already.
   *
   * @param rows how many, at least 0
   * @return this
   */
  Scan offset(long rows);

  /**
   * Bounds what one run may read. Where the budget is used up, {@link RowCursor#next} answers
   * false, {@link RowCursor#stopped} says why, and {@link RowCursor#continuation} where to go on.
   * Where no key gives the asked order it bounds what is shown, not what is read: see {@link
   * Budget}.
   *
   * @param budget what may be read between opening and stopping
   * @return this
   */
  Scan budget(Budget budget);

  /**
   * Says that this scan reads however many rows there are. Needed instead of a limit or budget
   * where the database was opened with {@link Options.Builder#requireLimits}; does nothing
   * elsewhere.
   *
   * @return this
   */
  Scan unbounded();

  /**
   * Says which columns will be read; without it all.
   *
   * @param columns the columns
   * @return this
   */
  Scan select(Column... columns);

  /**
   * Names the index to walk instead of letting the planner choose. A partial index serves only a
   * predicate that implies its own: {@link #prepare} refuses any other.
   *
   * @param index the name of an index, or {@code "primary"} for the primary key
   * @return this
   */
  Scan using(String index);

  /**
   * Walks the key from its end: the exact reverse of the same scan without this.
   *
   * @return this
   */
  Scan reverse();

  /**
   * Locks each row as the cursor comes to it, until the transaction ends (SQL: {@code FOR UPDATE}).
   * The scan finds its rows in the statement's view; each is then locked, read again and filtered
   * again, as by an update: under {@code READ_COMMITTED} the newest version is shown, a row that
   * does not match any more is skipped, and one that has come to match since is not found; under
   * {@code SNAPSHOT} a row that was changed after the view is a {@link
   * io.ashlar.error.WriteConflictException}. Rows that the transaction itself changes while the
   * cursor is open are filtered and shown as they are then. Every row that is met stays locked,
   * also when it is skipped, and none twice. Rows come in the order that they had in the view.
   *
   * <p>Where the predicate fixes the whole primary key, the row is locked before a view is taken,
   * whether it exists or not. The version of a row can be asked for on every plan, since the row
   * itself is read. {@link RowCursor#next} throws what {@link Get#fetchForUpdate} throws.
   *
   * @return this
   */
  Scan forUpdate();

  /**
   * As {@link #forUpdate}, but {@link RowCursor#next} does not wait for a row (SQL: {@code
   * NOWAIT}): it throws {@link io.ashlar.error.LockTimeoutException} when another transaction has
   * it.
   *
   * @return this
   */
  Scan forUpdateNoWait();

  /**
   * As {@link #forUpdate}, but passes over rows that another transaction has locked (SQL: {@code
   * SKIP LOCKED}), without waiting for them: for tables that several workers take jobs from. What
   * is passed over counts neither for the {@link #limit} nor the {@link #offset}, only for a {@link
   * #budget}; a scan that is {@linkplain PreparedScan#resume resumed} goes on behind it. Only the
   * wait for a change of the table's schema or partitions remains.
   *
   * <pre>{@code
   * PreparedScan next =
   *     jobs.scan().orderBy(due.ascending()).limit(1).forUpdateSkipLocked().prepare();
   * }</pre>
   *
   * <p>What is shown depends on who holds which lock, so this is not for reports. Under {@code
   * READ_COMMITTED} a row that somebody has taken and deleted since the scan was opened is locked,
   * found gone and skipped. Under {@code SNAPSHOT} and {@code SERIALIZABLE} a row that was changed
   * after the view is a {@link io.ashlar.error.WriteConflictException}, as for {@link #forUpdate};
   * a transaction that is run again for it begins without waiting for that row. Under {@code
   * SERIALIZABLE} rows that are passed over count as read: when their holder commits a change of
   * one first, the commit of this transaction is a {@link
   * io.ashlar.error.SerializationConflictException}. Workers therefore do best at {@code
   * READ_COMMITTED}.
   *
   * @return this
   */
  Scan forUpdateSkipLocked();

  /**
   * Keeps results, to show them again instead of reading: for the same values of parameters, to
   * views that are not older, and only while no commit has written what the scan has read. What is
   * shown is always what reading would show. Scans that are prepared from this object share their
   * results, whoever uses them.
   *
   * <p>Worth it for results that are small and asked for much more often than they change. Commits
   * compare each key with the ranges that are kept of its table. A transaction that has written, or
   * that reads an earlier time, reads. A result is kept when the cursor has come to its end or its
   * limit; one that takes more than a quarter of {@code resultCacheBytes} is not. Such a scan takes
   * neither locks nor a budget, and has no continuation. Of a table with partitions nothing is
   * kept.
   *
   * @return this
   */
  Scan cacheResults();

  /**
   * Plans the scan.
   *
   * @return the prepared scan
   * @throws io.ashlar.error.SchemaException when a column or index does not belong to the table, or
   *     no key gives the asked order of a scan that may not sort
   * @throws io.ashlar.error.IllegalUseException when results of a scan for update, or of one that
   *     reads pages, has a budget or a filter without a name, are to be kept; or when limits are
   *     {@linkplain Options.Builder#requireLimits required} and the scan has neither limit nor
   *     budget nor was said to be {@link #unbounded}, and may select more than one row
   */
  PreparedScan prepare();

  /**
   * Plans aggregates over all rows that {@link #where} selects, in one pass. An order, a limit, a
   * selection of columns and locks have no meaning here and are refused.
   *
   * @param aggregates the handles, at least one; see {@link Aggregate#count()} and its siblings
   * @return the prepared statement
   * @throws io.ashlar.error.SchemaException when a column or index does not belong to the table
   * @throws io.ashlar.error.IllegalUseException when there is no aggregate, or the scan was told
   *     something that it cannot mean
   */
  PreparedAggregate aggregate(Aggregate... aggregates);

  /**
   * Groups the rows that {@link #where} selects by columns (SQL: {@code GROUP BY}). Nulls are a
   * group of their own.
   *
   * <p>Where a key leads to the rows group by group, groups are shown as they are met, and one row
   * is kept at a time: behind the columns that the predicate holds to one value such a key begins
   * with the columns of the group, in any sequence and direction. Where there is none, or another
   * key is expected to lead to much fewer rows, all groups are gathered when the cursor is opened,
   * off-heap in the memory that {@link #sortInMemory} allows, 32 MiB without it, and are shown in
   * ascending order of their columns, as given by their order in the table. A group takes some 50
   * bytes, its columns twice, its primary key, and 8 to 40 bytes an aggregate. Where more groups
   * are met than fit, they are walked group by group after all, then and at later runs until the
   * table is changed or analyzed; without a key for that it is a {@link
   * io.ashlar.error.LimitExceededException} of {@code open}.
   *
   * @param first a column
   * @param others more of them
   * @return the grouped scan, to be given its aggregates
   * @throws io.ashlar.error.IllegalUseException when the scan was told an order, a limit, a
   *     selection of columns or locks
   */
  GroupedScan groupBy(Column first, Column... others);

  /**
   * Plans the scan for reading page by page. It must not have a {@link #limit} or {@link #offset},
   * nor be for update; with a {@link #budget} a page may end before it is full. Where no key gives
   * the asked order each page {@linkplain #sortInMemory sorts}, which reads all that is selected.
   *
   * @param rows rows of a full page, at least 1; each page reads one more, to know whether another
   *     follows
   * @return the pages, to be closed by the caller
   * @throws io.ashlar.error.SchemaException as {@link #prepare}
   * @throws io.ashlar.error.IllegalUseException when the scan was told what does not go with pages,
   *     or the number is below 1
   */
  Pages pages(int rows);
}
