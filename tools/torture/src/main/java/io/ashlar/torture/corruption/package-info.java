/**
 * Damaged files: a byte flipped, a block zeroed, a file cut short, torn or removed, in copies of a
 * closed and of a killed store.
 *
 * <p>Read {@link io.ashlar.torture.corruption.CorruptionTorture} first. {@code Damage} and {@code
 * FileKind} say what is done to which file; {@code ReaderMain} is the child JVM that opens the
 * copies, so that a crash is seen. <b>Neighbours</b>: {@code io.ashlar.torture.writer}.
 * <b>Threads</b>: one. <b>Errors</b>: {@link java.io.IOException} when files or the child fail
 * otherwise. Next room: {@code io.ashlar.cli}.
 */
package io.ashlar.torture.corruption;
