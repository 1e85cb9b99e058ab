package io.ashlar.rows.database;

import io.ashlar.transaction.CancellationToken;
import io.ashlar.Database;
import io.ashlar.DatabaseProvider;
import io.ashlar.Options;
import io.ashlar.verify.RepairReport;
import io.ashlar.argument.Arguments;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.session.CancellationHandle;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Databases of this process, on RocksDB or in memory. Made by the service loader. */
public final class EmbeddedProvider implements DatabaseProvider {

  /** Stateless. */
  public EmbeddedProvider() {}

  @Override
  public Database open(Path directory, Options options) {
    return Databases.open(directory, options);
  }

  @Override
  public RepairReport repair(Path directory) {
    return Databases.repair(directory);
  }

  @Override
  public Database inMemory(Options options) {
    return Databases.inMemory(options);
  }

  @Override
  public CancellationToken newToken() {
    return new CancellationHandle();
  }

  @Override
  public OptionalLong stateOf(byte[] continuation) {
    Arguments.requireGiven(continuation, "continuation");
    return ScanPosition.decode(continuation).pinnedTo();
  }
}
