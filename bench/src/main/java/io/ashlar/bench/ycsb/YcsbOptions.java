package io.ashlar.bench.ycsb;

import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * What to run.
 *
 * @param workload a letter from a to f
 * @param records records to load, at least 1
 * @param operations operations to run, at least 1
 * @param threads threads of the client, at least 1
 * @param durability when a commit returns
 * @param cacheMib memory of the engine, MiB
 * @param verified whether the client checks every value that it reads
 * @param directory a missing or empty directory; null for a temporary one
 */
public record YcsbOptions(
    char workload,
    int records,
    int operations,
    int threads,
    Durability durability,
    int cacheMib,
    boolean verified,
    Path directory) {

  private static final long BYTES_OF_MIB = 1L << 20;

  /** The first of the core workloads. */
  public static final char FIRST_WORKLOAD = 'a';

  /** The last of them. */
  public static final char LAST_WORKLOAD = 'f';

  /** What the client is told: the published definition of the workload, and these options. */
  Properties properties(Path store) {
    Properties properties = new Properties();
    String resource = "workload" + workload + ".properties";
    try (InputStream definition = YcsbOptions.class.getResourceAsStream(resource)) {
      properties.load(definition);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.setProperty("recordcount", Integer.toString(records));
    properties.setProperty("operationcount", Integer.toString(operations));
    properties.setProperty("threadcount", Integer.toString(threads));
    properties.setProperty("dataintegrity", Boolean.toString(verified));
    properties.setProperty("measurementtype", "hdrhistogram");
    properties.setProperty("hdrhistogram.percentiles", "50,95,99");
    properties.setProperty("db", AshlarBinding.class.getName());
    properties.setProperty(UserTable.DIRECTORY, store.toString());
    properties.setProperty(UserTable.DURABILITY, durability.name());
    properties.setProperty(UserTable.CACHE_BYTES, Long.toString(cacheMib * BYTES_OF_MIB));
    return properties;
  }

  String mode() {
    return durability.name().toLowerCase(Locale.ROOT);
  }
}
