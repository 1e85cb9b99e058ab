/**
 * Values as words and bytes: their arithmetic and their texts, with no expression around them.
 *
 * <p>Texts are UTF-8 in buffers, counted in code points ({@link io.ashlar.sql.value.Utf8Text});
 * what is made goes into a {@link io.ashlar.sql.value.TextBuilder}. Dates are days, times and
 * timestamps microseconds ({@link io.ashlar.sql.value.CivilTime}), intervals two words ({@link
 * io.ashlar.sql.value.Intervals}).
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.type} and {@code io.ashlar.codec} below; scalars,
 *       casts and functions above. The next room is {@code io.ashlar.sql.scalar}.
 *   <li><b>Threads</b>: stateless, but for builders and scanners, which have one owner.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException}.
 * </ul>
 */
package io.ashlar.sql.value;
