/**
 * Killed worlds: SIGKILL while sessions act, again and again on the same store.
 *
 * <p>Read {@link io.ashlar.bench.world.kill.WorldKill} first. A child JVM ({@code InhabitantsMain})
 * lets the sessions live and says on its standard output which of their changes were acknowledged;
 * the parent notes that outside of the store and compares, when it has opened it again, each player
 * and each line of the ledger with it.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.bench.world}, {@code io.ashlar.torture}. <b>Threads </b>:
 * types are confined to one unless they say otherwise. <b>Errors</b>: {@link java.io.IOException}
 * when a child cannot be run; problems are noted, not thrown.
 */
package io.ashlar.bench.world.kill;
