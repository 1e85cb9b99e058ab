package io.ashlar.workbench;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of other JVMs: the same Java, flags and class path as this one. */
public final class ChildJvm {

  private ChildJvm() {}

  /**
   * A process that runs a main class; it has not been started.
   *
   * @param main the name of the class
   * @param args its arguments
   * @return the process to start
   */
  public static ProcessBuilder of(String main, List<String> args) {
    return of(List.of(), main, args);
  }

  /**
   * A process that runs a main class with flags of its own; it has not been started.
   *
   * @param flags its own, in front of those of this JVM, which win where both speak of the same
   * @param main the name of the class
   * @param args its arguments
   * @return the process to start
   */
  public static ProcessBuilder of(List<String> flags, String main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!isForThisProcessAlone(flag)) {
        command.add(flag);
      }
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(args);
    return new ProcessBuilder(command).redirectInput(new File("/dev/null"));
  }

  /** Agents write to one file or listen at one port, so two processes cannot share their flags. */
  private static boolean isForThisProcessAlone(String flag) {
    return flag.startsWith("-agentlib:")
        || flag.startsWith("-agentpath:")
        || flag.startsWith("-javaagent:")
        || flag.startsWith("-XX:StartFlightRecording")
        || flag.startsWith("-Xlog");
  }
}
