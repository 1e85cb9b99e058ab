/**
 * The group {@code torture}: one type for each kind.
 *
 * <p>Read {@link io.ashlar.cli.torture.TortureCommand} first; it has the options that the kinds
 * which kill have in common, in modules above as well. <b>Neighbours</b>: picocli and {@code
 * io.ashlar.torture} below, {@code io.ashlar.cli} above. <b>Threads</b>: the main thread. <b>Exit
 * codes</b>: those of {@link io.ashlar.torture.TortureOutcome}.
 */
package io.ashlar.cli.torture;
