/**
 * Functions of texts and byte strings.
 *
 * <p>Read {@link io.ashlar.sql.function.text.TextFunctions} first, the table of all. Texts are
 * counted in code points, from 1.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.function} below; {@code
 *       io.ashlar.sql.function.library} above.
 *   <li><b>Threads</b>: bodies keep nothing; what they need is in the call.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException} with 22011, 22023 and 54000.
 * </ul>
 */
package io.ashlar.sql.function.text;
