/**
 * What each kind of value has of its own, one class for each kind: form in memory, Java types,
 * range, texts, stored constants.
 *
 * <p>Read {@link io.ashlar.codec.valuetype.ValueType} first. A new kind is a new class here, beside
 * its name in {@link io.ashlar.type.ValueKind} and its column in the face; nothing that moves,
 * compares or indexes values knows it, as that goes by {@link io.ashlar.codec.value.ValueForm}.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.codec.value} below; keys, rows and everything that
 *       handles values above. The next rooms are {@code io.ashlar.codec.key} and {@code
 *       io.ashlar.codec.row}.
 *   <li><b>Threads</b>: everything here is immutable.
 *   <li><b>Errors</b>: stored constants that could not have been written are an {@link
 *       java.io.IOException}, which whoever reads them turns into {@link
 *       io.ashlar.error.CorruptionException}.
 * </ul>
 */
package io.ashlar.codec.valuetype;
