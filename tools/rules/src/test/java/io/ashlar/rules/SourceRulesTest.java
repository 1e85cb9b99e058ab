package io.ashlar.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Rules about the sources that no compiler checks: captions, sizes, names of packages. */
class SourceRulesTest {

  private static final int MAX_LINES = 500;
  private static final int MAX_METHOD_LINES = 70;

  /** A file that is longer says why in its class comment. */
  private static final int MAX_LINES_WITHOUT_REASON = 400;

  private static final Pattern REASON = Pattern.compile("(?:^|[.!?:>])\\s*Long\\s+because\\s+\\w");

  private static final int MAX_TYPES = 20;

  /** Packages that hold more by decision: one gate, one list, one algebra. Not to get longer. */
  private static final Set<String> CROWDED =
      Set.of("io.ashlar.engine", "io.ashlar.error", "io.ashlar.query");

  private static final Set<String> VAGUE_NAMES =
      Set.of("util", "utils", "common", "manager", "helper", "helpers", "impl", "misc", "internal");

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");

  @Test
  void shouldHaveACaptionWhenAPackageHoldsSources() {
    Set<Path> packages =
        ProjectSources.main().stream()
            .map(Path::getParent)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isNotEmpty();
    assertThat(packages)
        .allSatisfy(
            directory -> {
              Path caption = directory.resolve("package-info.java");
              assertThat(caption).exists();
              assertThat(text(caption)).startsWith("/**").contains("{@link");
            });
  }

  @Test
  void shouldHaveFewTypesWhenAPackageIsCounted() {
    Map<String, Long> types =
        ProjectSources.main().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    SourceRulesTest::packageOf, TreeMap::new, Collectors.counting()));
    types.values().removeIf(count -> count <= MAX_TYPES);
    assertThat(types.keySet()).as("packages with more than %d types", MAX_TYPES).isEqualTo(CROWDED);
  }

  @Test
  void shouldBeShortEnoughWhenAFileIsMeasured() {
    assertThat(ProjectSources.all())
        .filteredOn(file -> text(file).lines().count() > MAX_LINES)
        .as("files with more than %d lines", MAX_LINES)
        .isEmpty();
  }

  @Test
  void shouldSayWhyWhenAFileIsLong() throws IOException {
    List<Path> longFiles =
        ProjectSources.all().stream()
            .filter(file -> text(file).lines().count() > MAX_LINES_WITHOUT_REASON)
            .toList();
    List<String> silent = new ArrayList<>();
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
      JavacTask task = parserOf(longFiles, files);
      DocTrees comments = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        TreePath type = new TreePath(new TreePath(unit), unit.getTypeDecls().get(0));
        String comment = comments.getDocComment(type);
        if (comment == null || !REASON.matcher(comment.strip()).find()) {
          silent.add(unit.getSourceFile().getName());
        }
      }
    }
    assertThat(silent)
        .as(
            "files with more than %d lines whose class comment has no sentence that begins with"
                + " \"Long because\"",
            MAX_LINES_WITHOUT_REASON)
        .isEmpty();
  }

  @Test
  void shouldBeShortEnoughWhenAMethodIsMeasured() throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
      JavacTask task = parserOf(ProjectSources.main(), files);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new LongMethods(unit, positions, tooLong), null);
      }
    }
    assertThat(tooLong).as("methods with more than %d lines", MAX_METHOD_LINES).isEmpty();
  }

  @Test
  void shouldSayWhatIsInItWhenAPackageIsNamed() {
    Path root = ProjectSources.root();
    assertThat(ProjectSources.all())
        .filteredOn(
            file -> {
              for (Path part : root.relativize(file).getParent()) {
                if (VAGUE_NAMES.contains(part.toString())) {
                  return true;
                }
              }
              return false;
            })
        .as("files in packages whose names say nothing")
        .isEmpty();
  }

  @Test
  void shouldBeFinishedWhenItIsCommitted() {
    assertThat(ProjectSources.main())
        .filteredOn(file -> UNFINISHED.matcher(text(file)).find())
        .as("files with notes of unfinished work")
        .isEmpty();
  }

  private static JavacTask parserOf(List<Path> sources, StandardJavaFileManager files) {
    return (JavacTask)
        COMPILER.getTask(
            null,
            files,
            null,
            List.of("-proc:none"),
            null,
            files.getJavaFileObjectsFromPaths(sources));
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static String packageOf(Path file) {
    String path = slashed(file.getParent());
    return path.substring(path.indexOf("/src/main/java/") + "/src/main/java/".length())
        .replace('/', '.');
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Collects the methods of one file that are too long. */
  private static final class LongMethods extends TreeScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap lines = unit.getLineMap();
      long start = positions.getStartPosition(unit, method);
      long end = positions.getEndPosition(unit, method);
      if (start >= 0 && end >= 0) {
        long length = lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
        if (length > MAX_METHOD_LINES) {
          found.add(unit.getSourceFile().getName() + ": " + method.getName() + ", " + length);
        }
      }
      return super.visitMethod(method, null);
    }
  }
}
