package io.ashlar.rows.face;

import io.ashlar.Database;
import io.ashlar.Maintenance;
import io.ashlar.Schema;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.expire.SweepStatistics;
import io.ashlar.expire.Sweeper;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildProgress;
import io.ashlar.ingest.WriterLatency;
import io.ashlar.ingest.WriterStatistics;
import io.ashlar.load.LoadProgress;
import io.ashlar.load.LoadReport;
import io.ashlar.page.Page;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.verify.RepairReport;
import io.ashlar.verify.VerifyResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The public types of the packages that users program against, and what can be called on them. */
final class Face {

  static final List<String> PACKAGES =
      List.of(
          "io/ashlar",
          "io/ashlar/schema",
          "io/ashlar/query",
          "io/ashlar/index",
          "io/ashlar/verify",
          "io/ashlar/aggregate",
          "io/ashlar/lookup",
          "io/ashlar/page",
          "io/ashlar/statistics",
          "io/ashlar/expire",
          "io/ashlar/ingest",
          "io/ashlar/load",
          "io/ashlar/error");

  private static final Set<Class<?>> LIVE =
      Set.of(
          Database.class,
          Schema.class,
          Maintenance.class,
          Table.class,
          Sequence.class,
          Sweeper.class,
          IndexBuild.class);

  private static final Set<Class<?>> TOLD =
      Set.of(
          DatabaseStatistics.class,
          RepairReport.class,
          VerifyResult.class,
          SweepStatistics.class,
          IndexBuildProgress.class,
          WriterStatistics.class,
          WriterLatency.class,
          LoadProgress.class,
          LoadReport.class,
          Page.class);

  private Face() {}

  /** All public types, nested ones included. */
  static List<Class<?>> types() {
    List<Class<?>> types = new ArrayList<>();
    for (String each : PACKAGES) {
      Class<?> witness = each.endsWith("/error") ? AshlarException.class : Database.class;
      types.addAll(types(witness, each));
    }
    types.sort(Comparator.comparing(Class::getName));
    return types;
  }

  private static List<Class<?>> types(Class<?> witness, String folder) {
    try {
      URI place = witness.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        return typesIn(path.resolve(folder), folder);
      }
      try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
        return typesIn(jar.getPath(folder), folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> typesIn(Path folder, String name) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String simple = file.getFileName().toString();
        if (simple.endsWith(".class") && !simple.equals("package-info.class")) {
          Class<?> type = load(name.replace('/', '.') + '.' + simple.replace(".class", ""));
          if (isPublic(type)) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Face.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!Modifier.isPublic(each.getModifiers())) {
        return false;
      }
    }
    return !type.isAnonymousClass() && !type.isSynthetic();
  }

  /** The public constructors and methods of a type, inherited ones included. */
  static List<Executable> callables(Class<?> type) {
    List<Executable> found = new ArrayList<>();
    if (!Modifier.isAbstract(type.getModifiers())) {
      found.addAll(List.of(type.getConstructors()));
    }
    for (Method method : type.getMethods()) {
      boolean face = method.getDeclaringClass().getName().startsWith("io.ashlar.");
      if (face && !method.isBridge() && !method.isSynthetic() && !ofEveryEnum(method)) {
        found.add(method);
      }
    }
    found.sort(Comparator.comparing(Face::name));
    return found;
  }

  /** {@code values} and {@code valueOf} are the JDK's. */
  private static boolean ofEveryEnum(Method method) {
    return method.getDeclaringClass().isEnum() && Modifier.isStatic(method.getModifiers());
  }

  /** Whether what is called may change or end the database. */
  static boolean isLive(Class<?> type) {
    return LIVE.contains(type);
  }

  /** Whether it tells users something and is not made by them. */
  static boolean isReport(Class<?> type) {
    return TOLD.contains(type);
  }

  static boolean isStatic(Executable callable) {
    return !(callable instanceof Method) || Modifier.isStatic(callable.getModifiers());
  }

  /** Type, name and parameter types. */
  static String name(Executable callable) {
    String of = callable.getDeclaringClass().getSimpleName();
    String called = callable instanceof Method ? of + "." + callable.getName() : "new " + of;
    StringJoiner words = new StringJoiner(",", called + "(", ")");
    for (Class<?> parameter : callable.getParameterTypes()) {
      words.add(parameter.getSimpleName());
    }
    return words.toString();
  }
}
