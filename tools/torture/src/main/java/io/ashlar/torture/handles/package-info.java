/**
 * Misused handles: every public method of the API is called at random, from several threads on the
 * same objects, during and after their close, with interrupts.
 *
 * <p>Read {@link io.ashlar.torture.handles.HandlesTorture} first; a child JVM ({@code HandlesMain})
 * does the work, so that a crash is seen. {@code ApiSurface} lists the methods by reflection,
 * {@code ArgumentSource} invents arguments, {@code Caller} is one thread, {@code Tally} counts
 * outcomes, {@code LeakCheck} judges what is left. <b>Neighbours</b>: the public API, {@code
 * io.ashlar.workbench}. <b>Threads</b>: as each type says. <b>Errors</b>: {@link
 * java.io.IOException} when the child cannot be run; what the API does wrong is a problem in the
 * outcome. Next room: {@code io.ashlar.cli}.
 */
package io.ashlar.torture.handles;
