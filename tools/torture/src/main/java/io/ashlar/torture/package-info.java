/**
 * Torture runs: a store is killed, cut off its power, given failing disks and damaged files, and
 * whatever it says afterwards is compared with a record that was kept outside of it.
 *
 * <p>Read {@link io.ashlar.torture.TortureOutcome} first, then {@code writer} below, where the work
 * and its check are, then the kinds: {@code kill}, {@code power}, {@code faults}, {@code
 * corruption}, {@code handles}. <b>Neighbours</b>: the public API of Ashlar, {@code
 * io.ashlar.workbench}. <b>Threads</b>: one runs a torture, {@code RoundWatch} has one of its own;
 * {@code Problems} is for several. <b>Errors</b>: what is lost or wrong is a problem in the
 * outcome; an exception says that the run itself could not be carried out. Next room: {@code
 * io.ashlar.torture.writer}.
 */
package io.ashlar.torture;
