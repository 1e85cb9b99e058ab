package io.ashlar;

import io.ashlar.error.IllegalUseException;
import java.util.ServiceLoader;

/** Looks for the {@link DatabaseProvider} when it is first needed. */
final class InstalledProvider {

  private static volatile DatabaseProvider found;

  private InstalledProvider() {}

  static DatabaseProvider get() {
    DatabaseProvider provider = found;
    if (provider == null) {
      provider =
          ServiceLoader.load(DatabaseProvider.class, DatabaseProvider.class.getClassLoader())
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalUseException(
                          "No implementation of Ashlar was found.",
                          "service",
                          DatabaseProvider.class.getName()));
      // Found by two threads at once, either will do.
      found = provider;
    }
    return provider;
  }
}
