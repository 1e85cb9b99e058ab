package io.ashlar.mvcc.embedded;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.engine.Engine;
import io.ashlar.engine.Family;
import io.ashlar.engine.SortedFiles;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.mvcc.log.LogDevice;
import io.ashlar.store.Ingest;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Writes table files beside the store. A file has keys of one keyspace alone, so that a keyspace
 * that is dropped gives whole files back.
 */
final class FileIngest implements Ingest {

  /** Bytes between two looks at what is left of the file system. */
  private static final long BYTES_PER_LOOK = 4L << 20;

  private final EmbeddedStore store;
  private final Engine engine;
  private final LogDevice log;
  private final SortedFiles files;
  private int keyspace;
  private long bytesUntilLook;

  FileIngest(EmbeddedStore store, StoreCore core) {
    this.store = store;
    this.engine = core.engine();
    this.log = core.log();
    this.files = engine.newSortedFiles(Family.DATA);
  }

  @Override
  public void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    int next = KeyspacePrefix.of(key, keyOffset);
    if (next != keyspace) {
      files.cut();
      keyspace = next;
    }
    bytesUntilLook -= keyLength + valueLength;
    if (bytesUntilLook < 0) {
      bytesUntilLook = BYTES_PER_LOOK;
      requireSpace();
    }
    files.put(key, keyOffset, keyLength, value, valueOffset, valueLength);
  }

  /** Commits go first: what is kept free for them is not ours. */
  private void requireSpace() {
    log.refreshSpace();
    if (log.spaceLow()) {
      throw new OutOfSpaceException(
          "The file system is nearly full; nothing was loaded.", "path", engine.directory());
    }
  }

  @Override
  public Path directory() {
    return files.directory();
  }

  @Override
  public void publish() {
    store.enter();
    try {
      // First what is ordered: whoever sees the entries after a power cut has seen that as well.
      store.flush();
      files.ingest();
    } finally {
      store.leave();
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
