/**
 * What one serializable transaction has read: keys and ranges, off-heap, bounded, reusable.
 *
 * <p>Read {@link io.ashlar.txn.readset.ReadSet} first. Keys are kept once each, ranges sorted and
 * disjoint: one that touches another is merged with it. Beyond a bound the set is coarsened to one
 * range for each keyspace that was read, from the least to the greatest key: nothing is dropped,
 * but a conflict may then be found where there is none.
 *
 * <p><b>Threads</b>: a read set belongs to one thread at a time; the leader of the commit group
 * reads it while its owner waits. <b>Errors</b>: none of its own. <b>Neighbours</b>: used by {@link
 * io.ashlar.txn}; hands itself to {@link io.ashlar.store} as a {@link io.ashlar.store.ReadSource}.
 */
package io.ashlar.txn.readset;
