package io.ashlar.rows.database;

import io.ashlar.error.StoreOpenException;

/**
 * Checks the JVM flags without which buffers would fail later, in the middle of some call. Flags
 * that only silence warnings are not asked for.
 */
final class JvmFlags {

  private static final String[] EXPORTED = {
    "jdk.internal.misc", "sun.nio.ch", "jdk.internal.ref",
  };
  private static final String OPENED = "java.lang.reflect";

  private JvmFlags() {}

  /** Checks the flags of this JVM for the code of this library. */
  static void check() {
    check(Object.class.getModule(), JvmFlags.class.getModule());
  }

  /** Checks that one module lets another into what the buffers need. */
  static void check(Module base, Module user) {
    for (String name : EXPORTED) {
      if (!base.isExported(name, user)) {
        throw missing("--add-exports=java.base/" + name + "=ALL-UNNAMED");
      }
    }
    if (!base.isOpen(OPENED, user)) {
      throw missing("--add-opens=java.base/" + OPENED + "=ALL-UNNAMED");
    }
  }

  private static StoreOpenException missing(String flag) {
    return new StoreOpenException(
        "The JVM was started without a flag that is needed.", "flag", flag);
  }
}
