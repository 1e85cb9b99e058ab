package io.ashlar.rules.docs;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of this project, as files and as tables in them. */
final class Pages {

  private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\)\\|");

  private Pages() {}

  /** All documents: those at the root, those below {@code docs}, and the recorded results. */
  static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.addAll(below(ProjectSources.root(), 1));
    pages.addAll(below(docs(), Integer.MAX_VALUE));
    pages.addAll(below(ProjectSources.root().resolve("bench/results"), Integer.MAX_VALUE));
    return pages;
  }

  /** The directory of the pages that the README leads to. */
  static Path docs() {
    return ProjectSources.root().resolve("docs");
  }

  static List<Path> below(Path directory, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(directory, depth)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** The text of a document, by its path from the root of the project. */
  static String text(String path) throws IOException {
    return Files.readString(ProjectSources.root().resolve(path));
  }

  /** The stripped cells of the table whose first heading is given. */
  static List<List<String>> rows(String path, String heading) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : text(path).lines().toList()) {
      if (line.startsWith("| " + heading + " |")) {
        inside = true;
      } else if (inside && !line.startsWith("|")) {
        break;
      } else if (inside && line.startsWith("| ")) {
        String[] cells = SEPARATOR.split(line.substring(1, line.lastIndexOf('|')), -1);
        rows.add(Stream.of(cells).map(String::strip).toList());
      }
    }
    return rows;
  }
}
