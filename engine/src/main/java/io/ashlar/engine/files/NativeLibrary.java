package io.ashlar.engine.files;

import io.ashlar.error.StoreOpenException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library once in this process.
 *
 * <p>Left to itself RocksJava unpacks 17 MB into the temporary directory in every JVM and leaves it
 * there when the JVM is killed. Here a library in {@code java.library.path} comes first; else the
 * first JVM unpacks it into {@code ashlar-native-<user>-<checksum>}, under the directory named by
 * the environment variable {@code ROCKSDB_SHAREDLIB_DIR} or else the temporary directory, and all
 * later ones load it from there: one copy per user and library version.
 *
 * <p>That directory has a guessable name in a place where others may write, so it is used only if
 * it belongs to this user and nobody else may write to it; otherwise the library is unpacked into a
 * fresh private directory.
 */
public final class NativeLibrary {

  /** What the library is called in RocksJava's jar and in {@code java.library.path}. */
  private static final String RESOURCE = Environment.getJniLibraryFileName("rocksdb");

  /** What {@link RocksDB#loadLibrary(List)} looks for; it appends "jni" to a name that has it. */
  private static final String FILE_NAME = Environment.getJniLibraryFileName("rocksdbjni");

  /** In the message of the JVM when the file is loaded by another class loader. */
  private static final String ELSEWHERE = "another classloader";

  private static boolean loaded;

  /**
   * True once the JVM has refused: RocksJava believes since then that another thread is about to
   * load, and would wait for it for ever.
   */
  private static boolean refused;

  private NativeLibrary() {}

  /**
   * Loads the library unless that has been done. Blocks for the unpacking (about 100 ms) the first
   * time on a machine. Thread-safe.
   *
   * @throws StoreOpenException if there is no library for this platform, it cannot be unpacked or
   *     loaded, another class loader of this JVM has loaded it, or the JVM was told to let nobody
   *     load one
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    if (refused) {
      throw refusal(null);
    }
    try {
      if (installed()) {
        RocksDB.loadLibrary();
      } else {
        RocksDB.loadLibrary(List.of(unpacked().toString()));
      }
    } catch (IllegalCallerException e) {
      refused = true;
      throw refusal(e);
    } catch (UnsatisfiedLinkError e) {
      throw unlinked(e);
    } catch (IOException e) {
      throw new StoreOpenException(
          e, "The native library could not be loaded.", "library", RESOURCE);
    }
    loaded = true;
  }

  /** The JVM says in words alone that another class loader has the library. */
  private static StoreOpenException unlinked(UnsatisfiedLinkError e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains(ELSEWHERE)) {
      return new StoreOpenException(
          e,
          "The native library is in use by another class loader of this JVM, and a JVM loads it for"
              + " one alone: have one class loader, above both, load the database.",
          "library",
          RESOURCE,
          "classLoader",
          NativeLibrary.class.getClassLoader());
    }
    return new StoreOpenException(
        e, "The native library could not be loaded.", "library", RESOURCE, "reason", reason);
  }

  private static StoreOpenException refusal(IllegalCallerException cause) {
    Module module = RocksDB.class.getModule();
    String user = module.isNamed() ? module.getName() : "ALL-UNNAMED";
    return new StoreOpenException(
        cause,
        "The JVM was told to let nobody load a native library.",
        "library",
        RESOURCE,
        "flag",
        "--enable-native-access=" + user,
        "manifestAttribute",
        "Enable-Native-Access: " + user);
  }

  private static boolean installed() {
    String searched = System.getProperty("java.library.path", "");
    for (String directory : searched.split(File.pathSeparator, -1)) {
      if (!directory.isEmpty() && Files.isRegularFile(Path.of(directory, RESOURCE))) {
        return true;
      }
    }
    return false;
  }

  private static Path unpacked() throws IOException {
    URL resource = RocksDB.class.getClassLoader().getResource(RESOURCE);
    if (resource == null) {
      throw new IOException("no such resource: " + RESOURCE);
    }
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      long size = connection.getContentLengthLong();
      Path directory = privateDirectory(identity(connection, size));
      Path library = directory.resolve(FILE_NAME);
      if (!Files.isRegularFile(library) || Files.size(library) != size) {
        unpack(in, size, library);
      }
      return directory;
    }
  }

  private static String identity(URLConnection connection, long size) throws IOException {
    long checksum = connection instanceof JarURLConnection jar ? jar.getJarEntry().getCrc() : size;
    return System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_")
        + "-"
        + Long.toHexString(checksum);
  }

  private static Path privateDirectory(String identity) throws IOException {
    String chosen = System.getenv("ROCKSDB_SHAREDLIB_DIR");
    String parent = chosen == null ? System.getProperty("java.io.tmpdir") : chosen;
    Path directory = Path.of(parent, "ashlar-native-" + identity);
    FileAttribute<?>[] onlyMine = {};
    if (posix(directory)) {
      onlyMine =
          new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          };
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(directory, onlyMine);
      } catch (IOException e) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          return Files.createTempDirectory("ashlar-native-");
        }
      }
    }
    return trusted(directory) ? directory : Files.createTempDirectory("ashlar-native-");
  }

  private static boolean trusted(Path directory) throws IOException {
    if (!posix(directory)) {
      return true; // The temporary directory of Windows belongs to the user.
    }
    Set<PosixFilePermission> allowed =
        Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
    Path probe = Files.createTempFile("ashlar-owner-", null);
    try {
      return Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
          && !allowed.contains(PosixFilePermission.GROUP_WRITE)
          && !allowed.contains(PosixFilePermission.OTHERS_WRITE);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void unpack(InputStream in, long size, Path library) throws IOException {
    Path temporary = Files.createTempFile(library.getParent(), FILE_NAME, ".tmp");
    try {
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        long copied = in.transferTo(out);
        if (size >= 0 && copied != size) {
          throw new IOException("copied " + copied + " of " + size + " bytes");
        }
        out.getFD().sync(); // The size is all that the next JVM checks: it must not run ahead.
      }
      Files.move(
          temporary, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
