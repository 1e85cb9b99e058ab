package io.ashlar.sql.parse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The statements that lie beside the tests. */
final class Corpus {

  /**
   * A statement that is accepted.
   *
   * @param sql as users write it
   * @param canonical as it is written back
   */
  record Accepted(String sql, String canonical) {}

  /**
   * A text that is refused.
   *
   * @param sqlState the code
   * @param place line and column
   * @param reason what was expected, or what there is not, or what is wrong
   * @param sql the text
   */
  record Refused(String sqlState, String place, String reason, String sql) {}

  private Corpus() {}

  static List<Accepted> accepted() {
    List<Accepted> all = new ArrayList<>();
    for (String line : lines("accepted.txt")) {
      String text = line.isEmpty() ? line : line.substring(2);
      if (line.startsWith("> ")) {
        all.add(new Accepted(text, text));
      } else if (line.startsWith("= ")) {
        Accepted last = all.remove(all.size() - 1);
        all.add(new Accepted(last.sql(), text));
      }
    }
    return all;
  }

  static List<Refused> refused() {
    List<Refused> all = new ArrayList<>();
    for (String line : lines("refused.txt")) {
      String[] parts = line.split(" \\| ", 3);
      String[] head = parts[0].split(" ", 2);
      all.add(new Refused(head[0], head[1], parts[1], parts[2]));
    }
    return all;
  }

  private static List<String> lines(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Corpus.class.getResourceAsStream("/io/ashlar/sql/" + name),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
