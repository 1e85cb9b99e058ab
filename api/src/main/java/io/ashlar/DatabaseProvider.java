package io.ashlar;

import io.ashlar.error.IllegalUseException;
import io.ashlar.statistics.BufferAccess;
import io.ashlar.verify.RepairReport;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.agrona.MutableDirectBuffer;

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
   * How memory is reached.
   *
   * @return as {@link Buffers#access}
   */
  BufferAccess bufferAccess();

  /**
   * Wraps an array.
   *
   * @param bytes the array
   * @return as {@link Buffers#wrap(byte[])}
   */
  MutableDirectBuffer wrap(byte[] bytes);

  /**
   * Wraps a buffer.
   *
   * @param memory the buffer
   * @return as {@link Buffers#wrap(ByteBuffer)}
   */
  MutableDirectBuffer wrap(ByteBuffer memory);
}
