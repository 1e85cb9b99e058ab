/**
 * Changes of rows that run, again and again.
 *
 * <p>Where a table does everything by its own statement, that is all there is ({@link
 * io.ashlar.sql.change.TableUpdate}). Elsewhere rows are found under their locks by a source, what
 * is to become of them is computed and kept, and they are changed when all have been found: so what
 * the statement reads is not what it has written. Each row is changed by its key. Rows that
 * RETURNING asks for are kept as they are met, and shown when the statement has run.
 *
 * <p>Read first: {@link io.ashlar.sql.change.Change}. Neighbours: {@code sql.plan.change}, which
 * plans these, and {@code sql.execute}, whose sources find rows. One thread at a time. A change
 * that fails half way is undone by whoever runs it.
 */
package io.ashlar.sql.change;
