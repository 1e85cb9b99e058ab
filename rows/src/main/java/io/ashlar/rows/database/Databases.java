package io.ashlar.rows.database;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.argument.Arguments;
import io.ashlar.codec.memory.BufferChoice;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.verify.RepairReport;
import java.nio.file.Path;

/** Opens databases: the one place where store, transactions, tables and scans are put together. */
public final class Databases {

  private Databases() {}

  /**
   * Opens the database in a directory.
   *
   * @param directory the directory
   * @param options how
   * @return the database, owned by the caller
   * @throws io.ashlar.error.StoreOpenException as {@link Database#open(Path, Options)}
   * @throws io.ashlar.error.CorruptionException as {@link Database#open(Path, Options)}
   */
  public static Database open(Path directory, Options options) {
    Arguments.requireGiven(directory, "directory");
    Arguments.requireGiven(options, "options");
    BufferChoice.check();
    return over(StoresOnDisk.open(directory, options), options);
  }

  /**
   * Accepts a loss.
   *
   * @param directory the directory
   * @return what was given up
   * @throws io.ashlar.error.IllegalUseException as {@link Database#repair}
   * @throws io.ashlar.error.CorruptionException as {@link Database#repair}
   */
  public static RepairReport repair(Path directory) {
    Arguments.requireGiven(directory, "directory");
    BufferChoice.check();
    return StoresOnDisk.repair(directory);
  }

  /**
   * Makes a database in memory.
   *
   * @param options how; those of files do not matter
   * @return the database, owned by the caller
   * @throws io.ashlar.error.IllegalUseException when there are no options
   */
  public static Database inMemory(Options options) {
    Arguments.requireGiven(options, "options");
    return over(new InMemoryStore(), options);
  }

  /**
   * Puts a database over a store, such as one that a test has wrapped.
   *
   * @param store the store, which is the database's from here on, and closed with it
   * @param options how; those of files do not matter
   * @return the database, owned by the caller
   */
  public static Database over(VersionedStore store, Options options) {
    BufferChoice.check();
    return new DatabaseHandle(store, new BufferPool(options.pooledBytes()), options);
  }
}
