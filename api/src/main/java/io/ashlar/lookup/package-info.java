/**
 * Lookups of many rows at once, and of the rows that belong to the rows of a cursor.
 *
 * <p>Read {@link io.ashlar.lookup.BatchGet} first; {@link io.ashlar.Join} is the nested loop over
 * two scans. <b>Neighbours</b>: {@code io.ashlar}, whose tables make batch gets. <b>Threads</b>:
 * everything belongs to one thread at a time. <b>Errors</b>: as those of gets and scans.
 */
package io.ashlar.lookup;
