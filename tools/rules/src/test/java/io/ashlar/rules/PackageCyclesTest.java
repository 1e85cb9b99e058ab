package io.ashlar.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** No package leads back to itself, over however many others. */
@AnalyzeClasses(packages = "io.ashlar", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageCyclesTest {

  @ArchTest
  static void shouldFindNoArrowOnACycle(JavaClasses classes) {
    Map<String, Set<String>> arrows = arrows(classes);
    Set<String> onCycles = new TreeSet<>();
    arrows.forEach(
        (from, targets) -> {
          for (String to : targets) {
            if (reachable(arrows, to).contains(from)) {
              onCycles.add(from + " -> " + to);
            }
          }
        });
    assertThat(onCycles).isEmpty();
  }

  private static Map<String, Set<String>> arrows(JavaClasses classes) {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (JavaClass each : classes) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String from = each.getPackageName();
        String to = dependency.getTargetClass().getPackageName();
        if (to.startsWith("io.ashlar") && !to.equals(from)) {
          arrows.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        }
      }
    }
    return arrows;
  }

  private static Set<String> reachable(Map<String, Set<String>> arrows, String from) {
    Set<String> seen = new HashSet<>();
    reach(arrows, from, seen);
    return seen;
  }

  private static void reach(Map<String, Set<String>> arrows, String at, Set<String> seen) {
    if (seen.add(at)) {
      arrows.getOrDefault(at, Set.of()).forEach(next -> reach(arrows, next, seen));
    }
  }
}
