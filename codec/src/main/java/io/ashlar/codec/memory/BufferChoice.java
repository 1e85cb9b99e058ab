package io.ashlar.codec.memory;

import io.ashlar.error.StoreOpenException;
import java.util.Optional;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * Chooses the {@link BufferAccess} of this JVM: {@link BufferAccess#UNSAFE} where the JVM was
 * started with all the flags that it needs and those that keep its libraries silent, else {@link
 * BufferAccess#VAR_HANDLES}. The system property {@value #PROPERTY} decides otherwise.
 */
public final class BufferChoice {

  /** The system property that forces a choice: {@code unsafe} or {@code varhandles}. */
  public static final String PROPERTY = "ashlar.buffers";

  private static final String UNSAFE = "unsafe";
  private static final String VAR_HANDLES = "varhandles";

  private static final String[] EXPORTED = {
    "jdk.internal.misc", "sun.nio.ch", "jdk.internal.ref",
  };
  private static final String ALLOWED = "--sun-misc-unsafe-memory-access=allow";
  private static final String OPENED = "java.lang.reflect";

  private BufferChoice() {}

  /**
   * Refuses a choice that cannot be had, before a buffer is made. Called by whoever opens a store.
   *
   * @throws StoreOpenException if the property has another value than its two, or asks for {@code
   *     unsafe} in a JVM that lacks a flag for it, which is named
   */
  public static void check() {
    check(System.getProperty(PROPERTY), Needed::missing);
  }

  static BufferAccess inThisJvm() {
    return choose(System.getProperty(PROPERTY), Needed::missing);
  }

  static void check(String wanted, Supplier<Optional<String>> missing) {
    if (wanted == null || wanted.equals(VAR_HANDLES)) {
      return;
    }
    if (!wanted.equals(UNSAFE)) {
      throw new StoreOpenException(
          "The property that chooses how buffers reach memory has an unknown value.",
          "property",
          PROPERTY,
          "value",
          wanted,
          "known",
          UNSAFE + " or " + VAR_HANDLES);
    }
    missing
        .get()
        .ifPresent(
            flag -> {
              throw new StoreOpenException(
                  "The property that chooses how buffers reach memory asks for what this JVM was started"
                      + " without a flag for.",
                  "property",
                  PROPERTY,
                  "value",
                  wanted,
                  "flag",
                  flag);
            });
  }

  /** What {@link #check} refuses is chosen here as if nothing were asked for. */
  static BufferAccess choose(String wanted, Supplier<Optional<String>> missing) {
    return VAR_HANDLES.equals(wanted) || missing.get().isPresent()
        ? BufferAccess.VAR_HANDLES
        : BufferAccess.UNSAFE;
  }

  /** The first flag that one module lacks to be let into what it needs of another. */
  static Optional<String> missing(Module base, Module user) {
    String name = user.isNamed() ? user.getName() : "ALL-UNNAMED";
    for (String exported : EXPORTED) {
      if (!base.isExported(exported, user)) {
        return Optional.of("--add-exports=java.base/" + exported + "=" + name);
      }
    }
    return base.isOpen(OPENED, user)
        ? Optional.empty()
        : Optional.of("--add-opens=java.base/" + OPENED + "=" + name);
  }

  /** What {@code UNSAFE} needs, looked for once, and only where it may be chosen. */
  private static final class Needed {

    private static final Optional<String> MISSING = look();

    /** The first flag that this JVM lacks. */
    static Optional<String> missing() {
      return MISSING;
    }

    private static Optional<String> look() {
      Module base = Object.class.getModule();
      Module agrona = DirectBuffer.class.getModule();
      Optional<String> flag = BufferChoice.missing(base, agrona);
      if (flag.isPresent()) {
        return flag;
      }
      // Nothing of Chronicle is loaded before Agrona has passed. On the module path it has modules
      // of
      // its own, and from JDK 24 on it may be denied what no module says.
      return TracedMemory.libraryModules().stream()
          .map(module -> BufferChoice.missing(base, module))
          .flatMap(Optional::stream)
          .findFirst()
          .or(() -> TracedMemory.works() ? Optional.empty() : Optional.of(ALLOWED));
    }
  }
}
