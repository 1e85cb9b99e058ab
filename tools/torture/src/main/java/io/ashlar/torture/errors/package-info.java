/**
 * Threads that run out of stack or memory in the midst of calls, beside others that do not.
 *
 * <p>Read {@link io.ashlar.torture.errors.ErrorsTorture} first; it starts a JVM for each round, in
 * which {@code StarvedCrew} works and checks. <b>Neighbours</b>: {@code io.ashlar.workbench} for
 * child processes. <b>Threads</b>: one, and the crew's in the child. <b>Errors</b>: what is wrong
 * is a problem of the outcome. Next room: {@code io.ashlar.torture.handles}.
 */
package io.ashlar.torture.errors;
