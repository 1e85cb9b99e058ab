/**
 * A plugin of Flyway: migrations of databases that {@code jdbc:ashlar:} leads to. Programs need not
 * name it: Flyway finds {@link io.ashlar.flyway.AshlarDatabaseType} by its service file.
 *
 * <p>It knows Flyway and, of Ashlar, what the driver's connections unwrap to. Its objects belong to
 * one run of Flyway and one thread; the lock that keeps runs apart is for all threads of the
 * process.
 */
package io.ashlar.flyway;
