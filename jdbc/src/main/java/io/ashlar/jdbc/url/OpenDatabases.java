package io.ashlar.jdbc.url;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The databases that are open for URLs: one for a directory, whatever path leads to it, or for a
 * name in memory. They are counted, and closed when nobody has used them for the time that the last
 * connection asked for. Any number of threads.
 */
public final class OpenDatabases {

  private static final OpenDatabases OF_PROCESS = new OpenDatabases();

  private final Map<String, CountedDatabase> databases = new ConcurrentHashMap<>();

  /** None is open yet. */
  OpenDatabases() {}

  /**
   * Those of the process.
   *
   * @return always the same
   */
  public static OpenDatabases ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Takes hold of a database, which is opened unless it is open.
   *
   * @param settings what the URL says
   * @return a hold, which the caller closes
   * @throws SQLException 08001 when it cannot be opened, or is open with other options
   */
  public DatabaseUse use(ConnectionSettings settings) throws SQLException {
    try {
      if (settings.isPrivate()) {
        Database database = Database.inMemory(settings.options());
        return new DatabaseUse(database, database::close);
      }
      String key = key(settings);
      while (true) {
        CountedDatabase counted =
            databases.computeIfAbsent(key, absent -> new CountedDatabase(databases, key));
        DatabaseUse use = counted.use(settings);
        if (use != null) {
          return use;
        }
      }
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    }
  }

  /** How many are open. */
  int size() {
    return databases.size();
  }

  private static String key(ConnectionSettings settings) throws SQLException {
    if (settings.inMemory()) {
      return "mem:" + settings.place();
    }
    try {
      return real(Path.of(settings.place()).toAbsolutePath().normalize()).toString();
    } catch (InvalidPathException | IOException e) {
      SQLException failure =
          SqlStates.failure(
              SqlStates.CANNOT_CONNECT,
              "The directory of the URL cannot be reached.",
              "url",
              settings.url());
      failure.initCause(e);
      throw failure;
    }
  }

  /** The path without links, as far as there are directories. */
  private static Path real(Path path) throws IOException {
    Path there = path;
    while (!there.toFile().exists() && there.getParent() != null) {
      there = there.getParent();
    }
    return there.toRealPath().resolve(there.relativize(path)).normalize();
  }
}
