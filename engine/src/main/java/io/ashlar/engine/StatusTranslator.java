package io.ashlar.engine;

import io.ashlar.error.AshlarException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import io.ashlar.error.StoreOpenException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The only place that turns a RocksDB status into an exception of ours. */
final class StatusTranslator {

  /**
   * As RocksDB names its files in a status: {@code While appending to file: /d/000012.log: ...}. A
   * directory that it could not sync, which it does behind a flush, has no name there.
   */
  private static final Pattern FILE =
      Pattern.compile(
          "([0-9]+\\.(?:log|sst|blob|dbtmp)|MANIFEST-[0-9]+|OPTIONS-[0-9]+|CURRENT"
              + "|(?<=^While fsync: )a directory)\\b");

  private StatusTranslator() {}

  /** For everything but the open. */
  static AshlarException translate(RocksDBException e) {
    return switch (kind(e)) {
      case CORRUPTION ->
          new CorruptionException(e, "The store's files are damaged.", "status", describe(e));
      case NO_SPACE ->
          new OutOfSpaceException(
              e, "The file system is full.", "file", fileOf(e), "status", describe(e));
      default -> new StoreIoException(e, "The storage engine failed.", "status", describe(e));
    };
  }

  /** For the open: whatever is neither damage nor a full disk is a reason not to open. */
  static AshlarException translateOpen(RocksDBException e, Path path) {
    return switch (kind(e)) {
      case CORRUPTION ->
          new CorruptionException(
              e, "The store's files are damaged.", "path", path, "status", describe(e));
      case NO_SPACE ->
          new OutOfSpaceException(
              e, "The file system is full.", "path", path, "status", describe(e));
      case LOCKED ->
          new StoreOpenException(
              e, "The store is open elsewhere.", "path", path, "status", describe(e));
      default ->
          new StoreOpenException(
              e, "The store could not be opened.", "path", path, "status", describe(e));
    };
  }

  private static Kind kind(RocksDBException e) {
    Status status = e.getStatus();
    if (status == null) {
      return Kind.OTHER;
    }
    if (status.getCode() == Status.Code.Corruption) {
      return Kind.CORRUPTION;
    }
    if (status.getCode() == Status.Code.InvalidArgument && mentionsFamily(status.getState())) {
      // A family is asked for by name at the open alone, and is made with the store.
      return Kind.CORRUPTION;
    }
    if (status.getSubCode() == Status.SubCode.NoSpace) {
      return Kind.NO_SPACE;
    }
    if (status.getCode() == Status.Code.IOError && mentionsLock(status.getState())) {
      return Kind.LOCKED;
    }
    return Kind.OTHER;
  }

  /**
   * The file that the status names, without its directory; empty when it names none. The last match
   * is it: directories in its path come before it, and may be named like files of ours.
   */
  private static String fileOf(RocksDBException e) {
    Status status = e.getStatus();
    String state = status == null ? null : status.getState();
    Matcher matcher = FILE.matcher(state == null ? "" : state);
    String file = "";
    while (matcher.find()) {
      file = matcher.group(1);
    }
    return file;
  }

  private static boolean mentionsFamily(String state) {
    return state != null && state.contains("Column family not found");
  }

  private static boolean mentionsLock(String state) {
    return state != null
        && (state.contains("lock hold by current process") || state.contains("While lock file"));
  }

  private static String describe(RocksDBException e) {
    Status status = e.getStatus();
    if (status == null) {
      return String.valueOf(e.getMessage());
    }
    String code = status.getCodeString();
    return status.getState() == null ? code : code + ": " + status.getState().strip();
  }

  private enum Kind {
    CORRUPTION,
    NO_SPACE,
    LOCKED,
    OTHER
  }
}
