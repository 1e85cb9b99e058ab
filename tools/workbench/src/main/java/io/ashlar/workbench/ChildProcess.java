package io.ashlar.workbench;

import java.io.IOException;

/**
 * A process that does not outlive the JVM that started it: {@link #close} kills it with all that it
 * has started, and so does the end of the JVM, for example by a signal, if that comes first. Used
 * by one thread.
 */
public final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final Thread ender = new Thread(this::kill, "end-child");

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a process.
   *
   * @param command what to run, and where its streams go
   * @return the process, to be closed
   * @throws IOException when it cannot be started
   */
  public static ChildProcess start(ProcessBuilder command) throws IOException {
    ChildProcess child = new ChildProcess(command.start());
    Runtime.getRuntime().addShutdownHook(child.ender);
    return child;
  }

  /**
   * The process.
   *
   * @return for its streams, its id and its exit code
   */
  public Process process() {
    return process;
  }

  /**
   * Sends SIGKILL and waits for nothing. What has been written into its pipes can still be read.
   * Those below go first: a tracer lets go of a child that it leaves behind.
   */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // Through the handle: the process object would close its pipes with what is still in them.
    process.toHandle().destroyForcibly();
  }

  /** Kills it unless it has ended, and waits for the end. Idempotent. */
  @Override
  public void close() {
    kill();
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException ending) {
      // This JVM is ending, and the hook finds a child that has ended.
    }
  }
}
