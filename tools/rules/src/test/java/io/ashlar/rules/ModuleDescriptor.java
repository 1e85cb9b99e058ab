package io.ashlar.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code module-info} of a published module, read from its source: it is put into the jar after
 * compilation, so no compiler holds the classes to it.
 *
 * @param name of the module
 * @param packages that the module's sources have
 * @param requires names of modules
 * @param transitives those of {@code requires} that are passed on
 * @param exports packages, with the modules that they are exported to; empty means to all
 */
record ModuleDescriptor(
    String name,
    Set<String> packages,
    Set<String> requires,
    Set<String> transitives,
    Map<String, Set<String>> exports) {

  private static final Pattern NAME = Pattern.compile("module\\s+([\\w.]+)\\s*\\{");
  private static final Pattern REQUIRES =
      Pattern.compile("requires\\s+(transitive\\s+)?([\\w.]+)\\s*;");
  private static final Pattern EXPORTS =
      Pattern.compile("exports\\s+([\\w.]+)(?:\\s+to\\s+([\\w.,\\s]+))?;");

  static ModuleDescriptor of(String module) throws IOException {
    Path root = ProjectSources.root().resolve(module).resolve("src/main");
    String text = Files.readString(root.resolve("module/module-info.java"));
    text = text.replaceAll("(?s)/\\*.*?\\*/", "");
    Matcher name = NAME.matcher(text);
    if (!name.find()) {
      throw new IllegalStateException("no module is declared for " + module);
    }
    Set<String> requires = new HashSet<>(Set.of("java.base"));
    Set<String> transitives = new HashSet<>();
    REQUIRES
        .matcher(text)
        .results()
        .forEach(
            found -> {
              requires.add(found.group(2));
              if (found.group(1) != null) {
                transitives.add(found.group(2));
              }
            });
    Map<String, Set<String>> exports = new TreeMap<>();
    EXPORTS
        .matcher(text)
        .results()
        .forEach(
            found ->
                exports.put(
                    found.group(1),
                    found.group(2) == null
                        ? Set.of()
                        : Set.of(found.group(2).strip().split("\\s*,\\s*", -1))));
    return new ModuleDescriptor(
        name.group(1), packagesBelow(root.resolve("java")), requires, transitives, exports);
  }

  private static Set<String> packagesBelow(Path java) throws IOException {
    try (Stream<Path> files = Files.walk(java)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      Set<String> packages = new HashSet<>();
      for (Path source : sources) {
        packages.add(java.relativize(source.getParent()).toString().replace('/', '.'));
      }
      return packages;
    }
  }

  boolean exportsTo(String packageName, String module) {
    Set<String> readers = exports.get(packageName);
    return readers != null && (readers.isEmpty() || readers.contains(module));
  }

  boolean exportsToAll(String packageName) {
    return exports.containsKey(packageName) && exports.get(packageName).isEmpty();
  }
}
