package io.ashlar.rows.database;

import io.ashlar.Database;
import io.ashlar.Options;
import java.nio.file.Path;

/** The stores that every test of a database runs on. */
enum StoreKind {
  MEMORY {
    @Override
    Database open(Path directory, Options options) {
      return Databases.inMemory(options);
    }
  },
  EMBEDDED {
    @Override
    Database open(Path directory, Options options) {
      return Databases.open(directory, options);
    }
  };

  abstract Database open(Path directory, Options options);
}
