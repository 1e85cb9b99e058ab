/**
 * Values on their way between SQL and Java: what each getter makes of a value of each type, and
 * each setter of what it is given.
 *
 * <p>Read first: {@link io.ashlar.jdbc.value.RowValues}, which is where values come from. Numbers
 * go from there to their getters without an object.
 */
package io.ashlar.jdbc.value;
