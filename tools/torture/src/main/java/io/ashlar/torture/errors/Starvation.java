package io.ashlar.torture.errors;

import java.util.List;

/** What a round lacks, and how its JVM runs: frames differ with the compiler. */
enum Starvation {
  /** Stack, in a JVM as users have it. */
  STACK(),
  /** Stack, where every frame is an interpreter's. */
  STACK_INTERPRETED("-Xint"),
  /** Stack, with the first compiler alone. */
  STACK_QUICK("-XX:TieredStopAtLevel=1"),
  /** Heap. No thread has a piece of it for itself alone, so that every allocation can fail. */
  MEMORY("-Xmx12m", "-XX:+UseSerialGC", "-XX:-UseTLAB", "-XX:MaxDirectMemorySize=64m");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> flags;

  Starvation(String... flags) {
    this.flags = List.of(flags);
  }

  List<String> flags() {
    return flags;
  }
}
