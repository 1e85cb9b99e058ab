/**
 * All functions, in one registry.
 *
 * <p>{@link io.ashlar.sql.function.library.StandardFunctions} puts together the tables of the
 * groups.
 *
 * <ul>
 *   <li><b>Neighbours</b>: the groups of functions below; whatever binds names above.
 *   <li><b>Threads</b>: everything here is immutable.
 *   <li><b>Errors</b>: none.
 * </ul>
 */
package io.ashlar.sql.function.library;
