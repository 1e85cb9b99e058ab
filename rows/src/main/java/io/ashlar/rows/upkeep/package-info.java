/**
 * What keeps tables in shape while they are used: sweepers remove what has expired, analyses renew
 * statistics.
 *
 * <p>Read {@link io.ashlar.rows.upkeep.Sweepers} first, then {@code ExpiredRows}, which removes
 * rows of one table, a batch in a transaction. {@link io.ashlar.rows.upkeep.StatisticsCatalog}
 * reads, makes and stores what {@code io.ashlar.rows.analyze} knows of tables.
 *
 * <p><b>Neighbours</b>: {@code ddl}, {@code analyze}, {@code session} and {@code wait} below;
 * {@code database} above. <b>Threads</b>: shared by all; each sweeper has a thread of its own.
 * <b>Errors</b>: a round that fails is tried again and tells the log; a sweeper ends only with its
 * store, see {@link io.ashlar.expire.Sweeper}.
 */
package io.ashlar.rows.upkeep;
