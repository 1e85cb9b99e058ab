package io.ashlar.torture.handles;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ashlar.Database;
import io.ashlar.DatabaseProvider;
import io.ashlar.Join;
import io.ashlar.Options;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.FailedRowHandler;
import io.ashlar.load.LoadRow;
import io.ashlar.load.RowSource;
import io.ashlar.page.ContinuationFormat;
import io.ashlar.row.RowFilter;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.transaction.CheckedTransactionBody;
import io.ashlar.transaction.TransactionAction;
import io.ashlar.transaction.TransactionBody;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlesTortureTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final int CALLS = 30_000;
  private static final int THREADS = 8;

  /** What users implement and the API calls, and what it hands to that for the call alone. */
  private static final Set<Class<?>> GIVEN =
      Set.of(
          DatabaseProvider.class,
          ContinuationFormat.class,
          TransactionAction.class,
          TransactionBody.class,
          CheckedTransactionBody.class,
          RowFilter.class,
          Acknowledgement.class,
          FailedRowHandler.class,
          RowSource.class,
          LoadRow.class,
          Join.Binder.class);

  /** The packages of what users hold. */
  private static final Set<String> API =
      Set.of(
          "io.ashlar",
          "io.ashlar.aggregate",
          "io.ashlar.expire",
          "io.ashlar.index",
          "io.ashlar.ingest",
          "io.ashlar.load",
          "io.ashlar.lookup",
          "io.ashlar.page",
          "io.ashlar.row",
          "io.ashlar.statistics",
          "io.ashlar.transaction",
          "io.ashlar.verify");

  @TempDir private Path directory;

  @Test
  void shouldThrowTypedExceptionsAloneWhenHandlesAreMisused() throws Exception {
    HandlesOptions options =
        new HandlesOptions(System.nanoTime() & 0xffff, CALLS, THREADS, 0, directory);
    HandlesTorture torture = new HandlesTorture(options, SILENT);
    TortureOutcome outcome = torture.run();
    // Without the table of all methods, behind which a report that is cut would end.
    String wrong = String.join("\n", outcome.problems()).replace('|', '\n');
    assertThat(outcome.exitCode()).as("seed %d: %s", options.seed(), wrong).isZero();
    Set<String> missed = new HashSet<>();
    for (Class<?> type : ApiSurface.HELD) {
      ApiSurface.methods(type).forEach(method -> missed.add(ApiSurface.name(type, method)));
    }
    int all = missed.size();
    missed.removeAll(torture.outcomes().keySet());
    // Chance leaves out rare ones, such as a repair; 1,000,000 calls leave out none.
    assertThat(missed.size()).as("never called: %s", missed).isLessThan(all / 6);
    assertThat(outcome.facts().get(Tally.RETURNED)).isGreaterThan(CALLS / 3);
  }

  @Test
  void shouldCallEveryInterfaceOfTheApi() {
    Set<Class<?>> called = new HashSet<>(ApiSurface.HELD);
    called.addAll(ApiSurface.INHERITED);
    called.addAll(GIVEN);
    List<Class<?>> forgotten = new ArrayList<>();
    for (JavaClass each : new ClassFileImporter().importPackagesOf(Database.class)) {
      boolean ofApi =
          API.contains(each.getPackageName())
              && each.isInterface()
              && !each.getSimpleName().equals("package-info");
      if (ofApi && !called.contains(each.reflect())) {
        forgotten.add(each.reflect());
      }
    }
    assertThat(forgotten).isEmpty();
  }

  @Test
  void shouldKnowAnArgumentForEveryParameter() {
    ArgumentSource source =
        new ArgumentSource(
            new SplittableRandom(1),
            List.of(new Holdings(1)),
            List.of(directory),
            Options.defaults());
    for (Class<?> type : ApiSurface.HELD) {
      for (Method method : ApiSurface.methods(type)) {
        for (int i = 0; i < 50; i++) {
          assertThat(source.argumentsFor(null, method)).hasSize(method.getParameterCount());
        }
      }
    }
  }
}
