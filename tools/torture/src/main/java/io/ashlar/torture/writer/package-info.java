/**
 * The work that is tortured, and the check of what is left of it.
 *
 * <p>Read {@link io.ashlar.torture.writer.TransactionPlan} first: what the n-th transaction of a
 * thread does follows from a seed alone. A child JVM ({@code WriterMain}) carries the plans out and
 * says on its standard output which commits were acknowledged; {@link
 * io.ashlar.torture.writer.WriterProcess} keeps that outside of the store. After the disaster
 * {@link io.ashlar.torture.writer.StoreCheck} computes the state that each thread's newest commit
 * must have left and compares every row with it.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.torture}, {@code io.ashlar.workbench}, the public API.
 * <b>Threads</b>: types are confined to one unless they say otherwise. <b>Errors</b>: {@link
 * java.io.IOException} when a child cannot be run; problems are noted, not thrown. Next room:
 * {@code io.ashlar.torture.kill}.
 */
package io.ashlar.torture.writer;
