/**
 * Functions that choose among their arguments.
 *
 * <p>Read {@link io.ashlar.sql.function.choice.ChoiceFunctions} first, the table of all.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.function} and {@code io.ashlar.sql.operator} below;
 *       {@code io.ashlar.sql.function.library} above.
 *   <li><b>Threads</b>: nothing is kept here.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException} with 42804 for arguments that do
 *       not go together.
 * </ul>
 */
package io.ashlar.sql.function.choice;
