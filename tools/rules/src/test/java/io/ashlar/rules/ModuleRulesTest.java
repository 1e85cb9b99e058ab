package io.ashlar.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.concurrent.Executors;

/**
 * Who may know whom. The order of the modules is {@code api <- codec <- engine, store <- mvcc} and
 * {@code store <- txn <- rows}, and on the face stand {@code sql} and the tools, {@code workbench
 * <- check, torture, fuzz <- cli <- sqltest, bench} with {@code shell <- cli}; Maven enforces it
 * between modules, these rules say it again by package and add what Maven cannot see.
 */
@AnalyzeClasses(packages = "io.ashlar", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {

  /** Of what users see, what the modules below the tables speak of as well. */
  private static final String[] WORDS = {
    "io.ashlar.argument..", "io.ashlar.error..", "io.ashlar.transaction..", "io.ashlar.type.."
  };

  private static final String[] FACE = {
    "io.ashlar",
    "io.ashlar.aggregate..",
    "io.ashlar.expire..",
    "io.ashlar.index..",
    "io.ashlar.lookup..",
    "io.ashlar.page..",
    "io.ashlar.query..",
    "io.ashlar.row..",
    "io.ashlar.schema..",
    "io.ashlar.statistics..",
    "io.ashlar.verify.."
  };

  private static final String CODEC = "io.ashlar.codec..";
  private static final String ENGINE = "io.ashlar.engine..";
  private static final String STORE = "io.ashlar.store..";
  private static final String STORE_IN_MEMORY = "io.ashlar.store.*..";
  private static final String MVCC = "io.ashlar.mvcc..";
  private static final String TXN = "io.ashlar.txn..";
  private static final String ROWS = "io.ashlar.rows..";
  private static final String SQL = "io.ashlar.sql..";
  private static final String JDBC = "io.ashlar.jdbc..";

  /** What makes others' tools know Ashlar. */
  private static final String[] INTEGRATIONS = {
    "io.ashlar.hibernate..", "io.ashlar.flyway..", "io.ashlar.liquibase.."
  };

  /** Tools and benchmarks: all that uses Ashlar as an application would. */
  private static final String[] TOOLS = {
    "io.ashlar.workbench..",
    "io.ashlar.check..",
    "io.ashlar.torture..",
    "io.ashlar.fuzz..",
    "io.ashlar.shell..",
    "io.ashlar.cli..",
    "io.ashlar.sqltest..",
    "io.ashlar.bench.."
  };

  private static final String WORKBENCH = "io.ashlar.workbench..";
  private static final String BENCH = "io.ashlar.bench..";
  private static final String SQL_TEST = "io.ashlar.sqltest..";

  @ArchTest
  static final ArchRule driverKnowsOnlySqlAndTheFace =
      noClasses()
          .that()
          .resideInAPackage(JDBC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(TOOLS, CODEC, ENGINE, STORE, MVCC, TXN, ROWS))
          .because("a driver is one user of sessions among others");

  @ArchTest
  static final ArchRule onlyTheDriverKnowsTheDriver =
      noClasses()
          .that()
          .resideOutsideOfPackages(with(TOOLS, JDBC))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JDBC)
          .because("sessions of SQL are of use without JDBC");

  @ArchTest
  static final ArchRule integrationsKnowOnlyTheFace =
      noClasses()
          .that()
          .resideInAnyPackage(INTEGRATIONS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(TOOLS, CODEC, ENGINE, STORE, MVCC, TXN, ROWS, SQL, JDBC))
          .because("they are laid over the driver as programs are");

  @ArchTest
  static final ArchRule onlyIntegrationsKnowOthersTools =
      noClasses()
          .that()
          .resideOutsideOfPackages(INTEGRATIONS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.persistence..", "org.hibernate..", "org.flywaydb..", "liquibase..")
          .because("who does not use them has them not");

  @ArchTest
  static final ArchRule onlyEngineKnowsRocksDb =
      noClasses()
          .that()
          .resideOutsideOfPackages(ENGINE, BENCH)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rocksdb..")
          .because("native handles need the gate of one module");

  @ArchTest
  static final ArchRule onlyCodecKnowsChronicle =
      noClasses()
          .that()
          .resideOutsideOfPackage(CODEC)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.openhft..")
          .because("buffers come from the pool");

  @ArchTest
  static final ArchRule onlyOneClassKnowsBuffersThatNeedFlags =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.ashlar.codec.memory.UnsafeFlyweights")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.agrona.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("org\\.agrona\\.(Abstract|Expandable|Unsafe|Buffer).*")
          .because("a JVM without flags cannot load them, and one implementation is enough");

  @ArchTest
  static final ArchRule faceKnowsNoMachinery =
      noClasses()
          .that()
          .resideInAnyPackage(with(WORDS, FACE))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(TOOLS, CODEC, ENGINE, STORE, MVCC, TXN, ROWS, SQL))
          .because("what stands behind the face is found by the service loader");

  @ArchTest
  static final ArchRule codecKnowsOnlyWords =
      noClasses()
          .that()
          .resideInAPackage(CODEC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(FACE, with(TOOLS, ENGINE, STORE, MVCC, TXN, ROWS, SQL)));

  @ArchTest
  static final ArchRule engineKnowsOnlyCodec =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(FACE, with(TOOLS, STORE, MVCC, TXN, ROWS, SQL)));

  @ArchTest
  static final ArchRule storeKnowsOnlyCodec =
      noClasses()
          .that()
          .resideInAPackage(STORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(FACE, with(TOOLS, ENGINE, MVCC, TXN, ROWS, SQL)));

  @ArchTest
  static final ArchRule seamKnowsNoImplementation =
      noClasses()
          .that()
          .resideInAPackage("io.ashlar.store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STORE_IN_MEMORY)
          .because("a further store goes behind the same seam");

  @ArchTest
  static final ArchRule mvccKnowsNothingOfTransactionsAndTables =
      noClasses()
          .that()
          .resideInAPackage(MVCC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(FACE, with(TOOLS, TXN, ROWS, SQL)));

  @ArchTest
  static final ArchRule transactionsKnowOnlyTheSeam =
      noClasses()
          .that()
          .resideInAPackage(TXN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(FACE, with(TOOLS, ENGINE, STORE_IN_MEMORY, MVCC, ROWS, SQL)));

  @ArchTest
  static final ArchRule tablesDoNotKnowTheEngine =
      noClasses()
          .that()
          .resideInAPackage(ROWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(TOOLS, ENGINE, MVCC, SQL))
          .because("the store on disk is found by the service loader");

  @ArchTest
  static final ArchRule sqlKnowsOnlyTheFaceAndBytes =
      noClasses()
          .that()
          .resideInAPackage(SQL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(with(TOOLS, ENGINE, STORE, MVCC, TXN, ROWS))
          .because("statements are carried out by what users could call as well");

  @ArchTest
  static final ArchRule onlyOpeningChoosesAStore =
      noClasses()
          .that()
          .resideInAPackage(ROWS)
          .and()
          .resideOutsideOfPackage("io.ashlar.rows.database")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STORE_IN_MEMORY)
          .because("only what opens a database chooses a store");

  @ArchTest
  static final ArchRule toolsUseThePublicFace =
      noClasses()
          .that()
          .resideInAnyPackage(TOOLS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CODEC, ENGINE, STORE, MVCC, TXN, ROWS)
          .because("what is measured and checked is what a user gets");

  @ArchTest
  static final ArchRule workbenchKnowsNothingOfAshlar =
      noClasses()
          .that()
          .resideInAPackage(WORKBENCH)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.ashlar..").and(not(resideInAPackage(WORKBENCH))));

  @ArchTest
  static final ArchRule toolsDoNotKnowEachOther =
      slices().matching("io.ashlar.(check|torture|fuzz|shell)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule toolsDoNotKnowTheCommandLine =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.ashlar.check..", "io.ashlar.torture..", "io.ashlar.fuzz..", "io.ashlar.shell..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ashlar.cli..", BENCH);

  @ArchTest
  static final ArchRule commandLineDoesNotKnowWhatIsMeasured =
      noClasses()
          .that()
          .resideInAPackage("io.ashlar.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(BENCH, SQL_TEST)
          .because("it runs without the engines that are compared with");

  @ArchTest
  static final ArchRule shellKnowsSessionsAndNoDriver =
      noClasses()
          .that()
          .resideInAPackage("io.ashlar.shell..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JDBC)
          .because("it is one user of sessions among others");

  @ArchTest
  static final ArchRule schemasKnowNothingOfTheRestOfTheFace =
      noClasses()
          .that()
          .resideInAPackage("io.ashlar.schema..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ashlar", ROWS)
          .because("a schema holds predicates, and nothing else of the face");

  @ArchTest
  static final ArchRule predicatesKnowNothingOfTables =
      noClasses()
          .that()
          .resideInAPackage("io.ashlar.query..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ashlar", ROWS);

  @ArchTest
  static final ArchRule nothingIsFinalized =
      noMethods()
          .should()
          .haveName("finalize")
          .because("a handle has one owner, who closes it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule everyThreadHasAName =
      noClasses()
          .should()
          .callConstructor(Thread.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callMethod(Executors.class, "newFixedThreadPool", int.class)
          .orShould()
          .callMethod(Executors.class, "newCachedThreadPool")
          .orShould()
          .callMethod(Executors.class, "newSingleThreadExecutor")
          .orShould()
          .callMethod(Executors.class, "newScheduledThreadPool", int.class)
          .orShould()
          .callMethod(Executors.class, "newSingleThreadScheduledExecutor")
          .because("names tell in a thread dump, and in the benchmarks, whose thread it is");

  @ArchTest
  static final ArchRule librariesDoNotPrint =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOOLS)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("output belongs to the application");

  private static String[] with(String[] some, String... others) {
    String[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }
}
