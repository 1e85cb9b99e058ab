package io.ashlar.store.provider;

import io.ashlar.error.IllegalUseException;
import io.ashlar.store.VersionedStore;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * Opens the store in a directory. Found by the service loader, so that whoever works on another
 * store needs no RocksDB on the class path. Implementations are stateless.
 */
public interface StoreProvider {

  /**
   * The one that there is.
   *
   * @return the provider
   * @throws IllegalUseException when none is on the class path or module path
   */
  static StoreProvider installed() {
    return ServiceLoader.load(StoreProvider.class, StoreProvider.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalUseException(
                    "No store for directories was found.",
                    "service",
                    StoreProvider.class.getName()));
  }

  /**
   * Opens the store in a directory, which is made when it is absent.
   *
   * @param directory the directory
   * @param settings how
   * @return the store, owned by the caller
   * @throws io.ashlar.error.StoreOpenException when it cannot be opened; nothing stays open
   * @throws io.ashlar.error.CorruptionException when its files are damaged, or lack commits that
   *     had been durable
   */
  VersionedStore open(Path directory, StoreSettings settings);

  /**
   * Accepts that commits are lost which had been durable, so that the store can be opened again.
   *
   * @param directory the directory of a store that is not open
   * @return what was given up
   * @throws IllegalUseException when there is nothing to accept
   * @throws io.ashlar.error.CorruptionException when its files are damaged beyond that
   */
  AcceptedLoss repair(Path directory);
}
