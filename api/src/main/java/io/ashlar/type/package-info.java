/**
 * Kinds of values, for users as well as for keys and rows: {@link io.ashlar.type.ValueKind}.
 *
 * <ul>
 *   <li><b>Neighbours</b>: none.
 *   <li><b>Threads</b>: an enum.
 *   <li><b>Errors</b>: none.
 * </ul>
 */
package io.ashlar.type;
