/**
 * A database of Liquibase: what Liquibase has to know of Ashlar to write and to read its schema.
 * Programs need not name it: Liquibase finds {@link io.ashlar.liquibase.AshlarLiquibaseDatabase} by
 * its service file.
 *
 * <p>It knows Liquibase and, of Ashlar, what the driver's connections unwrap to. Its objects belong
 * to one run of Liquibase and one thread.
 */
package io.ashlar.liquibase;
