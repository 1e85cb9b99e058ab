/**
 * Power cuts: every write that was not forced to the disk is thrown away under the running store.
 *
 * <p>Read {@link io.ashlar.torture.power.PowerTorture} first; {@link
 * io.ashlar.torture.power.LoopDisk} is the disk, a file system of its own in a file.
 * <b>Neighbours</b>: {@code io.ashlar.torture.writer}; the programs {@code mount}, {@code umount},
 * {@code mkfs.ext4} and one that can call {@code ioctl}. <b>Threads</b>: one. <b>Errors</b>: {@link
 * io.ashlar.torture.power.NotPermittedException} where file systems cannot be mounted. Next room:
 * {@code io.ashlar.torture.faults}.
 */
package io.ashlar.torture.power;
