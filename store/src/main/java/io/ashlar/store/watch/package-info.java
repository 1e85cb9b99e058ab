/**
 * Which ranges of keys somebody wants to know changed.
 *
 * <p>Read {@link io.ashlar.store.watch.RangeWatches}: readers add ranges, whoever orders the
 * commits of a store tells it of each key before the commit can be seen.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.store}, whose {@code RangeWatch} is handed out; both
 * stores use it. <b>Threads</b>: any may add, ask and close; one at a time reports commits.
 * <b>Errors</b>: none of its own.
 */
package io.ashlar.store.watch;
