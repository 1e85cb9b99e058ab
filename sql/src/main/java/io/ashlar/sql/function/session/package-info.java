/**
 * Functions of the session, of types and of sequences.
 *
 * <p>Read {@link io.ashlar.sql.function.session.SessionFunctions} first, the table of all.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.function} below; {@code
 *       io.ashlar.sql.function.library} above.
 *   <li><b>Threads</b>: what they need is in the context of the execution.
 *   <li><b>Errors</b>: those of sequences.
 * </ul>
 */
package io.ashlar.sql.function.session;
