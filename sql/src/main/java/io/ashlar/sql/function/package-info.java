/**
 * Functions: what one is, how a call finds its implementation, and the call itself.
 *
 * <p>Read {@link io.ashlar.sql.function.FunctionDefinition} first, then {@link
 * io.ashlar.sql.function.FunctionRegistry}, which resolves names and argument types. The functions
 * themselves are in the rooms below this one, each group in one table; {@code
 * io.ashlar.sql.function.library} has them all, and {@code docs/sql-functions.md} is printed from
 * them.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.scalar} and {@code io.ashlar.sql.cast} below; the
 *       groups of functions and whatever binds names above.
 *   <li><b>Threads</b>: definitions and registries are immutable; a call belongs to one thread at a
 *       time.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException}: 42883 and 42725 for calls that
 *       find no function, others by what functions do.
 * </ul>
 */
package io.ashlar.sql.function;
