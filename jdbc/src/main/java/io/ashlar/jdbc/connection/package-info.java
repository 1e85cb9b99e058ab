/**
 * Connections and statements: the calls of JDBC as calls of a session.
 *
 * <p>Read first: {@link io.ashlar.jdbc.connection.AshlarConnection}. A connection and all that it
 * gives belong to one thread at a time; {@code UseGate} refuses a second one. Prepared statements
 * of the session are kept by their text and used again by whoever prepares the same text.
 */
package io.ashlar.jdbc.connection;
