package io.ashlar.sqltest.logic;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** The scripts, in the jar that brings them. */
public final class LogicCorpus implements Closeable {

  private static final String FIRST = "/test/select1.test";

  private final JarFile jar;

  /**
   * Opens the jar.
   *
   * @throws IOException when it is not on the class path, or cannot be read
   */
  public LogicCorpus() throws IOException {
    URL first = LogicCorpus.class.getResource(FIRST);
    if (first == null || !(first.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("no jar on the class path holds " + FIRST);
    }
    connection.setUseCaches(false);
    jar = connection.getJarFile();
  }

  /**
   * The scripts whose path holds what a pattern asks for.
   *
   * @param pattern found anywhere in a path such as {@code random/expr/slt_good_0.test}
   * @return their paths, sorted
   */
  public List<String> files(Pattern pattern) {
    return jar.stream()
        .map(entry -> entry.getName())
        .filter(name -> name.startsWith("test/") && name.endsWith(".test"))
        .map(name -> name.substring("test/".length()))
        .filter(name -> pattern.matcher(name).find())
        .sorted()
        .toList();
  }

  /** The text of a script, to be closed; may be called from any thread. */
  BufferedReader open(String file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            jar.getInputStream(jar.getJarEntry("test/" + file)), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
