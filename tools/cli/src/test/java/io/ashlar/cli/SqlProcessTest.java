package io.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ashlar.Database;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell in a process of its own: with pipes, signals and a real terminal. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqlProcessTest {

  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  /** A pseudo-terminal of 100 columns and 24 lines around a command. */
  private static final String IN_A_TERMINAL =
      // What runs in the background may have been told to pass over interrupts, and those below it.
      "import pty,signal,sys; signal.signal(signal.SIGINT,signal.SIG_DFL);"
          + "sys.exit(pty.spawn(['sh','-c','stty rows 24 cols 100; exec \"$@\"','sh']"
          + "+sys.argv[1:]) >> 8)";

  @TempDir private Path temporary;

  private List<String> command(String heap, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Those of the launcher, without which later JVMs warn of native libraries.
    command.add("@" + flags());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx" + heap);
    command.add("-Duser.home=" + temporary);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Ashlar.class.getName());
    command.add("sql");
    command.addAll(List.of(args));
    return command;
  }

  private static Path flags() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("jvm.args"))) {
      directory = directory.getParent();
    }
    return directory.resolve("jvm.args");
  }

  private String store(int rows) {
    Path store = temporary.resolve("store");
    try (Database database = Database.open(store);
        SqlSession session = Sql.session(database)) {
      session.execute("create table numbers (n integer primary key)");
      session.begin();
      for (int i = 0; i < rows; i++) {
        session.execute("insert into numbers values (" + i + ")");
      }
      session.commit();
    }
    return store.toString();
  }

  private Path err() {
    return temporary.resolve("err");
  }

  private Process start(List<String> command) throws IOException {
    return ended(new ProcessBuilder(command).redirectError(err().toFile()).start());
  }

  /** A process that hangs is ended, so that whoever reads what it writes fails. */
  private static Process ended(Process process) {
    process
        .onExit()
        .orTimeout(1, TimeUnit.MINUTES)
        .exceptionally(late -> process.destroyForcibly());
    return process;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void shouldStreamAMillionRowsInSmallMemory() throws Exception {
    String store = store(1_000);
    String all =
        "select a.n as a, b.n as b, 'some text that takes memory' as c from numbers a, numbers b";
    Process process = start(command("32m", store, "--csv", all));
    long lines;
    try (BufferedReader out = output(process)) {
      lines = out.lines().count();
    }
    assertThat(process.waitFor()).as(Files.readString(err())).isZero();
    assertThat(lines).isEqualTo(1_000_001);
  }

  @Test
  void shouldEndQuietlyWhenThePipeIsClosed() throws Exception {
    Process process =
        start(command("64m", store(1_000), "select a.n, b.n from numbers a, numbers b"));
    try (BufferedReader out = output(process)) {
      assertThat(out.readLine()).isNotBlank();
    }
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(err()).isEmptyFile();
  }

  @Test
  void shouldCloseTheStoreWhenASignalEndsIt() throws Exception {
    String store = store(0);
    Process process = start(command("64m", store));
    try (OutputStream in = process.getOutputStream();
        BufferedReader out = output(process)) {
      in.write(
          "begin; insert into numbers values (1); select 'here' as x;\n"
              .getBytes(StandardCharsets.UTF_8));
      in.flush();
      String line = out.readLine();
      while (line != null && !line.contains("here")) {
        line = out.readLine();
      }
      assertThat(line).isNotNull();
      assertThat(Path.of(store, "STORE_LOCK")).isNotEmptyFile();
      process.destroy();
      assertThat(process.waitFor()).isEqualTo(143);
    }
    assertThat(Path.of(store, "STORE_LOCK")).as("closed in order").isEmptyFile();
    try (Database database = Database.open(Path.of(store));
        SqlSession session = Sql.session(database)) {
      assertThat(session.execute("delete from numbers")).isZero();
    }
  }

  @Test
  void shouldTellWhoHoldsTheStore() throws Exception {
    String store = store(0);
    Process holder = start(command("64m", store));
    try (OutputStream in = holder.getOutputStream();
        BufferedReader out = output(holder)) {
      in.write("select 1 as x;\n".getBytes(StandardCharsets.UTF_8));
      in.flush();
      assertThat(out.readLine()).isEqualTo(" x");
      Process refused =
          ended(
              new ProcessBuilder(command("64m", store, "select 1"))
                  .redirectErrorStream(true)
                  .start());
      try (BufferedReader said = output(refused)) {
        assertThat(said.lines())
            .singleElement()
            .asString()
            .startsWith("ashlar: The store is open in another process. path=" + store)
            .contains(" pid=" + holder.pid() + " host=", " since=20");
      }
      assertThat(refused.waitFor()).isEqualTo(1);
      assertThat(out.readLine()).isEqualTo("---");
    }
    assertThat(holder.waitFor()).isZero();
  }

  @Test
  void shouldBeAShellOnATerminal() throws Exception {
    assumeTrue(isThere("python3", "-c", "import pty"), "no python3 that makes pseudo-terminals");
    List<String> command = new ArrayList<>(List.of("python3", "-c", IN_A_TERMINAL));
    command.addAll(command("64m", store(300)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PAGER", "sed 's/^/paged /'");
    builder.environment().put("TERM", "xterm");
    Process process = ended(builder.start());
    try (OutputStream keys = process.getOutputStream();
        Reader screen = output(process)) {
      Screen seen = new Screen(screen);
      seen.await("ashlar> ");
      type(keys, "sel\tcount(*) n fro\tnum\t;\r");
      seen.await(" 300\r\n");
      type(keys, "select n from numbers;\r");
      seen.await("paged (300 rows)");
      seen.await("ashlar> ");
      type(keys, "select 'never " + CTRL_C);
      seen.await("ashlar> ");
      type(keys, "begin;\r");
      seen.await("ashlar*> ");
      type(keys, "select count(*) from numbers a, numbers b, numbers c, numbers d;\r");
      Thread.sleep(500); // Into its work; one that has not begun is given up as well.
      type(keys, CTRL_C);
      seen.await("57014");
      seen.await("ashlar*> ");
      type(keys, "select 40\r+ 2 as x;\r");
      seen.await(" 42\r\n");
      seen.await("ashlar*> ");
      type(keys, CTRL_D);
      seen.await("rolled back");
    }
    assertThat(process.waitFor()).isZero();
    assertThat(temporary.resolve(".ashlar_history")).content().contains("select 40\\n+ 2 as x;");
    assertThat(temporary.resolve("store/STORE_LOCK")).isEmptyFile();
  }

  private static void type(OutputStream keys, String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  private static boolean isThere(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (InputStream out = process.getInputStream()) {
        out.transferTo(OutputStream.nullOutputStream());
      }
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What a terminal has shown. */
  private static final class Screen {

    private final Reader reader;
    private final StringBuilder seen = new StringBuilder();

    /** What was awaited before stands before this. */
    private int from;

    Screen(Reader reader) {
      this.reader = reader;
    }

    void await(String text) throws IOException {
      char[] some = new char[1_024];
      while (seen.indexOf(text, from) < 0) {
        int read = reader.read(some);
        assertThat(read).as("%s is not in %s", text, seen).isPositive();
        seen.append(some, 0, read);
      }
      from = seen.indexOf(text, from) + text.length();
    }
  }
}
