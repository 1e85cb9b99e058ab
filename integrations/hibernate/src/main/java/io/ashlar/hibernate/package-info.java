/**
 * A dialect of Hibernate: how Hibernate writes SQL for Ashlar. Programs need not name it: {@link
 * io.ashlar.hibernate.AshlarDialectResolver} finds it for connections of the driver. Read {@link
 * io.ashlar.hibernate.AshlarDialect} first.
 *
 * <p>It knows Hibernate and, of Ashlar, what the driver's connections unwrap to. Dialects are made
 * once for a session factory and are used by any number of threads; they hold no state.
 */
package io.ashlar.hibernate;
