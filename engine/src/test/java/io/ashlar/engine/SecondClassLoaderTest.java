package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine in two class loaders of one JVM: who comes second is told what is in the way. */
class SecondClassLoaderTest {

  @Test
  void shouldNameTheOtherClassLoader(@TempDir Path directory) throws Exception {
    Path first = directory.resolve("first");
    try (Engine engine = Engine.open(first, EngineOptions.defaults());
        URLClassLoader second =
            new URLClassLoader("second", classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThat(refusal(second, first))
          .hasMessageStartingWith(
              "The store is open in this process, in another class loader. path=" + first)
          .hasMessageContaining("classLoader=" + second.getClass().getName());
      assertThat(refusal(second, directory.resolve("other")))
          .hasMessageStartingWith(
              "The native library is in use by another class loader of this JVM");
      assertThat(engine.latestSequence()).isNotNegative();
    }
    try (Engine again = Engine.open(first, EngineOptions.defaults())) {
      assertThat(again.latestSequence()).isNotNegative();
    }
  }

  private static Throwable refusal(ClassLoader loader, Path directory) throws Exception {
    Class<?> options = loader.loadClass(EngineOptions.class.getName());
    Class<?> engine = loader.loadClass(Engine.class.getName());
    assertThat(engine).isNotSameAs(Engine.class);
    Object defaults = options.getMethod("defaults").invoke(null);
    Throwable refusal =
        catchThrowable(
            () -> engine.getMethod("open", Path.class, options).invoke(null, directory, defaults));
    assertThat(refusal.getCause().getClass().getSimpleName()).isEqualTo("StoreOpenException");
    return refusal.getCause();
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
