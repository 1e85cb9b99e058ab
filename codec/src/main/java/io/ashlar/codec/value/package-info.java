/**
 * The kinds of values, and the canonical forms that keys and rows share.
 *
 * <p>Read {@link io.ashlar.type.ValueKind} first. {@link io.ashlar.codec.value.Utf8} turns text to
 * bytes and back without allocating and without replacing anything silently; {@link
 * io.ashlar.codec.value.Floats} gives every number one bit pattern; {@link
 * io.ashlar.codec.value.Decimals} bounds decimals. {@link io.ashlar.codec.value.Timestamps} and
 * {@link io.ashlar.codec.value.Durations} reckon time in microseconds.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.error} only.
 *   <li><b>Threads</b>: everything here is stateless.
 *   <li><b>Errors</b>: {@link io.ashlar.error.SchemaException} for text that is not Unicode, {@link
 *       io.ashlar.error.LimitExceededException} for decimals out of bounds.
 * </ul>
 *
 * <p>The next rooms are {@code io.ashlar.codec.key} and {@code io.ashlar.codec.row}.
 */
package io.ashlar.codec.value;
