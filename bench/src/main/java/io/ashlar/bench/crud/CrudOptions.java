package io.ashlar.bench.crud;

import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.List;

/**
 * What to run.
 *
 * @param databases databases in this process, at least 1
 * @param workers threads for each database, at least 1
 * @param documents documents that each worker begins with, at least 1
 * @param seconds how long to measure each mode, at least 1
 * @param warmupSeconds how long to run before that
 * @param durabilities the modes, one after the other
 * @param directory a missing or empty directory; null for a temporary one
 */
public record CrudOptions(
    int databases,
    int workers,
    int documents,
    int seconds,
    int warmupSeconds,
    List<Durability> durabilities,
    Path directory) {

  /** Bytes of a document. */
  static final int DOCUMENT_BYTES = 1_024;

  /** Keeps a copy of the list. */
  public CrudOptions {
    durabilities = List.copyOf(durabilities);
  }
}
