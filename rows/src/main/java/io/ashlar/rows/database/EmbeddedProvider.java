package io.ashlar.rows.database;

import io.ashlar.Database;
import io.ashlar.DatabaseProvider;
import io.ashlar.Options;
import io.ashlar.argument.Arguments;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.statistics.BufferAccess;
import io.ashlar.verify.RepairReport;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;

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
  public BufferAccess bufferAccess() {
    return BufferAccess.valueOf(Flyweights.access().name());
  }

  @Override
  public MutableDirectBuffer wrap(byte[] bytes) {
    return Flyweights.wrap(Arguments.given(bytes, "bytes"));
  }

  @Override
  public MutableDirectBuffer wrap(ByteBuffer memory) {
    return Flyweights.wrap(Arguments.given(memory, "memory"));
  }
}
