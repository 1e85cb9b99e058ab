/**
 * Keys whose byte order is the order of their values.
 *
 * <p>Read {@link io.ashlar.codec.key.KeyEncoder} first, then {@link
 * io.ashlar.codec.key.KeyDecoder}. A key is a 4-byte big-endian keyspace id followed by its
 * columns; comparing two keys of one keyspace as unsigned bytes compares their columns from left to
 * right. No column's bytes are a proper prefix of another value's bytes of the same column, so
 * columns concatenate.
 *
 * <h2>Bytes on disk</h2>
 *
 * <pre>
 * key       = keyspace id (4 bytes, big-endian), column*
 * column    = 00                 null: before all values
 *           | 01 value           any other
 * </pre>
 *
 * <p>A <b>descending</b> column is the ascending one with every byte inverted, marker included; so
 * its nulls come last.
 *
 * <table class="striped">
 *   <caption>The value after the marker 01</caption>
 *   <thead><tr><th scope="col">kind</th><th scope="col">bytes</th></tr></thead>
 *   <tbody>
 *   <tr><th scope="row">BOOLEAN</th><td>1: 00 or 01</td></tr>
 *   <tr><th scope="row">INT, LONG, DATE, TIME, TIMESTAMP</th>
 *       <td>8: big-endian, sign bit flipped</td></tr>
 *   <tr><th scope="row">FLOAT, DOUBLE</th>
 *       <td>8: the bits of the double, big-endian; sign bit flipped when it is clear, all bits
 *       inverted when it is set. One NaN (the greatest value), no negative zero.</td></tr>
 *   <tr><th scope="row">DECIMAL</th><td>see below</td></tr>
 *   <tr><th scope="row">STRING</th><td>UTF-8, then as BYTES</td></tr>
 *   <tr><th scope="row">BYTES</th>
 *       <td>each 00 written as 00 FF, then the terminator 00 01</td></tr>
 *   <tr><th scope="row">UUID</th><td>16: big-endian</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>A <b>decimal</b> does not depend on a declared precision or scale. A nonzero value is
 * 0.d1d2d3... times ten to the power of e, with d1 not 0 and no trailing zeros:
 *
 * <pre>
 * decimal   = 02                           zero
 *           | 03 magnitude                 positive
 *           | 01 inverted magnitude        negative
 * magnitude = e (4 bytes, big-endian, sign bit flipped), pair+, 00
 * pair      = 10 * d1 + d2 + 1             two digits; an odd last digit is followed by 0
 * </pre>
 *
 * <p>Example: keyspace 7, the long 5 ascending, the string {@code "a"} NUL {@code "b"} ascending,
 * the long 5 descending, the decimal -12.5 ascending:
 *
 * <pre>
 * 00 00 00 07                      keyspace 7
 * 01 80 00 00 00 00 00 00 05       not null, 5
 * 01 61 00 FF 62 00 01             not null, a NUL b, terminator
 * FE 7F FF FF FF FF FF FF FA       the second line, inverted
 * 01 01 7F FF FF FD F2 CC FF       not null, negative, inverted: e = 2, 12, 50, end
 * </pre>
 *
 * <p>Decoding is strict: whatever an encoder would not have written is a {@link
 * io.ashlar.error.CorruptionException}, so equal values have equal bytes and the reverse.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.codec.value}, {@code io.ashlar.error}.
 *   <li><b>Threads</b>: encoders and decoders have one owner at a time; the rest is stateless.
 *   <li><b>Errors</b>: encoding throws {@link io.ashlar.error.LimitExceededException} and {@link
 *       io.ashlar.error.ConstraintException}; reading bytes throws {@link
 *       io.ashlar.error.CorruptionException} only.
 * </ul>
 */
package io.ashlar.codec.key;
