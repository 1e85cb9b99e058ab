package io.ashlar;

import io.ashlar.transaction.CancellationToken;
import io.ashlar.verify.RepairReport;
import io.ashlar.error.IllegalUseException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.ServiceLoader;

/**
 * What stands behind the static methods of the face: applications call those. Found once by {@link
 * ServiceLoader}, with the class loader of this interface, so that the face knows nothing of the
 * machinery. Implementations are stateless and shared by all threads.
 */
public interface DatabaseProvider {

  /**
   * The one that there is.
   *
   * @return the provider
   * @throws IllegalUseException when none is on the class path or module path, as in a jar that was
   *     put together without the files under {@code META-INF/services}
   */
  static DatabaseProvider installed() {
    return InstalledProvider.get();
  }

  /**
   * Opens the database in a directory.
   *
   * @param directory the directory
   * @param options how
   * @return as {@link Database#open(Path, Options)}, with its exceptions
   */
  Database open(Path directory, Options options);

  /**
   * Accepts a loss.
   *
   * @param directory the directory
   * @return as {@link Database#repair}, with its exceptions
   */
  RepairReport repair(Path directory);

  /**
   * Makes a database in memory.
   *
   * @param options how
   * @return as {@link Database#inMemory(Options)}, with its exceptions
   */
  Database inMemory(Options options);

  /**
   * Makes a token that is not cancelled.
   *
   * @return as {@link CancellationToken#create}
   */
  CancellationToken newToken();

  /**
   * Reads the token of a scan.
   *
   * @param continuation its bytes; neither kept nor changed
   * @return the timestamp of the state that it is bound to; empty when to none
   * @throws io.ashlar.error.ContinuationException when it is damaged, or of a version that is not
   *     known here
   */
  OptionalLong stateOf(byte[] continuation);
}
