/**
 * Killed processes: SIGKILL at any moment, again and again on the same store.
 *
 * <p>Read {@link io.ashlar.torture.kill.KillTorture} first. <b>Neighbours</b>: {@code
 * io.ashlar.torture.writer}. <b>Threads</b>: one. <b>Errors</b>: {@link java.io.IOException} when a
 * child cannot be run. Next room: {@code io.ashlar.torture.power}.
 */
package io.ashlar.torture.kill;
