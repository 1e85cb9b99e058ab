/**
 * Failing disks under a running store: fsyncs and writes that fail, a disk that fills up.
 *
 * <p>Read {@link io.ashlar.torture.faults.FaultTorture} first; {@code FailingCalls} makes system
 * calls of a child fail, {@code FullDisk} fills a small disk under a store of this JVM.
 * <b>Neighbours</b>: {@code io.ashlar.torture.writer}, the disk of {@code io.ashlar.torture.power},
 * the program {@code strace}. <b>Threads</b>: one, and the writers'. <b>Errors</b>: {@link
 * io.ashlar.torture.power.NotPermittedException} where this place permits neither. Next room:
 * {@code io.ashlar.torture.corruption}.
 */
package io.ashlar.torture.faults;
