package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture of modules and packages in ARCHITECTURE.md is that of the sources. */
class HousePlanTest {

  private static final Pattern PICTURE = Pattern.compile("(?s)```text house\\R(.*?)```");
  private static final Pattern MODULE = Pattern.compile("([a-z]+(?:/[a-z]+)*) {2,}(.*)");
  private static final Pattern ROOM = Pattern.compile(" {2}(io\\.ashlar[.a-z]*) {2,}\\S.*");
  private static final Pattern KNOWS = Pattern.compile(".*-> (.*)");
  private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

  @Test
  void shouldShowEachModuleAndThePackagesOfThoseThatArePublished() throws IOException {
    Map<String, Set<String>> there = new TreeMap<>();
    for (String module : drawn().keySet()) {
      there.put(module, isPublished(module) ? packages(module) : Set.of());
    }
    assertThat(rooms()).isEqualTo(there);
    assertThat(drawn().keySet()).containsExactlyInAnyOrderElementsOf(modules());
  }

  @Test
  void shouldShowWhatEachModuleKnows() throws IOException {
    Map<String, Set<String>> there = new TreeMap<>();
    for (String module : drawn().keySet()) {
      there.put(module, dependencies(module));
    }
    assertThat(drawn()).isEqualTo(there);
  }

  private static boolean isPublished(String module) {
    return !module.startsWith("tools/") && !module.equals("bench");
  }

  /** What each module in the picture is said to know. */
  private static Map<String, Set<String>> drawn() throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (String line : picture()) {
      Matcher module = MODULE.matcher(line);
      if (module.matches()) {
        Matcher knows = KNOWS.matcher(module.group(2));
        known.put(
            module.group(1),
            knows.matches()
                ? new TreeSet<>(List.of(knows.group(1).split(", ", -1)))
                : new TreeSet<>());
      }
    }
    return known;
  }

  /** The packages in the picture, by module. */
  private static Map<String, Set<String>> rooms() throws IOException {
    Map<String, Set<String>> rooms = new TreeMap<>();
    Set<String> current = new TreeSet<>();
    for (String line : picture()) {
      Matcher module = MODULE.matcher(line);
      Matcher room = ROOM.matcher(line);
      if (module.matches()) {
        current = rooms.computeIfAbsent(module.group(1), name -> new TreeSet<>());
      } else if (room.matches()) {
        assertThat(current.add(room.group(1))).as(line).isTrue();
      } else {
        assertThat(line).isBlank();
      }
    }
    return rooms;
  }

  private static List<String> picture() throws IOException {
    Matcher picture = PICTURE.matcher(Pages.text("ARCHITECTURE.md"));
    assertThat(picture.find()).isTrue();
    return picture.group(1).lines().toList();
  }

  /** The modules of the build that have main sources. */
  private static List<String> modules() throws IOException {
    List<String> modules = new ArrayList<>();
    Matcher named = Pattern.compile("<module>([^<]+)</module>").matcher(Pages.text("pom.xml"));
    while (named.find()) {
      if (Files.exists(ProjectSources.root().resolve(named.group(1)).resolve("src/main/java"))) {
        modules.add(named.group(1));
      }
    }
    return modules;
  }

  private static Set<String> packages(String module) throws IOException {
    Path java = ProjectSources.root().resolve(module).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(java)) {
      return files
          .filter(file -> file.getFileName().toString().equals("package-info.java"))
          .map(file -> java.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The modules of this project that the module's main sources are compiled with. */
  private static Set<String> dependencies(String module) throws IOException {
    Set<String> known = new TreeSet<>();
    Matcher dependency = DEPENDENCY.matcher(Pages.text(module + "/pom.xml"));
    while (dependency.find()) {
      String text = dependency.group(1);
      if (text.contains("<groupId>io.ashlar</groupId>")
          && !text.contains("<scope>test</scope>")
          && !text.contains("<scope>runtime</scope>")) {
        known.add(moduleOf(text.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1")));
      }
    }
    return known;
  }

  private static String moduleOf(String artifact) throws IOException {
    for (String module : modules()) {
      String own = Pages.text(module + "/pom.xml").replaceAll("(?s).*?</parent>", "");
      if (own.contains("<artifactId>" + artifact + "</artifactId>")
          && own.indexOf("<artifactId>" + artifact + "</artifactId>")
              == own.indexOf("<artifactId>")) {
        return module;
      }
    }
    throw new IllegalStateException("No module is " + artifact + ".");
  }
}
