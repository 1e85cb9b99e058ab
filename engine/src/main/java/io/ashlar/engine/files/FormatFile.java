package io.ashlar.engine.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Reads and writes {@code FORMAT}; the package's description has the layout. */
public final class FormatFile {

  /** Its name, stored on disk. */
  public static final String NAME = "FORMAT";

  private static final String MAGIC = "ashlar-store";
  private static final String VERSION = "formatVersion=";
  private static final String STORE_ID = "storeId=";
  private static final String CHECKSUM = "crc32c=";

  private FormatFile() {}

  /**
   * Writes a new store's file durably; two fsyncs.
   *
   * @param directory of the store
   * @return what was written
   * @throws StoreOpenException if it could not be
   */
  public static StoreFormat create(Path directory) {
    StoreFormat format = new StoreFormat(StoreFormat.CURRENT_VERSION, UUID.randomUUID());
    String body =
        MAGIC + "\n" + VERSION + format.formatVersion() + "\n" + STORE_ID + format.storeId() + "\n";
    String content = body + CHECKSUM + checksum(body) + "\n";
    try {
      AtomicFile.write(directory.resolve(NAME), content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store could not be created.", "path", directory);
    }
    return format;
  }

  /**
   * Reads the file of a store.
   *
   * @param directory of the store
   * @return null if there is none
   * @throws StoreOpenException if it is unreadable, not ours, or of a newer version
   * @throws CorruptionException if it is ours and damaged
   */
  public static StoreFormat read(Path directory) {
    Path file = directory.resolve(NAME);
    String content;
    try {
      content = new String(Files.readAllBytes(file), UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new StoreOpenException(e, "The store's directory is not readable.", "path", directory);
    }
    if (!content.startsWith(MAGIC + "\n")) {
      throw new StoreOpenException("The directory is not a store.", "path", directory);
    }
    return parse(directory, content);
  }

  private static StoreFormat parse(Path directory, String content) {
    String[] lines = content.split("\n", -1);
    int version = lines.length > 1 ? version(lines[1]) : -1;
    // A newer version may have changed everything below its number, so that comes first.
    if (version > StoreFormat.CURRENT_VERSION) {
      throw new StoreOpenException(
          "The store was written by a newer version.",
          "path",
          directory,
          "formatVersion",
          version,
          "newestKnown",
          StoreFormat.CURRENT_VERSION);
    }
    int checksumAt = content.indexOf(CHECKSUM);
    boolean whole =
        version >= 1
            && lines.length == 5
            && lines[2].startsWith(STORE_ID)
            && checksumAt > 0
            && lines[3].equals(CHECKSUM + checksum(content.substring(0, checksumAt)));
    if (!whole) {
      throw new CorruptionException("The FORMAT file is damaged.", "path", directory);
    }
    if (version < StoreFormat.CURRENT_VERSION) {
      throw new StoreOpenException(
          "The store was written by an older version, which is not read any more.",
          "path",
          directory,
          "formatVersion",
          version,
          "oldestKnown",
          StoreFormat.CURRENT_VERSION);
    }
    return new StoreFormat(version, UUID.fromString(lines[2].substring(STORE_ID.length())));
  }

  private static int version(String line) {
    String digits = line.startsWith(VERSION) ? line.substring(VERSION.length()) : "";
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
  }

  private static String checksum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
