package io.ashlar.flyway;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.database.base.Connection;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/**
 * A connection of Flyway. What is done under a lock on the history excludes other runs: one process
 * holds a directory, so that a lock of the process is one of the database, and unlike a lock on
 * rows it outlives the commits that definitions bring with them.
 */
final class AshlarMigrationConnection extends Connection<AshlarMigrated> {

  private static final Map<io.ashlar.Database, ReentrantLock> LOCKS =
      Collections.synchronizedMap(new WeakHashMap<>());

  AshlarMigrationConnection(AshlarMigrated database, java.sql.Connection connection) {
    super(database, connection);
  }

  /** The database behind the connection. */
  io.ashlar.Database behind() throws SQLException {
    return getJdbcConnection().unwrap(io.ashlar.Database.class);
  }

  @Override
  protected String getCurrentSchemaNameOrSearchPath() throws SQLException {
    return getJdbcConnection().getSchema();
  }

  @Override
  public Schema<?, ?> getSchema(String name) {
    return new AshlarMigratedSchema(getJdbcTemplate(), database, this, name);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flyway declares it
  public <T> T lock(Table table, Callable<T> work) {
    ReentrantLock lock;
    try {
      lock = LOCKS.computeIfAbsent(behind(), any -> new ReentrantLock());
    } catch (SQLException e) {
      throw new FlywaySqlException("The database behind the connection cannot be told", e);
    }
    lock.lock();
    try {
      return work.call();
    } catch (SQLException e) {
      throw new FlywaySqlException("The work under the lock has failed", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new FlywayException(e);
    } finally {
      lock.unlock();
    }
  }
}
