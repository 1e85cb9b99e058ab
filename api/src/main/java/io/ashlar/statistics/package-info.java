/**
 * What a database tells of itself: what was done to its tables, what a scan cost, what its memory
 * holds.
 *
 * <p>Read {@link io.ashlar.statistics.TableStatistics} first. All types are records: figures of one
 * moment, which hold nothing open.
 *
 * <p><b>Neighbours</b>: given out by {@code io.ashlar}. <b>Threads</b>: immutable. <b>Errors</b>:
 * none.
 */
package io.ashlar.statistics;
