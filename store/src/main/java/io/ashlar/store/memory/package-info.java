/**
 * The versioned store on a sorted map in memory: plain enough to be seen right, and the measure
 * that the store on disk is held to by the conformance suite.
 *
 * <p>Read {@link io.ashlar.store.memory.InMemoryStore} first. Every key has a chain of versions,
 * newest first; commits run one after the other under the store's lock, reads take none. It
 * allocates freely, keeps nothing after the process, and acknowledges every commit as soon as it is
 * ordered, whatever its {@link io.ashlar.transaction.Durability}.
 *
 * <p><b>Threads</b>: as the seam says. <b>Errors</b>: those of {@link io.ashlar.error}.
 * <b>Neighbours</b>: {@link io.ashlar.store} and codec only.
 */
package io.ashlar.store.memory;
