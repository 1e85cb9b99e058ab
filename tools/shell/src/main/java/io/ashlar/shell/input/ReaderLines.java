package io.ashlar.shell.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Lines of a text or a stream. One line is in memory at a time. */
public final class ReaderLines implements LineSource {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader reader;
  private final String name;
  private boolean begun;

  private ReaderLines(Reader reader, String name) {
    this.reader = new BufferedReader(reader);
    this.name = name;
  }

  /**
   * Of a text, which needs no name.
   *
   * @param text the text
   * @return its lines
   */
  public static ReaderLines of(String text) {
    return new ReaderLines(new StringReader(text), "");
  }

  /**
   * Of a stream of UTF-8; other bytes are refused. A byte order mark at its begin is passed over.
   *
   * @param stream the stream, which the caller closes
   * @param name what failures are told of
   * @return its lines
   */
  public static ReaderLines of(InputStream stream, String name) {
    return new ReaderLines(
        new InputStreamReader(
            stream,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)),
        name);
  }

  @Override
  public String next(PromptState state) throws IOException {
    String line = reader.readLine();
    if (line == null) {
      return null;
    }
    boolean first = !begun;
    begun = true;
    boolean marked = first && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
    return (marked ? line.substring(1) : line) + "\n";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }
}
