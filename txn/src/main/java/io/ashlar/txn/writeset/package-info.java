/**
 * The buffered writes of one transaction: off-heap, ordered on demand, undone by savepoint.
 *
 * <p>Read {@link io.ashlar.txn.writeset.WriteSet} first. Every write appends an entry to a log of
 * off-heap segments that never move; each key knows its newest entry, each entry the one that it
 * replaced. A scan or a savepoint is a position in that log: what is older belongs to it, what is
 * newer does not. Keys are sorted when a scan asks for order, not before.
 *
 * <pre>
 * entry, 8-byte aligned, native byte order, in memory only:
 *    0  int   number of the key, in order of first appearance
 *    4  int   number of the entry that this one replaced, or -1
 *    8  long  readAt
 *   16  int   bytes of the key
 *   20  int   bytes of the value
 *   24  int   kind, and a bit that keeps readAt as it is
 *   28  int   bytes that key and value may fill
 *   32  key, then value
 * </pre>
 *
 * <p><b>Threads</b>: a write set belongs to one thread at a time. <b>Errors</b>: those of {@link
 * io.ashlar.error}; a failed write leaves the set as it was. <b>Neighbours</b>: used by {@link
 * io.ashlar.txn}; hands itself to {@link io.ashlar.store} as a {@link io.ashlar.store.WriteSource}.
 */
package io.ashlar.txn.writeset;
