/**
 * How the driver fails: failures of the database and of SQL as {@link java.sql.SQLException} with
 * the SQLSTATE, the class and the vendor code by which programs tell them apart.
 *
 * <p>Read first: {@link io.ashlar.jdbc.error.SqlStates}. {@link io.ashlar.jdbc.error.ConnectionLog}
 * tells what cannot be thrown.
 */
package io.ashlar.jdbc.error;
