package io.ashlar.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** On the module path the published modules find what they use, and users what they see. */
@AnalyzeClasses(packages = "io.ashlar", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDescriptorsTest {

  private static final List<String> PUBLISHED =
      List.of(
          "api",
          "codec",
          "engine",
          "store",
          "mvcc",
          "txn",
          "rows",
          "sql",
          "jdbc",
          "integrations/hibernate",
          "integrations/flyway",
          "integrations/liquibase");

  @ArchTest
  static void shouldReadAllThatIsUsed(JavaClasses classes) throws IOException {
    Map<String, ModuleDescriptor> modules = modulesByPackage();
    Map<String, String> ofTheJdk = jdkModules();
    Set<String> missing = new TreeSet<>();
    for (JavaClass each : classes) {
      ModuleDescriptor user = modules.get(each.getPackageName());
      if (user == null) {
        continue;
      }
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String used = dependency.getTargetClass().getBaseComponentType().getPackageName();
        ModuleDescriptor owner = modules.get(used);
        if (owner != null && !owner.name().equals(user.name())) {
          if (!owner.exportsTo(used, user.name())) {
            missing.add(owner.name() + " exports " + used + " to " + user.name());
          }
          if (!readBy(user, modules).contains(owner.name())) {
            missing.add(user.name() + " requires " + owner.name());
          }
        } else if (ofTheJdk.containsKey(used)
            && !readBy(user, modules).contains(ofTheJdk.get(used))) {
          missing.add(user.name() + " requires " + ofTheJdk.get(used));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @ArchTest
  static void shouldExportNothingThatNobodyUses(JavaClasses classes) throws IOException {
    Map<String, ModuleDescriptor> modules = modulesByPackage();
    Set<String> used = new HashSet<>();
    for (JavaClass each : classes) {
      ModuleDescriptor user = modules.get(each.getPackageName());
      if (user != null) {
        each.getDirectDependenciesFromSelf()
            .forEach(
                dependency ->
                    used.add(
                        dependency.getTargetClass().getBaseComponentType().getPackageName()
                            + " to "
                            + user.name()));
      }
    }
    Set<String> exported = new TreeSet<>();
    for (ModuleDescriptor module : new HashSet<>(modules.values())) {
      module
          .exports()
          .forEach(
              (name, readers) -> readers.forEach(reader -> exported.add(name + " to " + reader)));
    }
    assertThat(used).containsAll(exported);
  }

  @ArchTest
  static void shouldShowUsersOnlyWhatTheyCanName(JavaClasses classes) throws IOException {
    Map<String, ModuleDescriptor> modules = modulesByPackage();
    Set<String> hidden = new TreeSet<>();
    for (JavaClass each : classes) {
      ModuleDescriptor module = modules.get(each.getPackageName());
      if (module == null || !module.exportsToAll(each.getPackageName()) || !isVisible(each)) {
        continue;
      }
      for (JavaMember member : each.getMembers()) {
        if (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED)) {
          for (JavaClass type : typesOf(member)) {
            ModuleDescriptor owner = modules.get(type.getPackageName());
            if (owner != null && !owner.exportsToAll(type.getPackageName())) {
              hidden.add(member.getFullName() + " shows " + type.getName());
            }
          }
        }
      }
    }
    assertThat(hidden).isEmpty();
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ModuleDescriptorsTest::isVisible).orElse(true);
  }

  private static List<JavaClass> typesOf(JavaMember member) {
    Stream<JavaClass> types =
        member instanceof JavaCodeUnit unit
            ? Stream.concat(
                Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
            : member.getAllInvolvedRawTypes().stream();
    return types.map(JavaClass::getBaseComponentType).toList();
  }

  private static Map<String, ModuleDescriptor> modulesByPackage() throws IOException {
    Map<String, ModuleDescriptor> modules = new TreeMap<>();
    for (String each : PUBLISHED) {
      ModuleDescriptor module = ModuleDescriptor.of(each);
      for (String name : module.packages()) {
        assertThat(modules.put(name, module)).as("a package of two modules: %s", name).isNull();
      }
    }
    return modules;
  }

  private static Map<String, String> jdkModules() {
    Map<String, String> modules = new TreeMap<>();
    ModuleLayer.boot()
        .modules()
        .forEach(
            module -> module.getPackages().forEach(name -> modules.put(name, module.getName())));
    return modules;
  }

  /** Names of the modules that one reads: those it requires, and what these pass on. */
  private static Set<String> readBy(ModuleDescriptor user, Map<String, ModuleDescriptor> modules) {
    Set<String> read = new HashSet<>(user.requires());
    List<String> open = new ArrayList<>(read);
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      modules.values().stream()
          .filter(module -> module.name().equals(next))
          .findFirst()
          .ifPresent(module -> module.transitives().stream().filter(read::add).forEach(open::add));
      ModuleLayer.boot()
          .findModule(next)
          .ifPresent(
              module ->
                  module.getDescriptor().requires().stream()
                      .filter(
                          each ->
                              each.modifiers()
                                  .contains(
                                      java.lang.module.ModuleDescriptor.Requires.Modifier
                                          .TRANSITIVE))
                      .map(java.lang.module.ModuleDescriptor.Requires::name)
                      .filter(read::add)
                      .forEach(open::add));
    }
    return read;
  }
}
