/**
 * Killed processes: SIGKILL at any moment, again and again on the same store.
 *
 * <p>Read {@link io.ashlar.bench.torture.kill.KillTorture} first. <b>Neighbours</b>: {@code
 * io.ashlar.bench.torture.writer}. <b>Threads</b>: one. <b>Errors</b>: {@link java.io.IOException}
 * when a child cannot be run. Next room: {@code io.ashlar.bench.torture.power}.
 */
package io.ashlar.bench.torture.kill;
