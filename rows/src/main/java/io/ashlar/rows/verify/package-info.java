/**
 * The integrity check: every row has its entries, every entry its row, and nothing belongs to
 * nothing.
 *
 * <p>Read {@link io.ashlar.rows.verify.Scrub} first: it compares rows and entries ({@code
 * RowVerifier}) some at a time, each time at a view of its own, and goes on behind the last key; it
 * has {@code EntryRepair} put right what it finds. {@link io.ashlar.rows.verify.Verifier} checks
 * everything at one view. Both gather {@code Findings}. {@code CatalogVerifier} checks what the
 * catalog says, {@code KeyChecks} and {@code RowChecks} that values can be decoded.
 *
 * <p><b>Neighbours</b>: {@code ddl}, {@code catalog}, {@code partition} and {@code session} below;
 * {@code index} and {@code database} above. <b>Threads</b>: a check belongs to one thread.
 * <b>Errors</b>: what is wrong is reported as a finding and stops no check. The next room is {@code
 * io.ashlar.rows.upkeep}.
 */
package io.ashlar.rows.verify;
